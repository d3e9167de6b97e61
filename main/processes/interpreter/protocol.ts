// What the host asks the interpreter's thread and hears from it. Each question is answered from what it holds alone: nothing is kept.

import type { ProcessProblem } from '../../domain/process.ts'
import type { FormValues } from '../../domain/process-form.ts'
import type { TaskKind } from '../../domain/process-tasks.ts'

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

export interface Questions {
  readonly check: { readonly asked: { readonly xml: string }; readonly answer: readonly ProcessProblem[] }
  readonly move: { readonly asked: Move; readonly answer: Moved | Stuck }
}

export type Asked = {
  readonly [Kind in keyof Questions]: { readonly kind: Kind; readonly asked: Questions[Kind]['asked'] }
}[keyof Questions]

/** To the thread and back, each by its number. */
export type ToThread = Asked & { readonly n: number }
export type FromThread =
  | { readonly n: number; readonly answer: unknown }
  | { readonly n: number; readonly bug: string }
  /** Where it is: told before anything that may take long. */
  | { readonly n: number; readonly at: string }

export interface Interpreter {
  check(xml: string): Promise<readonly ProcessProblem[]>
  move(move: Move): Promise<Moved | Stuck>
  stop(): Promise<void>
}

export type { FormValues }
