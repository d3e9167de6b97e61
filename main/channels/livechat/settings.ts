// The settings of a LiveChat channel, checked field by field with a sentence for each that is wrong.
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'

export interface LiveChatSettings {
  /** Of the app at LiveChat by which an agent signs in; '' = a personal access token is used in its place. */
  readonly clientId: string
  /** Secret. What the sign-in brought: by it access tokens are made. It is spent with the first, and followed by others. */
  readonly refreshToken: string
  /** Secret. The access token that came with the sign-in, by which the account is met; it ends within hours. */
  readonly accessToken: string
  /** Of the agent whose personal access token it is. */
  readonly accountId: string
  /** Secret. */
  readonly personalToken: string
  /** Without a slash at the end and without a version. */
  readonly apiRoot: string
  readonly accountsRoot: string
}

export const officialApiRoot = 'https://api.livechatinc.com'
export const officialAccountsRoot = 'https://accounts.livechat.com'

const fields = [
  'clientId',
  'refreshToken',
  'accessToken',
  'accountId',
  'personalToken',
  'apiRoot',
  'accountsRoot',
] as const

export const parseSettings = (input: unknown): LiveChatSettings | Refusal => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return refuse(
      'invalid',
      'The settings of a LiveChat channel are an object with a sign-in or a personal access token.',
    )
  const given: Readonly<Record<string, unknown>> = { ...input }
  const foreign = Object.keys(given).find(key => !fields.some(field => field === key))
  if (foreign !== undefined)
    return no(foreign, `A LiveChat channel has no setting "${foreign}"; it has ${fields.join(', ')}.`)
  const noText = fields.find(field => given[field] != null && typeof given[field] !== 'string')
  if (noText !== undefined) return no(noText, `${noText}: must be text.`)
  const clientId = textOf(given.clientId)
  if (clientId !== '' && !/^[\w-]{8,128}$/.test(clientId))
    return no(
      'clientId',
      'The client ID is a word of 32 letters and digits: copy it from the app in LiveChat’s console.',
    )
  const refreshToken = textOf(given.refreshToken)
  if (!isWord(refreshToken)) return no('refreshToken', 'Sign in with LiveChat again: this is nothing that it gave.')
  const accessToken = textOf(given.accessToken)
  if (!isWord(accessToken)) return no('accessToken', 'Sign in with LiveChat again: this is nothing that it gave.')
  const accountId = textOf(given.accountId)
  if (accountId !== '' && !/^[\w-]{3,100}$/.test(accountId))
    return no('accountId', 'The account ID stands beside the personal access token in LiveChat’s console.')
  const personalToken = textOf(given.personalToken)
  if (!isWord(personalToken))
    return no(
      'personalToken',
      'A personal access token is one word. Copy it from LiveChat’s console, where it is shown once.',
    )
  const roots = parseRoots(given)
  if (isRefusal(roots)) return roots
  // One of the two ways holds; what is still stored of the other one is not used.
  if (clientId !== '') {
    if (refreshToken === '') return no('signIn', 'Sign in with LiveChat first.')
    return { clientId, refreshToken, accessToken, accountId, personalToken: '', ...roots }
  }
  if (accountId === '')
    return personalToken === ''
      ? no('clientId', 'Sign in with LiveChat, or enter an account ID and a personal access token.')
      : no('accountId', 'Enter the account ID that the token belongs to.')
  if (personalToken === '') return no('personalToken', 'Enter the personal access token of this account.')
  return { clientId, refreshToken: '', accessToken: '', accountId, personalToken, ...roots }
}

/** Where LiveChat is, unless somebody says that it is elsewhere. */
export const parseRoots = (
  given: Readonly<Record<string, unknown>>,
): Pick<LiveChatSettings, 'apiRoot' | 'accountsRoot'> | Refusal => {
  const apiRoot = parseRoot('apiRoot', given.apiRoot, officialApiRoot)
  if (isRefusal(apiRoot)) return apiRoot
  const accountsRoot = parseRoot('accountsRoot', given.accountsRoot, officialAccountsRoot)
  return isRefusal(accountsRoot) ? accountsRoot : { apiRoot, accountsRoot }
}

const no = (field: string, sentence: string) => refuse('invalid', sentence, { field })

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** Fit for a header; nothing is a word as well. */
const isWord = (text: string): boolean => /^[\x21-\x7e]{0,2000}$/.test(text)

const parseRoot = (field: string, value: unknown, otherwise: string): string | Refusal => {
  const text = textOf(value)
  if (text === '') return otherwise
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return no(field, `${field}: an address such as ${otherwise}.`)
  if (url.username || url.password) return no(field, `${field}: must not hold a user name or a password.`)
  if (url.search || url.hash) return no(field, `${field}: must not have a "?" or a "#" in it.`)
  return url.href.replace(/\/+$/, '')
}
