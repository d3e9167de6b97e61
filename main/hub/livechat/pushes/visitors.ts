// Customers whose programs are connected, as agents' programs hear of their coming and going: each as far as it asked for at its
// login (customer_monitoring_level). Source: "Customers" of the Agent Chat API's pushes, 3.6.

import { instant } from '../names.ts'
import type { Place } from '../rtm/party.ts'
import type { ChatViews } from '../views/chat-view.ts'
import { customerProfile } from '../views/user-view.ts'
import type { Push } from './push.ts'

export type CustomerPlace = Extract<Place, { readonly side: 'customer' }>

/** What they are told of when they come; of somebody who has said nothing yet there is only the id. */
export const camePush = async (views: ChatViews, place: CustomerPlace): Promise<Push> => {
  const { card, customer } = await standing(views, place)
  return { to: everybody, action: 'incoming_customer', payload: card, customer }
}

export const leftPush = async (views: ChatViews, place: CustomerPlace): Promise<Push> => {
  const { customer } = await standing(views, place)
  const payload = { id: place.address, left_at: instant(views.now()) }
  return { to: everybody, action: 'customer_left', payload, customer }
}

const everybody: Push['to'] = { side: 'agents', audience: 'everyone' }

const standing = async (views: ChatViews, { channelId, address }: CustomerPlace) => {
  const { reads } = views.library
  const [identity, conversation] = await Promise.all([
    reads.contacts.identityAt(channelId, address),
    reads.contacts.conversationAt(channelId, address),
  ])
  const contact = identity === null ? null : await reads.contacts.get(identity.contactId)
  const chats = conversation === null ? [] : await views.threadsOf(conversation.id)
  const open = chats.find(chat => chat.status !== 'closed')
  const profile =
    identity === null || contact === null
      ? { id: address }
      : customerProfile({ identity, contact, facts: await reads.protocol.customerFacts(identity.id), chats })
  return {
    card: { ...profile, type: 'customer', state: open === undefined ? 'browsing' : 'chatting' },
    customer: { id: address, ownerId: open?.ownerId ?? null, chatId: open?.id ?? null },
  }
}
