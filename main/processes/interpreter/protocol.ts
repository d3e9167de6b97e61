// What the interpreter's thread is asked and answers, each by its number.
import type { ProcessProblem } from '../../domain/process.ts'
import type { Move, Moved, Stuck } from '../../services/process-interpreter.ts'

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
