// What every task of a process has in common: what it is given, and what it leaves behind.
import type { Chat } from '../../domain/chat.ts'
import type { AgentId, Ids } from '../../domain/ids.ts'
import type { ProcessRun, ProcessStep } from '../../domain/process-run.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Variables } from '../../services/process-interpreter.ts'
import type { Agent, Transaction } from '../../storage/store.ts'

/** What others have to do after the commit; lost in a crash, it is done at the next start anyway. */
export interface Aftermath {
  /** Something was put into the outbox. */
  sent(): void
  closed(chat: Chat): void
  transferred(chat: Chat, newOwnerName: string | null): void
}

export interface Did {
  readonly output: Variables
  /** A sentence. */
  readonly outcome: string
  /** False: the chat shows it by itself, so it needs no line about it. */
  readonly line: boolean
  readonly after?: (aftermath: Aftermath) => void
}

/** Not done, and worth another attempt; a refusal is not. */
export interface Failed {
  readonly failed: true
  readonly sentence: string
}

/** Done in the transaction that records the step: both or neither. Refuses before it writes anything. */
export interface InsideDoing {
  readonly tx: Transaction
  readonly now: number
  readonly ids: Ids
  readonly run: ProcessRun
  readonly step: ProcessStep
  readonly chat: Chat
  /** In whose name it is done. */
  readonly agent: Agent
  readonly isConnected: (id: AgentId) => boolean
}
export type InsideTask = (doing: InsideDoing) => Promise<Did | Refusal>

/** Done outside of our transactions, known by its key there. */
export interface OutsideDoing {
  readonly run: ProcessRun
  readonly step: ProcessStep
  /** The same for every attempt. */
  readonly key: string
  readonly signal: AbortSignal
}
export type OutsideTask = (doing: OutsideDoing) => Promise<Did | Failed | Refusal>

export const textOf = (step: Pick<ProcessStep, 'input'>, name: string): string => {
  const value = step.input[name]
  return typeof value === 'string' ? value : ''
}

/** Null: something is in it. */
export const emptyField = (step: Pick<ProcessStep, 'input'>, name: string, label: string): Refusal | null =>
  textOf(step, name).trim() === '' ? refuse('invalid', `${label} is empty.`) : null

/** At most so many characters, for a line. */
export const short = (text: string, longest = 120): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`
}

export const closedRefusal = (chat: Chat): Refusal =>
  refuse('conflict', `Chat ${chat.number} is closed. The customer's next message opens a new one.`)
