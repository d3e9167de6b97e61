// Content templates of the Twilio account: those that WhatsApp has approved, as texts with variables.
import { type MessageTemplate, placesIn } from '../../domain/message-template.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { TwilioApi } from './api.ts'
import { channelTrouble } from './errors.ts'
import * as wire from './wire.ts'

const pageSize = 200
/** 1,000 templates are more than anybody chooses from. */
const mostPages = 5

export const approvedTemplates = async (
  api: TwilioApi,
  signal: AbortSignal,
): Promise<readonly MessageTemplate[] | Refusal> => {
  const found: MessageTemplate[] = []
  let path: string | null = `/v1/ContentAndApprovals?PageSize=${pageSize}`
  for (let page = 0; page < mostPages && path !== null; page++) {
    const answer = await api.get('content', path, signal)
    const list = answer.ok ? wire.contents.safeParse(answer.body).data : undefined
    if (list === undefined) {
      const why = answer.ok ? null : channelTrouble(answer.trouble)?.reason
      return refuse('unavailable', why ?? 'Twilio cannot be asked for the templates just now. Try again in a moment.')
    }
    for (const one of list.contents) {
      const template = templateOf(wire.content.safeParse(one).data)
      if (template !== null) found.push(template)
    }
    path = nextPath(list.meta?.next_page_url)
  }
  return found.toSorted((a, b) => a.name.localeCompare(b.name) || a.language.localeCompare(b.language))
}

/** Only the path: the token goes to no host that an answer names. */
const nextPath = (url: string | null | undefined): string | null => {
  if (!url || !URL.canParse(url)) return null
  const { pathname, search } = new URL(url)
  return pathname + search
}

const templateOf = (content: wire.Content | undefined): MessageTemplate | null => {
  if (content === undefined || content.approval_requests?.status?.toLowerCase() !== 'approved') return null
  const text = textIn(content.types ?? {})
  const examples = content.variables ?? {}
  const keys = [...new Set([...placesIn(text), ...Object.keys(examples)])]
  return {
    id: content.sid,
    name: content.friendly_name || content.sid,
    language: content.language ?? '',
    text,
    variables: keys.map(key => ({ key, example: exampleOf(examples[key]) })),
    extras: extrasIn(content.types ?? {}),
  }
}

const exampleOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/** A content has one text for every way to show it; the richest is what WhatsApp shows. */
const textIn = (types: Readonly<Record<string, unknown>>): string => {
  for (const shown of Object.values(types)) {
    if (typeof shown !== 'object' || shown === null) continue
    for (const name of ['body', 'title', 'subtitle'] as const) {
      const text: unknown = name in shown ? Reflect.get(shown, name) : undefined
      if (typeof text === 'string' && text !== '') return text
    }
  }
  return ''
}

const extrasIn = (types: Readonly<Record<string, unknown>>): readonly string[] => {
  const names = Object.keys(types).join(' ')
  return [
    ...(/media|card/.test(names) ? ['picture'] : []),
    ...(/quick-reply|call-to-action|card|list/.test(names) ? ['buttons'] : []),
  ]
}
