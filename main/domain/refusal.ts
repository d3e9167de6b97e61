// A function that may say no returns a refusal: a code for programs and one sentence for a person that says what to do.
export type RefusalCode =
  | 'notSignedIn'
  | 'notAllowed'
  | 'notFound'
  | 'invalid'
  | 'conflict'
  | 'taken'
  | 'tooLarge'
  | 'tooMany'
  | 'unavailable'

export interface Refusal {
  readonly refused: true
  readonly code: RefusalCode
  /** A whole sentence, fit to be shown as it is. */
  readonly sentence: string
  /** Which input field it is about, when it is about one. */
  readonly field?: string
  /** Facts for programs, such as the owner's id of a chat that is taken. */
  readonly facts?: Readonly<Record<string, string | number | null>>
}

export const refuse = (
  code: RefusalCode,
  sentence: string,
  more: { field?: string; facts?: Refusal['facts'] } = {},
): Refusal => ({
  refused: true,
  code,
  sentence,
  ...(more.field === undefined ? {} : { field: more.field }),
  ...(more.facts === undefined ? {} : { facts: more.facts }),
})

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === 'object' && value !== null && 'refused' in value && value.refused === true
