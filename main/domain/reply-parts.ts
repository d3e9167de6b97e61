// How one reply becomes several messages where a network takes only so much at a time: cut between paragraphs, sentences or
// words, never within a character; a file goes without the text that the network would not show beside it.
import type { ChannelKind } from './unified-message.ts'

/** In UTF-16 units. Networks that are not named take what they take, and say so themselves. */
const longestTexts: Partial<Record<ChannelKind, number>> = { whatsapp: 1_600, facebook: 2_000, livechat: 5_000 }

export interface ReplyPart {
  readonly text: string
  readonly hasFile: boolean
}

/** In the order in which they are sent; never empty. */
export const replyParts = (kind: ChannelKind, text: string, fileMime: string | null): readonly ReplyPart[] => {
  const longest = longestTexts[kind]
  const whole = { text, hasFile: fileMime !== null }
  if (longest === undefined) return [whole]
  const texts = cutText(text, longest)
  if (fileMime === null) return texts.map(part => ({ text: part, hasFile: false }))
  const [only, ...more] = texts
  if (text === '' || (more.length === 0 && showsCaption(kind, fileMime))) return [{ text: only ?? '', hasFile: true }]
  return [...texts.map(part => ({ text: part, hasFile: false })), { text: '', hasFile: true }]
}

/** WhatsApp shows a text under pictures and films, and drops it with documents and sound; Messenger's messages are one or the other. */
const showsCaption = (kind: ChannelKind, mime: string): boolean =>
  kind === 'whatsapp' && /^(image\/(jpeg|png)|video\/)/.test(mime)

/** Whole texts of at most so many units each; white space at a cut is dropped. */
export const cutText = (text: string, longest: number): readonly string[] => {
  const parts: string[] = []
  let rest = text
  while (rest.length > longest) {
    const end = cutBefore(rest, longest)
    parts.push(rest.slice(0, end).trimEnd())
    rest = rest.slice(end).trimStart()
  }
  return rest === '' && parts.length > 0 ? parts : [...parts, rest]
}

const cutBefore = (text: string, longest: number): number => {
  const head = text.slice(0, longest + 1)
  // A cut in the first half would make many small messages of one long one.
  for (const end of [lastOf(head, /\n\s*\n/g), lastOf(head, /[.!?…]\s/g), lastOf(head, /\s/g)])
    if (end > longest / 2) return Math.min(end, longest)
  let units = 0
  // With what follows, or the last sign would look whole where the head ends.
  const signs = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text.slice(0, longest + 200))
  for (const { segment } of signs) {
    if (units + segment.length > longest) break
    units += segment.length
  }
  // One sign longer than a whole message can only be cut through.
  return units || longest
}

/** Where the last match ends, or -1. */
const lastOf = (text: string, pattern: RegExp): number => {
  const last = [...text.matchAll(pattern)].at(-1)
  return last === undefined ? -1 : last.index + last[0].length
}
