// The settings of a Facebook channel, checked field by field with a sentence for each that is wrong.
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'

export interface FacebookSettings {
  /** The page's number at Facebook. */
  readonly pageId: string
  /** Secret. The page's access token. */
  readonly pageToken: string
  /** Secret. Of the app at Meta, where this hub takes Meta's calls itself; '' = a relay takes them, and only it has the secret. */
  readonly appSecret: string
  /** Secret. What Meta says when it makes the acquaintance of this hub; '' = a relay is met in its place. */
  readonly verifyToken: string
  /** Secret. By which the relay signs what it passes on; it sets this by itself. '' = no relay has yet. */
  readonly relayKey: string
  /** The app has the "Human Agent" feature: agents may answer for seven days instead of one. */
  readonly allowHumanAgent: boolean
  /** Who gets new conversations first where the page has no default app: our agents at once, or a bot until it asks for them. */
  readonly whenNoDefaultApp: 'agents' | 'bot'
  /** Without a slash at the end and without a version. */
  readonly apiRoot: string
}

export const officialRoot = 'https://graph.facebook.com'

const fields = [
  'pageId',
  'pageToken',
  'appSecret',
  'verifyToken',
  'relayKey',
  'allowHumanAgent',
  'whenNoDefaultApp',
  'apiRoot',
]

/** What is left out is empty; what is no text is no way to leave it out. */
const mayBeEmpty = ['appSecret', 'verifyToken', 'relayKey']

export const parseSettings = (input: unknown): FacebookSettings | Refusal => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return refuse('invalid', 'The settings of a Facebook channel are an object with a page and its token.')
  const given: Readonly<Record<string, unknown>> = { ...input }
  const foreign = Object.keys(given).find(key => !fields.includes(key))
  if (foreign !== undefined)
    return no(foreign, `A Facebook channel has no setting "${foreign}"; it has ${fields.join(', ')}.`)
  const noText = mayBeEmpty.find(field => given[field] != null && typeof given[field] !== 'string')
  if (noText !== undefined) return no(noText, `${noText}: must be text.`)
  const pageId = textOf(given.pageId)
  if (!/^\d{3,30}$/.test(pageId))
    return no('pageId', 'The page is named by its number, such as 109201234567890: copy it from the page’s settings.')
  const pageToken = textOf(given.pageToken)
  if (!/^[\w|.-]{10,1000}$/.test(pageToken))
    return no(
      'pageToken',
      'Enter the access token of the page: a long word of letters and digits, from the app at Meta.',
    )
  const appSecret = textOf(given.appSecret)
  if (appSecret !== '' && !/^[\w-]{16,128}$/.test(appSecret))
    return no(
      'appSecret',
      'The app secret is a word of 32 digits and letters. Copy it from the app’s settings at Meta.',
    )
  const verifyToken = textOf(given.verifyToken)
  if (verifyToken.length > 500) return no('verifyToken', 'The verify token is a word of at most 500 characters.')
  const relayKey = textOf(given.relayKey)
  if (relayKey.length > 500) return no('relayKey', 'The relay sets this key by itself: leave it empty.')
  const { allowHumanAgent = false, whenNoDefaultApp = 'agents' } = given
  if (typeof allowHumanAgent !== 'boolean') return no('allowHumanAgent', 'allowHumanAgent: true or false.')
  if (whenNoDefaultApp !== 'agents' && whenNoDefaultApp !== 'bot')
    return no('whenNoDefaultApp', 'whenNoDefaultApp: "agents" or "bot".')
  const apiRoot = parseRoot(given.apiRoot)
  if (isRefusal(apiRoot)) return apiRoot
  return { pageId, pageToken, appSecret, verifyToken, relayKey, allowHumanAgent, whenNoDefaultApp, apiRoot }
}

const no = (field: string, sentence: string) => refuse('invalid', sentence, { field })

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const parseRoot = (value: unknown): string | Refusal => {
  if (value === undefined || value === null || value === '') return officialRoot
  const text = textOf(value)
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol))
    return no('apiRoot', `apiRoot: an address such as ${officialRoot}.`)
  if (url.username || url.password) return no('apiRoot', 'apiRoot: must not hold a user name or a password.')
  if (url.search || url.hash) return no('apiRoot', 'apiRoot: must not have a "?" or a "#" in it.')
  return url.href.replace(/\/+$/, '')
}
