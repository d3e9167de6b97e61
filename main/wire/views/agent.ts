// Agents, their presence and their roles as the contract shows them. Nothing of a password, not even its hash.
import type { AccessTokenView, AgentView, PresenceView, RoleView } from '../../../preload/views.ts'
import type { Presence } from '../../domain/presence.ts'
import type { AccessTokenCard, AgentCard } from '../../services/verbs.ts'
import type { Role } from '../../storage/store.ts'

export const agentView = ({ agent, connected, load, limit }: AgentCard): AgentView => ({
  id: agent.id,
  login: agent.login,
  name: agent.name,
  roleIds: [...agent.roleIds],
  chatLimit: agent.chatLimit,
  presence: presenceView(agent.presence, connected),
  load,
  limit,
  deactivatedAt: agent.deactivatedAt,
  hasJoined: agent.kind === 'bot' || agent.passwordHash !== null,
  kind: agent.kind,
})

export const presenceView = (presence: Presence, connected: boolean): PresenceView => ({
  status: presence.status,
  reason: presence.status === 'active' ? null : presence.reason,
  since: presence.since,
  connected,
})

export const roleView = ({ id, name, permissions, version }: Role): RoleView => ({
  id,
  name,
  permissions: [...permissions],
  version,
})

export const accessTokenView = ({ agentId: _whose, scopes, ...token }: AccessTokenCard): AccessTokenView => ({
  ...token,
  scopes: [...scopes],
})
