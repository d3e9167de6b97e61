// A customer was banned, by which their chat has ended: told to agents before its end is.
import type { StoredEvent } from '../../../domain/event.ts'
import type { Library } from '../views/library.ts'
import { toAgents } from './both-sides.ts'
import type { Push } from './push.ts'
import type { Subject } from './subject.ts'

export const bannedPush = async (
  { reads }: Library,
  event: StoredEvent,
  { chat, identity }: Subject,
): Promise<readonly Push[]> => {
  if (chat.closeReason !== 'banned') return []
  const contact = await reads.contacts.get(identity.contactId)
  // A ban of ours has no end; for how many days a program asked stands in its reason.
  const days = /^For (\d+) days$/.exec(contact?.ban?.reason ?? '')?.[1]
  const payload = { customer_id: identity.address, ban: days === undefined ? {} : { days: Number(days) } }
  return toAgents(event, { action: 'customer_banned', payload, chatId: chat.id })
}
