// Chat: one piece of work inside a conversation, from the first unanswered message until somebody or time closes it.
import type { AgentId, ChannelId, ChatId, ContactId, ConversationId, MessageId, QueueId } from './ids.ts'

export type ChatStatus = 'bot' | 'waiting' | 'active' | 'closed'
/** banned: of a banned contact's chats, open ones at the ban and those that keep what they write afterwards. */
export type CloseReason = 'agent' | 'timeout' | 'customer' | 'supervisor' | 'handedOver' | 'banned'

export interface Chat {
  readonly id: ChatId
  /** Counts up over the whole workstation; what people say aloud. */
  readonly number: number
  readonly conversationId: ConversationId
  readonly contactId: ContactId
  readonly channelId: ChannelId
  readonly queueId: QueueId
  readonly status: ChatStatus
  /** Set exactly while the chat is active; stays as the last owner when closed. */
  readonly ownerId: AgentId | null
  readonly openedAt: number
  /** Since when it waits in its present queue; orders the waiting chats. */
  readonly queuedAt: number
  readonly acceptedAt: number | null
  readonly closedAt: number | null
  readonly closeReason: CloseReason | null
  readonly closedBy: AgentId | null
  readonly lastInboundAt: number | null
  readonly lastOutboundAt: number | null
  /** The customer's first message that nobody has answered yet; null when the customer owes the answer. */
  readonly unansweredSince: number | null
  readonly lastMessageId: MessageId | null
}

/** How the chat is urgent for its owner: the earlier, the more urgent. Unanswered ones first, oldest first. */
export const urgency = (
  chat: Pick<Chat, 'unansweredSince' | 'lastOutboundAt' | 'openedAt'>,
): readonly [number, number] =>
  chat.unansweredSince === null ? [1, -(chat.lastOutboundAt ?? chat.openedAt)] : [0, chat.unansweredSince]
