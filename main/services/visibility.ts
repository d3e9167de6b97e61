// Which chats an agent may see: their own, those that ring at them, earlier ones of the same conversations; supervisors: all.
import type { Chat } from '../domain/chat.ts'
import type { ChatId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Reads } from '../storage/store.ts'
import type { Actor } from './verbs.ts'

export const maySee = async (reads: Reads, actor: Actor, chat: Chat): Promise<boolean> => {
  if (chat.ownerId === actor.agentId || may(actor.permissions, 'CanSeeAllChats')) return true
  const offers = await reads.offers.open(chat.id)
  if (offers.some(offer => offer.agentId === actor.agentId)) return true
  const siblings = await reads.chats.ofConversation(chat.conversationId, 200)
  if (siblings.some(sibling => sibling.ownerId === actor.agentId)) return true
  const open = siblings.find(sibling => sibling.status !== 'closed')
  if (open === undefined || open.id === chat.id) return false
  return (await reads.offers.open(open.id)).some(offer => offer.agentId === actor.agentId)
}

/** The chat, or the same refusal whether it does not exist or may not be seen. */
export const seenChat = async (reads: Reads, actor: Actor, chatId: ChatId): Promise<Chat | Refusal> => {
  const chat = await reads.chats.get(chatId)
  if (chat !== null && (await maySee(reads, actor, chat))) return chat
  return refuse('notFound', 'There is no such chat among those you may see.', { field: 'chatId' })
}

/** The owner's name, for sentences. */
export const ownerName = async (reads: Reads, chat: Chat): Promise<string> =>
  (chat.ownerId === null ? null : await reads.agents.get(chat.ownerId))?.name ?? 'Another agent'

/** Why nothing but taking control can be done in a bot's chat. */
export const botHolds = ({ number }: Pick<Chat, 'number'>): Refusal =>
  refuse('conflict', `Chat ${number} is in the hands of a bot. Take control of it first.`)

/** Null when the agent owns the active chat; otherwise why they may not act in it. */
export const ownedBy = async (reads: Reads, actor: Actor, chat: Chat): Promise<Refusal | null> => {
  if (chat.status === 'closed')
    return refuse('conflict', `Chat ${chat.number} is closed. The customer's next message opens a new one.`)
  if (chat.ownerId === actor.agentId && chat.status === 'active') return null
  if (chat.status === 'bot') return botHolds(chat)
  if (chat.ownerId === null) return refuse('conflict', 'Nobody has taken this chat yet. Accept it first.')
  const name = await ownerName(reads, chat)
  return refuse('taken', `This chat is ${name}'s.`, { facts: { ownerId: chat.ownerId, ownerName: name } })
}
