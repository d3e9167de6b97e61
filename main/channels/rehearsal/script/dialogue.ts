// What a scripted conversation consists of. Whatever the agent answers, the customer goes on with the next part.
import type { SampleName } from '../samples/samples.ts'

export const languages = ['en', 'es', 'de', 'ar', 'ja'] as const
export type Language = (typeof languages)[number]

/** One thing that a customer says or does; a bare string is a text. */
export type Line =
  | string
  /** A text that answers the agent's last message by name. */
  | { readonly reply: string }
  /** Corrects the text they said last. */
  | { readonly edit: string }
  /** Reacts to the agent's last message. */
  | { readonly react: string }
  | { readonly file: SampleName; readonly caption?: string }
  | { readonly album: readonly SampleName[]; readonly caption?: string }
  | {
      readonly place: {
        readonly latitude: number
        readonly longitude: number
        readonly title: string
        readonly address: string
      }
    }

export type Part = readonly Line[]

export interface Dialogue {
  /** Stays the same for ever: a script under way remembers it. */
  readonly id: string
  readonly language: Language
  readonly patience: 'short' | 'long'
  /** What they write first; then, after an answer, the next part; after the last one they are content and fall silent. */
  readonly parts: readonly Part[]
  /** What they write while nobody answers, each once. */
  readonly nudges: readonly string[]
  /** What they come back with another time. */
  readonly later?: readonly Part[]
}
