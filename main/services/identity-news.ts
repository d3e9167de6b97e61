// What networks tell of people besides their messages: what they are called, and that they moved to another address.
import type { ChannelId } from '../domain/ids.ts'
import { isStandInName } from '../domain/stand-in-name.ts'
import type { InboundUpdate } from '../domain/unified-message.ts'
import type { Transaction } from '../storage/store.ts'

export const takeMove = async (
  tx: Transaction,
  channelId: ChannelId,
  update: Extract<InboundUpdate, { type: 'moved' }>,
): Promise<void> => {
  const identity = await tx.contacts.identityAt(channelId, update.address)
  const taken = await tx.contacts.identityAt(channelId, update.newAddress)
  if (identity !== null && taken === null) await tx.contacts.updateIdentity(identity.id, { address: update.newAddress })
}

export const takeProfile = async (
  tx: Transaction,
  channelId: ChannelId,
  update: Extract<InboundUpdate, { type: 'profile' }>,
  now: number,
): Promise<void> => {
  const identity = await tx.contacts.identityAt(channelId, update.address)
  if (identity === null) return
  const { name, email, phone, language } = update.sender
  await tx.contacts.updateIdentity(identity.id, { name })
  const contact = await tx.contacts.get(identity.contactId)
  // Whoever was given another name by an agent keeps it.
  const isUnnamed = contact !== null && (contact.name === identity.name || isStandInName(contact.name))
  await tx.contacts.update(identity.contactId, {
    ...(isUnnamed ? { name } : {}),
    ...(email === undefined ? {} : { email }),
    ...(phone === undefined ? {} : { phone }),
    ...(language === undefined ? {} : { language }),
  })
  const conversation = await tx.contacts.conversationAt(channelId, update.address)
  const chat = conversation === null ? null : await tx.chats.openOfConversation(conversation.id)
  await tx.events.append({
    type: 'contact.changed',
    at: now,
    audience: chat?.ownerId ? [chat.ownerId] : [],
    ...(chat === null ? {} : { chatId: chat.id }),
    facts: { contactId: identity.contactId, identityId: identity.id, told: 'profile' },
  })
}
