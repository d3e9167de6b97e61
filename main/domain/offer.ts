// Offer: a chat held out to one agent, until when, and how it ended.
import type { AgentId, ChatId, OfferId } from './ids.ts'

export type OfferOutcome = 'accepted' | 'declined' | 'missed' | 'withdrawn'

export interface Offer {
  readonly id: OfferId
  readonly chatId: ChatId
  readonly agentId: AgentId
  readonly madeAt: number
  /** To an available agent: held out to this agent alone, counted as load. To all agents: false. */
  readonly exclusive: boolean
  /** Null for offers to all agents: they ring until somebody takes the chat. */
  readonly expiresAt: number | null
  readonly outcome: OfferOutcome | null
  readonly endedAt: number | null
}
