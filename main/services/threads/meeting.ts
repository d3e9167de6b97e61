// Somebody of whom a network tells before they have written to us: kept under a stand-in name, so that what is told is not lost.
import { asId, type ChannelId, type Ids } from '../../domain/ids.ts'
import { isStandInName, standInName } from '../../domain/stand-in-name.ts'
import type { Conversation, Transaction } from '../../storage/store.ts'

export const meet = async (
  tx: Transaction,
  ids: Ids,
  { channelId, address, now }: { readonly channelId: ChannelId; readonly address: string; readonly now: number },
): Promise<Conversation> => {
  const known = await tx.contacts.conversationAt(channelId, address)
  if (known !== null) return known
  const identity = (await tx.contacts.identityAt(channelId, address)) ?? (await introduce())
  const { id: identityId, contactId } = identity
  const conversation: Conversation = { id: asId(ids.next()), identityId, channelId, contactId }
  await tx.contacts.insertConversation(conversation)
  return conversation

  async function introduce() {
    const name = standInName(address)
    const contactId: Conversation['contactId'] = asId(ids.next())
    const nothing = { email: null, phone: null, language: null, about: '', tags: [] }
    await tx.contacts.insert({ id: contactId, name, ...nothing, createdAt: now })
    const id: Conversation['identityId'] = asId(ids.next())
    const made = { id, channelId, address, contactId, name, username: null, unreachableReason: null }
    await tx.contacts.insertIdentity(made)
    return made
  }
}

/** Once they write themselves, they go by their own name. */
export const nameAtLast = async (tx: Transaction, { contactId }: Conversation, name: string): Promise<void> => {
  if (isStandInName(name)) return
  const contact = await tx.contacts.get(contactId)
  if (contact !== null && isStandInName(contact.name)) await tx.contacts.update(contactId, { name })
}
