// What a canned reply may leave open, such as {{contact.name}}, and how it is filled in: with what is known, never with braces.
import { type Refusal, refuse } from './refusal.ts'
import { isStandInName } from './stand-in-name.ts'

export const replyVariables = [
  'contact.name',
  'contact.firstName',
  'agent.name',
  'agent.firstName',
  'queue.name',
  'channel.name',
  'chat.number',
] as const
export type ReplyVariable = (typeof replyVariables)[number]

/** Empty: not known. */
export type ReplyValues = Readonly<Record<ReplyVariable, string>>

/** What a chat knows. Somebody who told no name is not greeted as "Visitor 7F2A". */
export const replyValuesOf = (chat: {
  readonly contactName: string
  readonly agentName: string
  readonly queueName: string
  readonly channelName: string
  readonly number: number
}): ReplyValues => {
  const contactName = isStandInName(chat.contactName) ? '' : chat.contactName.trim()
  return {
    'contact.name': contactName,
    'contact.firstName': firstWord(contactName),
    'agent.name': chat.agentName.trim(),
    'agent.firstName': firstWord(chat.agentName.trim()),
    'queue.name': chat.queueName,
    'channel.name': chat.channelName,
    'chat.number': String(chat.number),
  }
}

const firstWord = (name: string): string => name.split(/\s+/u)[0] ?? ''

const written = /\{\{([^{}]*)\}\}/gu
const known = new Map(replyVariables.map(variable => [variable.toLowerCase(), variable]))

const variableIn = (inner: string): ReplyVariable | undefined => known.get(inner.trim().toLowerCase())

/** As they are written, without doubles: "{{order.number}}". */
export const unknownVariables = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(written)].filter(([, inner = '']) => !variableIn(inner)).map(([whole]) => whole)),
]

/** Why a text cannot be a canned reply's; null: it can. `field`: where the text stands. */
export const checkVariables = (text: string, field: string): Refusal | null => {
  const [unknown] = unknownVariables(text)
  return unknown === undefined
    ? null
    : refuse('invalid', `${field}: ${unknown} cannot be filled in. There are ${replyVariables.join(', ')}.`, { field })
}

/**
 * The text with its variables filled in. One without a value goes, with the space or the comma that led to it: "Hello {{contact.name}}!"
 * becomes "Hello!". What a value holds is never read as a variable.
 */
export const fillReply = (text: string, values: ReplyValues): string =>
  text
    .split('\n')
    .map(line => fillLine(line, values))
    .join('\n')

const fillLine = (line: string, values: ReplyValues): string => {
  const held = (inner: string): string => {
    const variable = variableIn(inner)
    return variable === undefined ? '' : values[variable]
  }
  const rest = withoutEmptyBeginning(line, held)
  return rest.replace(/([ \t]*,)?([ \t]*)\{\{([^{}]*)\}\}/gu, (_whole, comma = '', space: string, inner: string) => {
    const value = held(inner)
    return value === '' ? '' : `${comma}${space}${value}`
  })
}

/** "{{contact.name}}, are you there?" without a name: what stood behind it must not begin the line, and a sentence begins large. */
const withoutEmptyBeginning = (line: string, held: (inner: string) => string): string => {
  const [whole, inner = ''] = /^\s*\{\{([^{}]*)\}\}[ \t,;:]*/u.exec(line) ?? []
  if (whole === undefined || held(inner) !== '') return line
  const rest = line.slice(whole.length)
  return withoutEmptyBeginning(rest.charAt(0).toUpperCase() + rest.slice(1), held)
}
