// Customers as agents' programs name them, whichever channel they are of.
import { randomUUID } from 'node:crypto'
import { asId, type ConversationId, type IdentityId, type QueueId } from '../../../domain/ids.ts'
import type { Channel, Identity } from '../../../storage/store.ts'
import { customerIdOf, isUuid } from '../names.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { ChatViews } from '../views/chat-view.ts'
import type { Library } from '../views/library.ts'
import { customerProfile } from '../views/user-view.ts'
import type { AgentParts } from './agent-parts.ts'

/** Null: nobody we know. */
export const customerById = async (
  { reads }: Library,
  id: string,
): Promise<{ readonly identity: Identity; readonly channel: Channel } | null> => {
  const channels = await reads.channels.all()
  for (const channel of isUuid(id) ? channels : []) {
    const identity = await reads.contacts.identityAt(channel.id, id)
    if (identity !== null) return { identity, channel }
  }
  const identity = await reads.contacts.identity(asId<IdentityId>(id))
  const channel = channels.find(one => one.id === identity?.channelId)
  // Whoever is known by their address is not known by anything else.
  return identity === null || channel === undefined || customerIdOf(identity) !== id ? null : { identity, channel }
}

interface Place {
  readonly id: ConversationId
  /** Where its chats come by themselves. */
  readonly queueId: QueueId
}

export const conversationOfCustomer = async (
  { services, views }: Pick<AgentParts, 'services' | 'views'>,
  customerId: string,
): Promise<Place | ProtocolError> => {
  const known = await customerById(views.library, customerId)
  if (known === null) return fail('not_found', 'There is no such customer.')
  const { channel, identity } = known
  await services.protocol.meetCustomer(channel.id, identity.address)
  return placeOf(views.library, channel, identity.address)
}

/** Of the website of that queue, or of the first. */
export const newCustomer = async (
  { services, views, web }: Pick<AgentParts, 'services' | 'views' | 'web'>,
  queueId: QueueId | null,
  told: { readonly name?: string; readonly email?: string } = {},
): Promise<(Place & { readonly customerId: string; readonly identity: Identity }) | ProtocolError> => {
  const { library } = views
  const sites = (await library.reads.channels.all()).filter(one => web.channels.get(one.id) !== undefined)
  const channel = sites.find(one => one.queueId === queueId) ?? sites[0]
  const door = channel === undefined ? undefined : web.channels.get(channel.id)?.inside
  if (channel === undefined || door === undefined)
    return fail('service_unavailable', 'No website channel is on, so there is nowhere to chat.')
  const customerId = randomUUID()
  const identity = await services.protocol.meetCustomer(channel.id, customerId)
  if (Object.keys(told).length > 0) {
    const sender = { name: identity.name, ...told }
    await door.receive({ updates: [{ type: 'profile', address: customerId, at: door.clock.now(), sender }] })
  }
  const place = await placeOf(library, channel, customerId)
  return isProtocolError(place) ? place : { ...place, customerId, identity }
}

const placeOf = async ({ reads }: Library, channel: Channel, address: string): Promise<Place | ProtocolError> => {
  const conversation = await reads.contacts.conversationAt(channel.id, address)
  return conversation === null
    ? fail('not_found', 'There is no such customer.')
    : { id: conversation.id, queueId: channel.queueId }
}

/** Everything that is known of them, as get_customer answers it. Null: erased meanwhile. */
export const customerCard = async (views: ChatViews, identity: Identity): Promise<Record<string, unknown> | null> => {
  const { reads } = views.library
  const contact = await reads.contacts.get(identity.contactId)
  const conversation = await reads.contacts.conversationAt(identity.channelId, identity.address)
  if (contact === null) return null
  const chats = conversation === null ? [] : await views.threadsOf(conversation.id)
  const facts = await reads.protocol.customerFacts(identity.id)
  return {
    ...customerProfile({ identity, contact, facts, chats }),
    type: 'customer',
    ...(await views.forAgents(identity, chats)),
    ...(conversation === null || chats.length === 0 ? {} : { chat_ids: [conversation.id] }),
  }
}
