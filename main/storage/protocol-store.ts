// The storage port of what LiveChat's protocol knows besides chats and messages: the organisation, numbers of queues, tags of
// chats, properties, and what programs keep of a customer.
import type { AgentId, ChatId, ConversationId, IdentityId, MessageId, QueueId } from '../domain/ids.ts'
import type { Properties, PropertyNames } from '../domain/property.ts'

/** Under what other programs know this workstation. */
export interface Organization {
  /** A uuid. */
  readonly id: string
  readonly license: number
}

/** What a property is kept with; the conversation it belongs to goes with it when a person is erased. */
export type PropertyPlace =
  | { readonly scope: 'conversation'; readonly id: ConversationId; readonly conversationId: ConversationId }
  | { readonly scope: 'chat'; readonly id: ChatId; readonly conversationId: ConversationId }
  | { readonly scope: 'message'; readonly id: MessageId; readonly conversationId: ConversationId }

/** What a customer's program told of them, or keeps with us. */
export interface CustomerFacts {
  readonly avatar: string | null
  /** In the order in which they were told: each a name and a value. */
  readonly sessionFields: readonly (readonly [name: string, value: string])[]
  /** The program's own notes, given back at its next login. */
  readonly sideStorage: Readonly<Record<string, string>>
  /** Where the customer is now, and from where they came. */
  readonly page: { readonly url: string; readonly title: string; readonly at: number } | null
  readonly visits: number
  /** When the last of them began, or was last heard of; 0: never. */
  readonly visitedAt: number
  /** As their last connection came in. */
  readonly userAgent: string
  readonly ip: string
  /** The page from which they came to the website; '': none that they told. */
  readonly referrer: string
}

export const noCustomerFacts: CustomerFacts = {
  avatar: null,
  sessionFields: [],
  sideStorage: {},
  page: null,
  visits: 0,
  visitedAt: 0,
  userAgent: '',
  ip: '',
  referrer: '',
}

export interface ProtocolReads {
  /** Null: not asked for yet. */
  organization(): Promise<Organization | null>
  /** Every queue, archived ones too, has a number of its own that stays. */
  queueNumbers(): Promise<ReadonlyMap<QueueId, number>>
  /** In the order in which they were given. */
  tags(chatId: ChatId): Promise<string[]>
  properties(place: Pick<PropertyPlace, 'scope' | 'id'>): Promise<Properties>
  /** Those without properties are left out. */
  propertiesOfMessages(ids: readonly MessageId[]): Promise<ReadonlyMap<MessageId, Properties>>
  customerFacts(id: IdentityId): Promise<CustomerFacts>
}

export interface ProtocolWrites extends ProtocolReads {
  setOrganization(organization: Organization): Promise<void>
  /** False: it has the tag already. */
  tag(chatId: ChatId, tag: string, at: number, by: AgentId | null): Promise<boolean>
  /** False: it has not. */
  untag(chatId: ChatId, tag: string): Promise<boolean>
  setProperties(place: PropertyPlace, values: Properties): Promise<void>
  deleteProperties(place: PropertyPlace, names: PropertyNames): Promise<void>
  setCustomerFacts(id: IdentityId, change: Partial<CustomerFacts>): Promise<void>
}
