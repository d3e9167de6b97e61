// What can go wrong between us and LiveChat, as data.
import type { BrokenCall } from '../../broken-call.ts'

export type Trouble =
  /** LiveChat said no, in its own form (Agent Chat API, "Errors"). */
  | { readonly kind: 'refused'; readonly type: string; readonly message: string; readonly region: string | null }
  /** Something in between answered in LiveChat's place. */
  | { readonly kind: 'foreign'; readonly status: number }
  | BrokenCall

export type Answer =
  | { readonly ok: true; readonly payload: unknown }
  | { readonly ok: false; readonly trouble: Trouble }

export const refusedAs = (answer: Answer, ...types: readonly string[]): boolean =>
  !answer.ok && answer.trouble.kind === 'refused' && types.includes(answer.trouble.type)
