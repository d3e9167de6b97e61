// Text as Telegram stores it: trimmed, with entities (offsets in UTF-16 units) found in it or parsed out of HTML.
import type { MessageEntity } from 'grammy/types'
import { badRequest, type Refusal } from '../wire/answer.ts'

export interface FormattedText {
  text: string
  entities: MessageEntity[]
}

/** Longer than this is refused before anything else is looked at (Client.cpp get_formatted_text). */
const maxRawBytes = 1 << 15

const found: [MessageEntity['type'] & ('bot_command' | 'url' | 'email' | 'mention'), RegExp][] = [
  ['bot_command', /(?<![\w/])\/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?/g],
  ['url', /https?:\/\/[^\s<>"]+/g],
  ['email', /[\w.+-]+@[\w-]+\.[\w.-]+\w/g],
  ['mention', /(?<![\w.])@[a-zA-Z]\w{3,31}\b(?!\.)/g],
]

const tags: Record<string, MessageEntity['type']> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
}

/** Commands, links, addresses and mentions, as they are found without anybody marking them. */
export function detectEntities(text: string): MessageEntity[] {
  return found
    .flatMap(([type, pattern]) =>
      [...text.matchAll(pattern)].map(match => ({ type, offset: match.index, length: match[0].length })),
    )
    .sort((a, b) => a.offset - b.offset)
}

/** Text of a request as it will be shown, or why it cannot be. Of the parse modes only HTML is emulated. */
export function formatText(raw: string, parseMode: string, given: unknown): FormattedText | Refusal {
  if (Buffer.byteLength(raw) > maxRawBytes) return badRequest('text is too long')
  const mode = parseMode.toLowerCase()
  if (mode === 'html') return parseHtml(raw)
  if (mode !== '' && mode !== 'none') return badRequest(`unsupported parse_mode (the emulator speaks HTML only)`)
  const text = raw.trim()
  return { text, entities: Array.isArray(given) ? (given as MessageEntity[]) : detectEntities(text) }
}

function parseHtml(raw: string): FormattedText | Refusal {
  let text = ''
  const open: { tag: string; offset: number; url: string }[] = []
  const entities: MessageEntity[] = []
  for (const [token] of raw.trim().matchAll(/<\/?[^>]*>|&\w+;|[^<&]+|[<&]/g)) {
    if (!token.startsWith('<')) {
      text += token.startsWith('&') ? unescapeHtml(token) : token
      continue
    }
    const at = Buffer.byteLength(text)
    const [, slash, name = '', rest = ''] = /^<(\/?)([a-z-]*)([^>]*)>?$/i.exec(token) ?? []
    const tag = name.toLowerCase()
    if (slash) {
      const last = open.pop()
      if (last?.tag !== tag) return badRequest(`can't parse entities: Unmatched end tag at byte offset ${at}`)
      const span = { offset: last.offset, length: text.length - last.offset }
      if (span.length > 0)
        entities.push({ type: tags[tag], ...span, ...(tag === 'a' ? { url: last.url } : {}) } as MessageEntity)
      continue
    }
    if (!tags[tag]) return badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${at}`)
    open.push({ tag, offset: text.length, url: /href="([^"]*)"/i.exec(rest)?.[1] ?? '' })
  }
  const last = open.pop()
  if (last) return badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${last.tag}"`)
  return { text, entities: entities.sort((a, b) => a.offset - b.offset) }
}

function unescapeHtml(token: string): string {
  const characters: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"' }
  return characters[token] ?? token
}
