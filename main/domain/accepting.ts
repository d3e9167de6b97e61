// Whether an agent may take a chat now: pure, with the sentence that the agent reads when not.
import { hasRoom } from './capacity.ts'
import type { Chat } from './chat.ts'
import type { AgentId } from './ids.ts'
import type { RoutingRule } from './queue.ts'
import { type Refusal, refuse } from './refusal.ts'

export interface AcceptInput {
  readonly chat: Pick<Chat, 'status' | 'ownerId' | 'number'>
  readonly ownerName: string | null
  readonly rule: RoutingRule
  readonly agentId: AgentId
  readonly isMember: boolean
  readonly isActive: boolean
  /** Chats in progress plus chats held out to this agent alone, this chat left out. */
  readonly load: number
  readonly limit: number
  readonly hasOffer: boolean
  /** Whom else it is held out to alone, by name. */
  readonly heldOutTo: string | null
  /** CanTakeOverChats: may accept what rings at others or in other queues. */
  readonly mayTakeOver: boolean
}

/** Null when the agent may. An agent who owns it already may: accepting twice is accepting once. */
export const mayAccept = (input: AcceptInput): Refusal | null => {
  const { chat } = input
  if (chat.status === 'closed')
    return refuse('conflict', `Chat ${chat.number} is closed. The customer's next message opens a new one.`)
  if (chat.status === 'bot')
    return refuse('conflict', `Chat ${chat.number} is in the hands of a bot. Take control of it instead.`)
  if (chat.status === 'active') {
    if (chat.ownerId === input.agentId) return null
    const name = input.ownerName ?? 'Another agent'
    return refuse('taken', `${name} has taken this chat already.`, {
      facts: { ownerId: chat.ownerId, ownerName: name },
    })
  }
  if (!input.mayTakeOver && !input.isMember)
    return refuse('notAllowed', 'You do not take chats of this queue. Ask a supervisor to add you to it.')
  if (!hasRoom(input.load, input.limit))
    return refuse('conflict', `You are at your limit of ${input.limit} chats. Close or transfer one first.`)
  if (input.hasOffer || input.mayTakeOver) return null
  if (input.heldOutTo !== null) return refuse('taken', `This chat is held out to ${input.heldOutTo} at the moment.`)
  if (!input.isActive) return refuse('conflict', 'You are inactive. Set yourself active to take new chats.')
  return null
}
