// A channel as one agent may see it: its settings only for those who manage chats, its secrets for nobody.
import type { ChannelView, HealthView } from '../../../preload/views.ts'
import { may } from '../../domain/permissions.ts'
import type { ChannelHealth } from '../../domain/unified-message.ts'
import type { Actor, ChannelCard } from '../../services/verbs.ts'

export const channelView = (actor: Actor, { channel, secretsSet, health, hasChats }: ChannelCard): ChannelView => {
  const manages = may(actor.permissions, 'CanManageChats')
  return {
    id: channel.id,
    kind: channel.kind,
    name: channel.name,
    queueId: channel.queueId,
    active: channel.active,
    settings: manages ? { ...channel.settings } : {},
    secretsSet: manages ? [...secretsSet] : [],
    profile: { ...channel.profile },
    health: healthView(health),
    hasChats,
    createdAt: channel.createdAt,
    version: channel.version,
  }
}

export const healthView = (health: ChannelHealth): HealthView => ({ ...health })
