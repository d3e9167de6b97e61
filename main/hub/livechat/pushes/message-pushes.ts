// What was said or has changed in a chat, as pushes: incoming_event, event_updated, and how far the customer has read.
import type { StoredEvent } from '../../../domain/event.ts'
import { customerIdOf, instant, type Side } from '../names.ts'
import type { ChatViews } from '../views/chat-view.ts'
import { eventIdsOf } from '../views/event-view.ts'
import { pressPushes } from './press-pushes.ts'
import { keyOfEvent, type Push, toCustomer } from './push.ts'
import type { Subject } from './subject.ts'

export const messagePushes = async (
  views: ChatViews,
  event: StoredEvent,
  { chat, identity }: Subject,
): Promise<readonly Push[]> => {
  if (event.messageId === undefined) return []
  const message = await views.library.reads.messages.get(event.messageId)
  if (message === null) return []
  if (event.facts?.pressedButton !== undefined) return pressPushes(views.library, event, message, { chat, identity })
  const about = { chat_id: chat.conversationId, thread_id: chat.id }
  const pushesFor = async (side: Side, to: Push['to']): Promise<Push[]> => {
    const seen: Push[] =
      event.facts?.state === 'read'
        ? [
            {
              to,
              action: 'events_marked_as_seen',
              payload: {
                chat_id: chat.conversationId,
                user_id: customerIdOf(identity),
                seen_up_to: instant(message.storedAt),
              },
              chatId: chat.id,
            },
          ]
        : []
    // How far it has come on its way is no change of what it says.
    if (event.facts?.state !== undefined) return seen
    if (message.deletedAt !== null && message.direction !== 'note')
      return eventIdsOf(message).map(id => ({
        to,
        action: 'event_deleted',
        payload: { ...about, event_id: id },
        chatId: chat.id,
      }))
    const events = await views.events(side, identity, [message])
    if (event.type === 'message.added')
      return events.map((view, i) => ({
        to,
        action: 'incoming_event',
        payload: { ...about, event: view },
        key: i === 0 ? keyOfEvent(message.id) : `${keyOfEvent(message.id)} ${i}`,
        chatId: chat.id,
        upTo: message.id,
        part: i,
      }))
    if (message.editedAt === null) return []
    return events.map(view => ({ to, action: 'event_updated', payload: { ...about, event: view }, chatId: chat.id }))
  }
  return [
    ...(await pushesFor('agents', { side: 'agents', audience: event.audience })),
    ...(await pushesFor('customer', toCustomer(identity))),
  ]
}
