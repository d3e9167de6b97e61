// Which lists an event makes stale. Live counts change with chats and presence, so those count as well.
import type { EventType } from '../../../main/domain/event.ts'
import type { Followed } from '../../../preload/views.ts'

export const nouns = [
  'queues',
  'channels',
  'agents',
  'replies',
  'processes',
  'actions',
  'secrets',
  'system',
  'relay',
  'quarantine',
  'ownFields',
  'banned',
  'webhooks',
] as const
export type Noun = (typeof nouns)[number]

const byType: Readonly<Record<EventType, readonly Noun[]>> = {
  'chat.opened': ['queues', 'channels'],
  'chat.changed': ['queues', 'agents'],
  'chat.offered': ['queues', 'agents'],
  'chat.offerEnded': ['queues', 'agents'],
  'chat.accepted': ['queues', 'agents'],
  'chat.transferred': ['queues', 'agents'],
  'chat.closed': ['queues', 'agents'],
  'chat.tagged': [],
  'properties.changed': [],
  'message.added': [],
  'message.changed': [],
  'chat.read': [],
  'draft.changed': [],
  'contact.changed': ['banned'],
  'contact.erased': ['banned', 'channels'],
  'ownFields.changed': ['ownFields'],
  'presence.changed': ['queues', 'agents'],
  'agent.changed': ['agents', 'queues'],
  'role.changed': ['agents', 'queues'],
  'queue.changed': ['queues'],
  'channel.changed': ['channels', 'relay'],
  'settings.changed': ['system', 'agents', 'queues', 'relay'],
  'cannedReplies.changed': ['replies'],
  'chatActions.changed': ['actions', 'processes'],
  'process.changed': ['processes', 'actions', 'secrets'],
  'run.changed': ['processes'],
  'notice.given': [],
  'quarantine.added': ['quarantine'],
  'case.changed': [],
  'webhooks.changed': ['webhooks'],
  'tags.changed': [],
}

/** Heard, but not kept: no event of the domain. */
const passing: ReadonlyMap<string, readonly Noun[]> = new Map([
  ['channel.health', ['channels']],
  ['relay.status', ['relay']],
])

const isKept = (type: string): type is EventType => Object.hasOwn(byType, type)

export const staleAfter = (event: Pick<Followed, 'type'>): readonly Noun[] => {
  if (isKept(event.type)) return byType[event.type]
  return passing.get(event.type) ?? []
}
