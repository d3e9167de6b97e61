// An agent's presence, in words and as a dot.
import type { AgentView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'

type Present = Pick<AgentView, 'presence' | 'deactivatedAt' | 'hasJoined'>

export const presenceWords = ({ presence, deactivatedAt, hasJoined }: Present): string => {
  if (deactivatedAt !== null) return t('settings.agents.presence.deactivated')
  if (!hasJoined && !presence.connected) return t('settings.agents.presence.invited')
  if (presence.status === 'inactive') return t(`settings.agents.presence.${presence.reason ?? 'chosen'}`)
  return t(presence.connected ? 'settings.agents.presence.active' : 'settings.agents.presence.offline')
}

export const presenceDot = ({ presence }: Present): 'active' | 'inactive' | 'away' => {
  if (presence.status === 'inactive') return presence.reason === 'missedOffer' ? 'away' : 'inactive'
  return presence.connected ? 'active' : 'inactive'
}
