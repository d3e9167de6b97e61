// Tells the screens that contacts changed: whoever shows one asks anew, and lists with chats of theirs show the present name.

import type { Chat } from '../../domain/chat.ts'
import type { ContactId } from '../../domain/ids.ts'
import type { Transaction } from '../../storage/store.ts'

export const tellContact = async (tx: Transaction, at: number, ...ids: readonly ContactId[]): Promise<void> => {
  for (const contactId of new Set(ids)) {
    const open = (await tx.chats.ofContact(contactId, 50)).filter(chat => chat.status !== 'closed')
    for (const chat of open) {
      const audience = await whoHas(tx, chat)
      await tx.events.append({ type: 'chat.changed', at, audience, chatId: chat.id, facts: { contactId } })
    }
    // An id tells nobody anything; whoever may see the contact asks for the rest.
    await tx.events.append({ type: 'contact.changed', at, audience: 'everyone', facts: { contactId } })
  }
}

const whoHas = async (tx: Transaction, chat: Chat) =>
  chat.ownerId !== null ? [chat.ownerId] : (await tx.offers.open(chat.id)).map(offer => offer.agentId)
