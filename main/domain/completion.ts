// When a chat closes by itself: the queue's completion timeout after the last outgoing message, while the customer owes the answer.
import type { Chat } from './chat.ts'
import { MINUTE } from './clock.ts'

/** Of a chat in a bot's hands, where its queue says nothing. Source: Creatio Academy, chat processing, "Bot processing". */
const botMinutes = 60

/**
 * The instant at which the chat is to be closed, or null for never.
 * `timeoutMinutes` null means that the queue's field is empty: never.
 * Source: seeds/creatio-chat-settings.txt, "Chat completion timeout, minutes".
 */
export const completeAt = (
  chat: Pick<Chat, 'status' | 'lastOutboundAt' | 'unansweredSince'>,
  timeoutMinutes: number | null,
): number | null => {
  if (timeoutMinutes === null || chat.status !== 'active') return null
  if (chat.lastOutboundAt === null || chat.unansweredSince !== null) return null
  return chat.lastOutboundAt + timeoutMinutes * MINUTE
}

/** A bot's chat is closed so long after the last message of any side. */
export const botChatEndsAt = (lastStoredAt: number, timeoutMinutes: number | null): number =>
  lastStoredAt + (timeoutMinutes ?? botMinutes) * MINUTE
