// How our things are called in the protocol: ids of events and groups, and agents as customers may know them.
import { createHash } from 'node:crypto'
import { type AgentId, asId, type ChatId, type MessageId } from '../../domain/ids.ts'
import type { Presence } from '../../domain/presence.ts'
import type { Identity } from '../../storage/store.ts'

/** Whose eyes: agents see logins and notes, customers see neither. */
export type Side = 'agents' | 'customer'

/** RFC 3339 with microseconds, as the protocol writes instants. */
export const instant = (at: number): string => new Date(at).toISOString().replace('Z', '000Z')

/** Epoch milliseconds; null when it is no instant. */
export const readInstant = (text: string): number | null => {
  const at = Date.parse(text)
  return Number.isNaN(at) ? null : at
}

/** A message with a text and files is several events; the text has the plain id. `part`: 1 for the first file. */
export const eventId = (chatId: ChatId, messageId: MessageId, part = 0): string =>
  `${chatId}_${messageId}${part === 0 ? '' : `-${part}`}`

/** Null when it is not one of ours. */
export const readEventId = (id: string): { readonly chatId: ChatId; readonly messageId: MessageId } | null => {
  const parts = /^(.{1,100})_(\d{1,20})(-\d{1,3})?$/.exec(id)
  if (parts?.[1] === undefined || parts[2] === undefined) return null
  return { chatId: asId(parts[1]), messageId: asId(parts[2]) }
}

/** Customers know agents by a name that tells nothing else, the same at each hub for good. */
export const agentForCustomers = (organizationId: string, agentId: AgentId): string =>
  createHash('sha256').update(`${organizationId}\n${agentId}`).digest('hex').slice(0, 32)

/** As the protocol's customer ids are; says nothing of whose it is. */
export const isUuid = (id: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)

/**
 * Under what id every program knows a customer, the same for good. Those who came by this protocol have it as their address; of
 * others the address may be a phone number or what a network calls them, which is nobody's to learn from an id.
 */
export const customerIdOf = ({ id, address }: Pick<Identity, 'id' | 'address'>): string =>
  isUuid(address) ? address : id

export const routingStatuses = ['accepting_chats', 'not_accepting_chats'] as const
export type RoutingStatus = (typeof routingStatuses)[number]

export const routingStatusOf = (presence: Presence): RoutingStatus =>
  presence.status === 'active' ? 'accepting_chats' : 'not_accepting_chats'
