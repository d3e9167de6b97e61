// What programs that speak LiveChat's protocol can do besides the deeds of the panel.
import type { AgentId, ChannelId, ChatId, ConversationId, QueueId } from '../../domain/ids.ts'
import type { Message, SystemLine } from '../../domain/message.ts'
import type { Properties, PropertyNames } from '../../domain/property.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { CustomerFacts, Organization, PropertyPlace } from '../../storage/protocol-store.ts'
import type { Identity } from '../../storage/store.ts'
import type { Actor, Done } from '../actor.ts'

/** A line of an agent's program in its own words. */
export interface ProgramLine extends Omit<Extract<SystemLine, { code: 'program' }>, 'code'> {
  /** What the program calls it: of two lines with one id in a conversation the first is returned, and the second not stored. */
  readonly customId: string | null
  /** What the program keeps with it from the first. */
  readonly properties?: Properties | undefined
}

export interface ProtocolVerbs {
  /** Made when it is first asked for; the same ever after. */
  organization(): Promise<Organization>
  /** `by` null: the customer's program, or Parley. Values that are there already change nothing. Refused as `tooLarge`. */
  setProperties(place: PropertyPlace, values: Properties, by: AgentId | null): Promise<Done | Refusal>
  deleteProperties(place: PropertyPlace, names: PropertyNames, by: AgentId | null): Promise<void>
  /** In the order in which they were given. */
  tagsOf(actor: Actor, chatId: ChatId): Promise<readonly string[] | Refusal>
  /** Of an open or a closed chat that the agent may see; a tag that it has already changes nothing. */
  tagChat(actor: Actor, chatId: ChatId, tag: string): Promise<Done | Refusal>
  untagChat(actor: Actor, chatId: ChatId, tag: string): Promise<Done | Refusal>
  /** A customer of whom nothing was stored yet has a contact and a conversation from now on. */
  meetCustomer(channelId: ChannelId, address: string): Promise<Identity>
  /** What is as before tells nobody anything. */
  setCustomerFacts(identity: Identity, change: Partial<CustomerFacts>): Promise<void>
  /** A line in the program's own words, in an open or a closed chat. */
  addLine(actor: Actor, chatId: ChatId, line: ProgramLine): Promise<Message | Refusal>
  /** The agent begins a chat in a conversation that has none open, and owns it; the properties are there from the first. */
  beginChat(
    actor: Actor,
    at: { readonly conversationId: ConversationId; readonly queueId: QueueId },
    properties?: { readonly ofConversation?: Properties | undefined; readonly ofChat?: Properties | undefined },
  ): Promise<ChatId | Refusal>
}
