// Applies what the domain decides about a conversation that several programs share: remembers who holds it and moves its open
// chat, in the caller's transaction. The first chat of a conversation is opened by whoever has something to put into it.
import { assertNever } from '../../domain/assert-never.ts'
import type { Chat } from '../../domain/chat.ts'
import { type AgentId, asId, type ChatId, type ConversationId, type Ids } from '../../domain/ids.ts'
import type { SystemLine } from '../../domain/message.ts'
import { decideThread, type NoDefaultApp, type ThreadDecision, type ThreadFact } from '../../domain/thread-control.ts'
import type { Channel, Transaction } from '../../storage/store.ts'
import { closeChat } from '../closing.ts'
import { addSystemLine } from '../system-lines.ts'

export interface ThreadDeed {
  readonly tx: Transaction
  readonly now: number
  readonly ids: Ids
  /** With the queue in which a new chat is routed. */
  readonly channel: Pick<Channel, 'id' | 'queueId'>
  readonly noDefaultApp: NoDefaultApp
}

export interface ThreadChange {
  readonly decision: ThreadDecision
  /** The conversation's open chat after the change; null: there is none yet. */
  readonly chat: Chat | null
  /** A chat that was opened here and is to be routed. */
  readonly toRoute: ChatId | null
}

export const changeThread = async (
  deed: ThreadDeed,
  conversationId: ConversationId,
  fact: ThreadFact,
): Promise<ThreadChange> => {
  const { tx, noDefaultApp } = deed
  const memory = await tx.contacts.thread(conversationId)
  const chat = await tx.chats.openOfConversation(conversationId)
  const status = chat === null || chat.status === 'closed' ? null : chat.status
  const decision = decideThread({ memory, chat: status, noDefaultApp }, fact)
  if (decision.memory !== memory) await tx.contacts.setThread(conversationId, decision.memory)
  if (chat === null) return { decision, chat: null, toRoute: null }
  switch (decision.move) {
    case 'handOver': {
      const line = fact.kind === 'taken' ? null : ({ code: 'handedToUs', program: memory.app } as const)
      const next = await goOnAfter(deed, chat, line)
      return { decision, chat: next, toRoute: next.id }
    }
    case 'becomeBot': {
      const rangAt = (await tx.offers.open(chat.id)).map(offer => offer.agentId)
      for (const offer of await tx.offers.open(chat.id)) await tx.offers.end(offer.id, 'withdrawn', deed.now)
      await tx.chats.setStatus(chat.id, 'bot')
      await tell(deed, chat, decision.line, rangAt)
      return { decision, chat: { ...chat, status: 'bot' }, toRoute: null }
    }
    case 'stay':
    case 'openWaiting':
    case 'openBot': {
      const { holder, app } = decision.memory
      if (decision.line !== null || holder !== memory.holder || app !== memory.app)
        await tell(deed, chat, decision.line, await concernedBy(tx, chat))
      return { decision, chat, toRoute: null }
    }
    default:
      return assertNever(decision.move)
  }
}

/** Opens a new chat for agents where another one ends, a bot's or one that was closed before, with the history above it. */
export const goOnAfter = async (deed: ThreadDeed, before: Chat, line: SystemLine | null): Promise<Chat> => {
  const { tx, now, channel, ids } = deed
  if (before.status !== 'closed') await closeChat(tx, before, { by: null, reason: 'handedOver' }, now)
  const chat = await tx.chats.insertAfter(before, { id: asId(ids.next()), queueId: channel.queueId, at: now })
  const { id: chatId, conversationId } = chat
  await tx.events.append({ type: 'chat.opened', at: now, audience: [], chatId, conversationId })
  if (line !== null) await addSystemLine(tx, chat, line, { at: now, audience: [] })
  return chat
}

/** Whom a chat concerns: its owner, or those at whom it rings. */
export const concernedBy = async (tx: Transaction, chat: Chat): Promise<readonly AgentId[]> =>
  chat.ownerId === null ? (await tx.offers.open(chat.id)).map(offer => offer.agentId) : [chat.ownerId]

const tell = async (
  { tx, now }: ThreadDeed,
  chat: Chat,
  line: SystemLine | null,
  audience: readonly AgentId[],
): Promise<void> => {
  if (line !== null) await addSystemLine(tx, chat, line, { at: now, audience })
  const { id: chatId, conversationId } = chat
  await tx.events.append({ type: 'chat.changed', at: now, audience, chatId, conversationId })
}

/** What a chat has not seen yet when it is opened without a message. */
export const freshChat = {
  ownerId: null,
  acceptedAt: null,
  closedAt: null,
  closeReason: null,
  closedBy: null,
  lastInboundAt: null,
  lastOutboundAt: null,
  unansweredSince: null,
  lastMessageId: null,
} as const satisfies Partial<Chat>
