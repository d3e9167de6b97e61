// The settings of a WhatsApp channel, checked field by field with a sentence for each that is wrong.
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'

export interface WhatsAppSettings {
  /** Twilio's number of the account: "AC" and 32 hexadecimal digits. */
  readonly accountSid: string
  /** Secret. It signs what Twilio sends us, so a mere API key would not do. */
  readonly authToken: string
  /** whatsapp:+14155550100 */
  readonly sender: string
  /** Where Twilio reaches this channel, when it is not the SiteUrl of the whole workstation; '' = it is. */
  readonly publicUrl: string
  /** Without a slash at the end. Another one than Twilio's own stands for all of Twilio's addresses. */
  readonly apiRoot: string
}

export const officialRoot = 'https://api.twilio.com'

const fields = ['accountSid', 'authToken', 'sender', 'publicUrl', 'apiRoot']

export const parseSettings = (input: unknown): WhatsAppSettings | Refusal => {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    return refuse('invalid', 'The settings of a WhatsApp channel are an object with an account, a token and a sender.')
  const given: Readonly<Record<string, unknown>> = { ...input }
  const foreign = Object.keys(given).find(key => !fields.includes(key))
  if (foreign !== undefined)
    return no(foreign, `A WhatsApp channel has no setting "${foreign}"; it has ${fields.join(', ')}.`)
  const accountSid = textOf(given.accountSid)
  if (!/^AC[0-9a-f]{32}$/i.test(accountSid))
    return no('accountSid', 'The account SID is "AC" and 32 digits and letters. Copy it from the Twilio Console.')
  const authToken = textOf(given.authToken)
  if (!/^[\w-]{16,128}$/.test(authToken))
    return no('authToken', 'Enter the auth token of the account: 32 digits and letters, from the Twilio Console.')
  const sender = parseSender(given.sender)
  if (sender === null) return no('sender', 'The sender is a phone number with its country code, such as +14155550100.')
  const publicUrl = parseAddress('publicUrl', given.publicUrl, '', 'https://desk.example.com')
  if (isRefusal(publicUrl)) return publicUrl
  const apiRoot = parseAddress('apiRoot', given.apiRoot, officialRoot, officialRoot)
  return isRefusal(apiRoot) ? apiRoot : { accountSid, authToken, sender, publicUrl, apiRoot }
}

/** "whatsapp:+14155550100" from any way to write the number; null: it is none. */
export const parseSender = (value: unknown): string | null => {
  const digits = textOf(value)
    .replace(/^whatsapp:/i, '')
    .replace(/[\s().-]/g, '')
  return /^\+[1-9]\d{6,14}$/.test(digits) ? `whatsapp:${digits}` : null
}

const no = (field: string, sentence: string) => refuse('invalid', sentence, { field })

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

const parseAddress = (field: string, value: unknown, otherwise: string, example: string): string | Refusal => {
  if (value === undefined || value === null || value === '') return otherwise
  const text = textOf(value)
  const url = URL.canParse(text) ? new URL(text) : null
  if (!url || !['http:', 'https:'].includes(url.protocol)) return no(field, `${field}: an address such as ${example}.`)
  if (url.username || url.password) return no(field, `${field}: must not hold a user name or a password.`)
  if (url.search || url.hash) return no(field, `${field}: must not have a "?" or a "#" in it.`)
  return url.href.replace(/\/+$/, '')
}
