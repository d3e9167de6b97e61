// Event: what happened, with a number, written in the transaction of the change. A screen follows from the last number it saw.
import type { AgentId, ChannelId, ChatId, ConversationId, MessageId } from './ids.ts'

/** Kinds of things that happen. The present state is read when the event is delivered, so an event names things and carries little. */
export const eventTypes = [
  'chat.opened',
  'chat.changed',
  'chat.offered',
  'chat.offerEnded',
  'chat.accepted',
  'chat.transferred',
  'chat.closed',
  /** `facts`: the tag, and whether it was given (true) or taken away. */
  'chat.tagged',
  /** `facts`: the scope, the id of what they are kept with, `set` (JSON of Properties) or `deleted` (JSON of PropertyNames). */
  'properties.changed',
  'message.added',
  'message.changed',
  'chat.read',
  'draft.changed',
  'contact.changed',
  'contact.erased',
  'ownFields.changed',
  'presence.changed',
  'agent.changed',
  'role.changed',
  'queue.changed',
  'channel.changed',
  'settings.changed',
  'cannedReplies.changed',
  'chatActions.changed',
  'process.changed',
  'run.changed',
  /** A process has something to tell the agent whom the event names: `facts` hold the text, the process and the chat. */
  'notice.given',
  'quarantine.added',
  /** `facts`: the case's id and number, what happened, by whom, and to whom it was given. */
  'case.changed',
  'webhooks.changed',
  /** `facts`: the tag's name, and the deed: created, updated or deleted. */
  'tags.changed',
] as const
export type EventType = (typeof eventTypes)[number]

/** Whom an event concerns. 'everyone': each signed-in agent; otherwise the agents named and those who may see all chats. */
export type Audience = 'everyone' | readonly AgentId[]

export interface NewEvent {
  readonly type: EventType
  readonly at: number
  readonly audience: Audience
  readonly chatId?: ChatId
  readonly conversationId?: ConversationId
  readonly messageId?: MessageId
  /** Whom it is about, or who did it. */
  readonly agentId?: AgentId
  readonly channelId?: ChannelId
  /** Small facts that the state tables do not keep, such as how an offer ended. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>
}

export interface StoredEvent extends NewEvent {
  /** 1, 2, 3, ... in the order in which the changes were committed. */
  readonly seq: number
}
