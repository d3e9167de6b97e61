// What is known of a customer has changed, whoever changed it: told to the customer's own programs, and to their agent's.
import type { StoredEvent } from '../../../domain/event.ts'
import { asId, type ContactId } from '../../../domain/ids.ts'
import type { Identity } from '../../../storage/store.ts'
import { customerIdOf, instant } from '../names.ts'
import type { ChatViews } from '../views/chat-view.ts'
import { customerProfile } from '../views/user-view.ts'
import { type Push, toCustomer } from './push.ts'

/** Facts that are told; others, such as that somebody came back, are no news. */
const profile = ['profile', 'sessionFields', 'avatar'] as const

export const contactPushes = async (views: ChatViews, event: StoredEvent): Promise<readonly Push[]> => {
  const { contactId, identityId, told } = event.facts ?? {}
  if (typeof contactId !== 'string') return []
  const { reads } = views.library
  const about = (await reads.contacts.identities(asId<ContactId>(contactId))).filter(
    identity => identityId === undefined || identity.id === identityId,
  )
  const news = typeof told === 'string' ? told.split(' ') : ['profile']
  if (news.includes('ban')) return about.map(identity => bannedPush(event, identity))
  const pushes = await Promise.all(about.map(identity => pushesOf(views, identity, new Set(news))))
  return pushes.flat()
}

const bannedPush = ({ audience, facts }: StoredEvent, identity: Identity): Push => ({
  to: { side: 'agents', audience },
  action: 'customer_banned',
  payload: {
    customer_id: customerIdOf(identity),
    ...(typeof facts?.days === 'number' ? { ban: { days: facts.days } } : {}),
  },
})

const pushesOf = async (views: ChatViews, identity: Identity, news: ReadonlySet<string>): Promise<Push[]> => {
  const { reads } = views.library
  const [contact, conversation, facts] = await Promise.all([
    reads.contacts.get(identity.contactId),
    reads.contacts.conversationAt(identity.channelId, identity.address),
    reads.protocol.customerFacts(identity.id),
  ])
  if (contact === null) return []
  const chats = conversation === null ? [] : await views.threadsOf(conversation.id)
  const open = chats.find(chat => chat.status !== 'closed')
  const pushes: Push[] = []
  const forAgents = (action: string, payload: object) => {
    if (open === undefined && !views.isCustomerHere(identity)) return
    const customer = { id: customerIdOf(identity), ownerId: open?.ownerId ?? null, chatId: open?.id ?? null }
    const audience = open === undefined ? 'everyone' : open.ownerId === null ? [] : [open.ownerId]
    pushes.push({ to: { side: 'agents', audience }, action, payload, customer })
  }
  if (profile.some(fact => news.has(fact))) {
    const payload = customerProfile({ identity, contact, facts, chats })
    pushes.push({ to: toCustomer(identity), action: 'customer_updated', payload })
    forAgents('customer_updated', payload)
  }
  if (news.has('page') && facts.page !== null) {
    const { url, title, at } = facts.page
    forAgents('customer_page_updated', { customer_id: customerIdOf(identity), url, title, opened_at: instant(at) })
  }
  if (news.has('sideStorage'))
    pushes.push({
      to: toCustomer(identity),
      action: 'customer_side_storage_updated',
      payload: { customer_side_storage: facts.sideStorage },
    })
  return pushes
}
