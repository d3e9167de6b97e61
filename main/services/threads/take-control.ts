// An agent takes a conversation from a bot or another program: first at the network, then here. A bot's chat is closed and a new
// one is the agent's at once; an agent's own chat stays theirs, and what they write arrives again.
import { hasRoom } from '../../domain/capacity.ts'
import type { Chat } from '../../domain/chat.ts'
import type { Clock } from '../../domain/clock.ts'
import type { AgentId, ChatId } from '../../domain/ids.ts'
import { may } from '../../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Reads, Store, Transaction } from '../../storage/store.ts'
import { readBoard } from '../board.ts'
import type { Links } from '../links.ts'
import { addSystemLine } from '../system-lines.ts'
import type { Actor } from '../verbs.ts'
import { ownedBy, ownerName, seenChat } from '../visibility.ts'
import type { Threads } from './threads.ts'

/** Longer than any network needs to answer, shorter than a person's patience. */
export const patienceMs = 10_000

export interface Taking {
  readonly store: Store
  readonly clock: Clock
  readonly links: Links
  readonly threads: Threads
  readonly isConnected: (id: AgentId) => boolean
}

export const takeControl = async (parts: Taking, actor: Actor, chatId: ChatId): Promise<Chat | Refusal> => {
  const { store } = parts
  const chat = await takable(parts, store, actor, chatId)
  if (isRefusal(chat)) return chat
  // Where only our own setting says that a bot answers first, there is nobody to take it from.
  const isHeld = (await store.contacts.thread(chat.conversationId)).holder === 'others'
  if (chat.status === 'active' && !isHeld)
    return refuse('conflict', 'Nobody else holds this conversation. You can answer.')
  const refusal = isHeld ? await askNetwork(parts, chat) : null
  if (refusal !== null) return refusal
  return store.transact(async tx => {
    const channel = await tx.channels.get(chat.channelId)
    if (channel === null) return noSuchChat()
    // Of a bot's chat this makes a new one, unless the network's own event came first and did.
    await parts.threads.did(tx, channel, chat.conversationId, 'taken')
    const present = await tx.chats.openOfConversation(chat.conversationId)
    if (present === null) return refuse('conflict', `Chat ${chat.number} was closed meanwhile.`)
    return makeMine(tx, parts.clock.now(), actor, present)
  })
}

/** The chat, if this agent may take control in it. */
const takable = async (parts: Taking, reads: Reads, actor: Actor, chatId: ChatId): Promise<Chat | Refusal> => {
  const chat = await reads.chats.get(chatId)
  const isMember = chat !== null && (await reads.queues.memberIds(chat.queueId)).includes(actor.agentId)
  const supervises = may(actor.permissions, 'CanTakeOverChats')
  if (chat?.status !== 'bot' || !isMember) {
    const seen = await seenChat(reads, actor, chatId)
    if (isRefusal(seen)) return seen
    if (seen.status === 'waiting')
      return refuse('conflict', 'Agents have this chat already: accept it, then you can answer.')
    if (seen.status === 'bot')
      return supervises
        ? seen
        : refuse('notAllowed', 'You do not take chats of this queue. Ask a supervisor to add you to it.')
    return (await ownedBy(reads, actor, seen)) ?? seen
  }
  const me = (await readBoard(reads, parts.isConnected)).routingAgent(actor.agentId)
  if (me !== undefined && !supervises && !hasRoom(me.load, me.limit))
    return refuse('conflict', `You are at your limit of ${me.limit} chats. Close or transfer one first.`)
  return chat
}

const noSuchChat = (): Refusal =>
  refuse('notFound', 'There is no such chat among those you may see.', { field: 'chatId' })

const askNetwork = async ({ store, links }: Taking, chat: Chat): Promise<Refusal | null> => {
  const link = links.get(chat.channelId)
  if (link === undefined)
    return refuse(
      'unavailable',
      'The channel is not connected, so the conversation cannot be taken now. Try again later.',
    )
  if (link.takeControl === undefined)
    return refuse('conflict', 'This network does not let us take a conversation from another program.')
  const conversation = await store.contacts.conversation(chat.conversationId)
  if (conversation === null) return noSuchChat()
  return link.takeControl(conversation.identity.address, AbortSignal.timeout(patienceMs))
}

const makeMine = async (tx: Transaction, now: number, { agentId }: Actor, chat: Chat): Promise<Chat | Refusal> => {
  const agentName = (await tx.agents.get(agentId))?.name ?? ''
  const offers = await tx.offers.open(chat.id)
  if (chat.ownerId !== agentId) {
    if (!(await tx.chats.claim(chat.id, agentId, now, null))) {
      const name = await ownerName(tx, chat)
      return refuse('taken', `${name} has taken this chat already.`, { facts: { ownerName: name } })
    }
    for (const offer of offers) await tx.offers.end(offer.id, 'withdrawn', now)
    const audience = [...new Set([agentId, ...offers.map(offer => offer.agentId)])]
    const facts = { agentName, waitedMs: now - chat.queuedAt }
    await tx.events.append({ type: 'chat.accepted', at: now, audience, chatId: chat.id, agentId, facts })
  }
  await addSystemLine(tx, chat, { code: 'controlTaken', agentName }, { at: now, audience: [agentId] })
  const { id: chatId, conversationId } = chat
  await tx.events.append({ type: 'chat.changed', at: now, audience: [agentId], chatId, conversationId })
  return (await tx.chats.get(chatId)) ?? chat
}
