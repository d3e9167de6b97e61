// The port that interprets diagrams. Each question is answered from what it holds alone: nothing is kept between two of them.

import type { ProcessProblem } from '../domain/process.ts'
import type { TaskKind } from '../domain/process-tasks.ts'

export type Variables = Readonly<Record<string, unknown>>

/** A step that is over, and what it leaves behind. */
export interface Completion {
  readonly executionId: string
  readonly variables: Variables
}

/** Where a run stands and what happened since; the answer is where it stands then. */
export interface Move {
  readonly xml: string
  /** Null: at the start. */
  readonly state: string | null
  readonly variables: Variables
  /** What the chat, the contact and the people are at present. */
  readonly facts: Variables
  readonly secretNames: readonly string[]
  /** Unguessable: marks where a secret is to be put, so that nobody's message can ask for one. */
  readonly nonce: string
  readonly now: number
  /** Elements entered so far. */
  readonly entered: number
  readonly completions: readonly Completion[]
  /** Steps that are known: their fields are not worked out again. */
  readonly known: readonly string[]
}

export interface OpenStep {
  readonly executionId: string
  readonly elementId: string
  readonly name: string
  readonly kind: TaskKind
  /** Every field worked out; of a known step: empty. */
  readonly input: Variables
  readonly dueAt: number | null
}

export interface Moved {
  readonly state: string
  readonly variables: Variables
  readonly entered: number
  /** Everything that waits now; what waited before and is not here was called off. */
  readonly open: readonly OpenStep[]
  readonly ended: boolean
}

/** Why a run cannot go on, at which element. */
export interface Stuck {
  readonly stuck: true
  readonly elementId: string | null
  readonly sentence: string
}

export interface Interpreter {
  check(xml: string): Promise<readonly ProcessProblem[]>
  move(move: Move): Promise<Moved | Stuck>
  stop(): Promise<void>
}
