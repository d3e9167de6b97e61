// How far an agent has read, as a push: the customer hears it of the agent who has the chat, as on every other network.
import type { StoredEvent } from '../../../domain/event.ts'
import { asId, type MessageId } from '../../../domain/ids.ts'
import { instant } from '../names.ts'
import type { Library } from '../views/library.ts'
import { bothSides } from './both-sides.ts'
import type { Push } from './push.ts'
import type { Subject } from './subject.ts'

export const seenPushes = async (
  library: Library,
  event: StoredEvent,
  { chat, identity }: Subject,
): Promise<readonly Push[]> => {
  const { agentId } = event
  const upTo = event.facts?.upTo
  if (agentId === undefined || typeof upTo !== 'string') return []
  const message = await library.reads.messages.get(asId<MessageId>(upTo))
  if (message === null) return []
  const audience = [...new Set([agentId, ...(chat.ownerId === null ? [] : [chat.ownerId])])]
  return bothSides({ audience }, identity, async side => {
    if (side === 'customer' && chat.ownerId !== agentId) return null
    return {
      action: 'events_marked_as_seen',
      payload: {
        user_id: await library.agentIdFor(side, agentId),
        chat_id: chat.conversationId,
        seen_up_to: instant(message.storedAt),
      },
      ...(chat.status === 'closed' ? {} : { chatId: chat.id }),
    }
  })
}
