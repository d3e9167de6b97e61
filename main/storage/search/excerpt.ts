// The text around a hit, cut into parts of which some are what was searched for.
import { fold } from './words.ts'

export type Part = { readonly text: string; readonly hit: boolean }

/** Signs kept before the first hit, and in all. */
const lead = 40
const whole = 180
/** Further into a text than this nobody looks for the place. */
const lookedThrough = 50_000

/**
 * Of the first text that holds a mark; of the first text of all when none does. `marks` is from `marking`; null marks nothing.
 */
export const excerptOf = (texts: readonly string[], marks: RegExp | null): Part[] => {
  for (const text of texts) {
    const found = marks === null ? [] : hits(text.slice(0, lookedThrough), marks)
    if (found.length > 0) return cut(text, found)
  }
  return cut(texts[0] ?? '', [])
}

const cut = (text: string, found: readonly (readonly [number, number])[]): Part[] => {
  const first = found[0]?.[0] ?? 0
  const start = first > lead ? startOfWord(text, first - lead) : 0
  const end = Math.min(text.length, start + whole)
  const parts: Part[] = []
  const add = (from: number, to: number, hit: boolean) => {
    if (to > from) parts.push({ text: text.slice(from, to), hit })
  }
  let at = start
  for (const [from, to] of found) {
    if (from >= end) break
    add(at, from, false)
    add(from, Math.min(to, end), true)
    at = Math.min(to, end)
  }
  add(at, end, false)
  const withStart = start > 0 ? [{ text: '…', hit: false }, ...parts] : parts
  return end < text.length ? [...withStart, { text: '…', hit: false }] : withStart
}

/** Where the marks are in the text itself, although they are looked for without accents and case. */
const hits = (text: string, marks: RegExp): [number, number][] => {
  const folded = fold(text)
  const place = folded.length === text.length && folded === text.toLowerCase() ? (at: number) => at : placesIn(text)
  return [...folded.matchAll(marks)].map(match => [place(match.index), place(match.index + match[0].length)])
}

/** From places in the folded text to places in the text. */
const placesIn = (text: string): ((at: number) => number) => {
  const places: number[] = []
  let at = 0
  for (const sign of text) {
    const width = fold(sign).length
    for (let unit = 0; unit < width; unit++) places.push(at)
    at += sign.length
  }
  places.push(text.length)
  return folded => places[folded] ?? text.length
}

const startOfWord = (text: string, near: number): number => {
  const space = text.indexOf(' ', near)
  return space !== -1 && space - near < 20 ? space + 1 : near
}
