// Session fields of a customer that changed: a webhook of its own, where programs that are connected are told of the whole customer.
// Source: "customer_session_fields_updated" of the webhooks, 3.6.
import type { StoredEvent } from '../../../domain/event.ts'
import { asId, type ContactId } from '../../../domain/ids.ts'
import { customerIdOf } from '../names.ts'
import type { Push } from '../pushes/push.ts'
import type { Library } from '../views/library.ts'

export const sessionFieldNews = async ({ reads }: Library, event: StoredEvent): Promise<readonly Push[]> => {
  const { contactId, identityId, told } = event.facts ?? {}
  if (event.type !== 'contact.changed' || typeof contactId !== 'string' || typeof told !== 'string') return []
  if (!told.split(' ').includes('sessionFields')) return []
  const identities = await reads.contacts.identities(asId<ContactId>(contactId))
  const identity = identities.find(({ id }) => id === identityId)
  if (identity === undefined) return []
  const { sessionFields } = await reads.protocol.customerFacts(identity.id)
  const chat = event.chatId === undefined ? null : await reads.chats.get(event.chatId)
  return [
    {
      to: { side: 'agents', audience: 'everyone' },
      action: 'customer_session_fields_updated',
      payload: {
        id: customerIdOf(identity),
        ...(chat === null ? {} : { active_chat: { chat_id: chat.conversationId, thread_id: chat.id } }),
        session_fields: sessionFields.map(([name, value]) => ({ [name]: value })),
      },
      ...(chat === null ? {} : { chatId: chat.id }),
    },
  ]
}
