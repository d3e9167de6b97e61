// Properties and tags that programs keep with chats, as pushes: only what changed. Tags are among agents.
import { z } from 'zod'
import type { StoredEvent } from '../../../domain/event.ts'
import { asId, type MessageId } from '../../../domain/ids.ts'
import type { Message } from '../../../domain/message.ts'
import type { Properties, PropertyNames } from '../../../domain/property.ts'
import { eventId } from '../names.ts'
import { locationOf, readable, readableNames, userOf } from '../properties/property-guard.ts'
import type { Library } from '../views/library.ts'
import { systemMessageOf } from '../views/system-message.ts'
import { bothSides, toAgents } from './both-sides.ts'
import type { Push } from './push.ts'
import type { Subject } from './subject.ts'

const told = z.object({
  scope: z.enum(['conversation', 'chat', 'message']),
  id: z.string(),
  set: z.string().optional(),
  deleted: z.string().optional(),
})

/** Of a conversation without an open chat too. */
export const propertyPushes = async (
  library: Library,
  event: StoredEvent,
  { chat, identity }: Subject,
): Promise<readonly Push[]> => {
  const parsed = told.safeParse(event.facts)
  if (!parsed.success) return []
  const { scope, id, set, deleted } = parsed.data
  const message = scope === 'message' ? await library.reads.messages.get(asId<MessageId>(id)) : null
  const payload = {
    chat_id: chat.conversationId,
    ...(scope === 'conversation' ? {} : { thread_id: chat.id }),
    ...(message === null ? {} : { event_id: eventId(message.chatId, message.id) }),
  }
  const location = locationOf[scope]
  const action = `${location}_properties_${set === undefined ? 'deleted' : 'updated'}`
  const isForAgents = message !== null && isAmongAgents(message)
  return bothSides(event, identity, async side => {
    if (side === 'customer' && isForAgents) return null
    const registry = library.reads.configuration
    const handling = { location, user: userOf(side) }
    const properties =
      set === undefined
        ? await readableNames(registry, handling, JSON.parse(deleted ?? '{}') as PropertyNames)
        : await readable(registry, handling, JSON.parse(set) as Properties)
    const isNone = Object.keys(properties).length === 0
    return isNone ? null : { action, payload: { ...payload, properties }, chatId: chat.id }
  })
}

/** What a customer never sees they do not hear of either. */
const isAmongAgents = (message: Message): boolean =>
  message.direction === 'note' || (message.direction === 'system' && systemMessageOf(message)?.visibility !== 'all')

export const tagPushes = (event: StoredEvent, { chat }: Subject): readonly Push[] =>
  toAgents(event, {
    action: event.facts?.given === true ? 'thread_tagged' : 'thread_untagged',
    payload: { chat_id: chat.conversationId, thread_id: chat.id, tag: String(event.facts?.tag ?? '') },
    chatId: chat.id,
  })
