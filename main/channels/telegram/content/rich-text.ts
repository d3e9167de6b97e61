// Rich messages (Bot API 10.1: headings, lists, tables, ...) as plain text, line by line. Their files are named, not fetched.
import { excerpt } from './plain-text.ts'

/** Telegram nests at most 16 deep; whatever is deeper is not from Telegram. */
const deepest = 40

/** Each block on a line of its own. Blocks of kinds that do not exist yet still give the text that they hold. */
export const richText = (blocks: readonly unknown[]): string =>
  blocks
    .flatMap(block => linesOf(block, 0))
    .filter(line => line.trim() !== '')
    .join('\n')

const linesOf = (block: unknown, depth: number): string[] => {
  if (!isRecord(block) || depth > deepest) return []
  const inside = ['items', 'blocks'].flatMap(key => listOf(block[key]).flatMap(child => linesOf(child, depth + 1)))
  const rows = listOf(block.cells).map(row =>
    listOf(row)
      .map(cell => inline(cell, depth + 1))
      .join(' | '),
  )
  const own = ['summary', 'text', 'expression'].map(key => inline(block[key], depth + 1))
  const caption = inline(block.caption, depth + 1)
  const file = ['photo', 'video', 'animation', 'audio', 'voice_note', 'document'].find(kind => block.type === kind)
  return [...own, ...(file ? [`[${file.replace('_', ' ')}: open it in Telegram]`] : []), ...rows, ...inside, caption]
}

const inline = (text: unknown, depth: number): string => {
  if (typeof text === 'string') return text
  if (depth > deepest) return ''
  if (Array.isArray(text)) return text.map(part => inline(part, depth + 1)).join('')
  if (!isRecord(text)) return ''
  const words = inline(text.text ?? text.alternative_text ?? text.expression, depth + 1)
  const url = text.type === 'url' ? text.url : undefined
  return typeof url === 'string' && url !== words ? `${words} (${excerpt(url, 2_000)})` : words
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
