// The settings of a Telegram channel, checked field by field with a sentence for each that is wrong.
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'

export interface TelegramSettings {
  /** Secret. As @BotFather gave it: the bot's number, a colon, and 35 characters. */
  readonly token: string
  /** Without a slash at the end. */
  readonly apiRoot: string
  /** How long Telegram may hold a poll open, in seconds. */
  readonly pollTimeoutSeconds: number
}

export const officialRoot = 'https://api.telegram.org'

/** The server cuts longer ones to this (facts/channels.md 1.1). */
const longestPollSeconds = 50
const usualPollSeconds = 30

const fields = ['token', 'apiRoot', 'pollTimeoutSeconds']

export const parseSettings = (input: unknown): TelegramSettings | Refusal => {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    return refuse('invalid', 'The settings of a Telegram channel are an object with a token.')
  }
  const given: Readonly<Record<string, unknown>> = { ...input }
  const foreign = Object.keys(given).find(key => !fields.includes(key))
  if (foreign !== undefined) {
    return refuse('invalid', `A Telegram channel has no setting "${foreign}"; it has ${fields.join(', ')}.`, {
      field: foreign,
    })
  }
  const apiRoot = parseApiRoot(given.apiRoot)
  if (isRefusal(apiRoot)) return apiRoot
  const token = parseToken(given.token, apiRoot)
  if (isRefusal(token)) return token
  const pollTimeoutSeconds = given.pollTimeoutSeconds ?? usualPollSeconds
  if (
    typeof pollTimeoutSeconds !== 'number' ||
    !Number.isInteger(pollTimeoutSeconds) ||
    pollTimeoutSeconds < 1 ||
    pollTimeoutSeconds > longestPollSeconds
  ) {
    return refuse('invalid', `The poll timeout is a whole number of seconds from 1 to ${longestPollSeconds}.`, {
      field: 'pollTimeoutSeconds',
    })
  }
  return { token, apiRoot, pollTimeoutSeconds }
}

/** The number of the bot, which is no secret and stays the same when its token is renewed; null on servers without. */
export const botIdOf = (token: string): string | null => /^(\d+):/.exec(token)?.[1] ?? null

const parseToken = (value: unknown, apiRoot: string): string | Refusal => {
  const token = typeof value === 'string' ? value.trim() : ''
  if (token === '') return refuse('invalid', 'Enter the token of the bot, as @BotFather gave it.', { field: 'token' })
  // A test server may hand out tokens of its own; they still have to fit into an address.
  const shape = apiRoot === officialRoot ? /^\d{5,20}:[\w-]{30,64}$/ : /^[\w:-]{1,128}$/
  if (shape.test(token)) return token
  return refuse(
    'invalid',
    'This is not the token of a bot: @BotFather gives a number, a colon and 35 letters, digits, "-" or "_". Copy the whole of it.',
    { field: 'token' },
  )
}

const parseApiRoot = (value: unknown): string | Refusal => {
  if (value === undefined || value === null || value === '') return officialRoot
  const no = (sentence: string) => refuse('invalid', sentence, { field: 'apiRoot' })
  const url = typeof value === 'string' && URL.canParse(value.trim()) ? new URL(value.trim()) : null
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    return no(`The API root is an address such as ${officialRoot}.`)
  }
  if (url.username || url.password) return no('The API root must not hold a user name or a password.')
  if (url.search || url.hash) return no('The API root must not have a "?" or a "#" in it.')
  return url.href.replace(/\/+$/, '')
}
