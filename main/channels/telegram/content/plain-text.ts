// Telegram's formatted text as plain text in which nothing is hidden: a link behind words is written out after them.
import type { WireEntity } from '../wire.ts'

/** "see our site" with a link on "our site" becomes "see our site (https://example.com)". */
export const plainText = (text: string, entities: readonly WireEntity[] = []): string => {
  const links = entities.filter(entity => entity.type === 'text_link' && entity.url !== undefined)
  let plain = text
  // From the end to the start, so that the offsets still to come stay true.
  for (const { offset, length, url = '' } of links.toSorted((a, b) => b.offset + b.length - (a.offset + a.length))) {
    const end = offset + length
    if (end > text.length || says(text.slice(offset, end), url)) continue
    plain = `${plain.slice(0, end)} (${url})${plain.slice(end)}`
  }
  return plain
}

/** Whether the words are the address themselves, give or take "https://" and a slash. */
const says = (words: string, url: string): boolean => bare(words) === bare(url)

const bare = (address: string): string =>
  address
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .toLowerCase()

/** The beginning of a text, for a quotation. Never cuts a character in two. */
export const excerpt = (text: string, length = 200): string => {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= length) return line
  return `${line.slice(0, length - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}
