// A button of a rich message was pressed or let go: told to both sides, as long as the thread is active.
import type { StoredEvent } from '../../../domain/event.ts'
import type { Message } from '../../../domain/message.ts'
import { customerIdOf, eventId } from '../names.ts'
import type { Library } from '../views/library.ts'
import { type Push, toCustomer } from './push.ts'
import type { Subject } from './subject.ts'

export const pressPushes = async (
  library: Library,
  event: StoredEvent,
  message: Message,
  { chat, identity }: Subject,
): Promise<readonly Push[]> => {
  if (chat.status === 'closed') return []
  const pushFor = (to: Push['to'], userId: string): Push => ({
    to,
    action: 'incoming_rich_message_postback',
    payload: {
      user_id: userId,
      chat_id: chat.conversationId,
      thread_id: chat.id,
      event_id: eventId(message.chatId, message.id),
      postback: { id: String(event.facts?.pressedButton), toggled: event.facts?.isPressed === true },
    },
    chatId: chat.id,
  })
  const agentId = event.agentId
  const login = agentId === undefined ? customerIdOf(identity) : await library.agentIdFor('agents', agentId)
  const forAgents = pushFor({ side: 'agents', audience: event.audience }, login)
  if (message.direction === 'note') return [forAgents]
  const hidden = agentId === undefined ? customerIdOf(identity) : await library.agentIdFor('customer', agentId)
  return [forAgents, pushFor(toCustomer(identity), hidden)]
}
