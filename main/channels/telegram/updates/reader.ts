// What reads one kind of update: given its payload, what happened, and what is doubtful about it.
import type { InboundUpdate } from '../../../domain/unified-message.ts'
import type { WireChat } from '../wire.ts'

export interface ReadUpdate {
  readonly updates: readonly InboundUpdate[]
  /** A sentence on what could not be read: the payload is kept for somebody to look at. */
  readonly doubt?: string
}

/** `receivedAt`: epoch ms, for updates that carry no time of their own. */
export type UpdateReader = (payload: unknown, updateId: number, receivedAt: number | undefined) => ReadUpdate

export const notAsDescribed = (what: string): ReadUpdate => ({
  updates: [],
  doubt: `The ${what} is not as Telegram describes it.`,
})

/** Seconds of Telegram to our milliseconds. (One test server gives milliseconds at once.) */
export const instant = (seconds: number): number => Math.round(seconds > 1e11 ? seconds : seconds * 1000)

/** Where an answer goes. */
export const addressOf = (chat: Pick<WireChat, 'id'>): string => String(chat.id)
