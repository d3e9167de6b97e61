// Twilio's webhooks are forms: the body as fields, and whether Twilio signed them for the address they came to.
import { createHash, timingSafeEqual } from 'node:crypto'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import type { WebhookRequest } from '../webhook.ts'

export type Fields = Readonly<Record<string, string>>

/** Twilio's own calls have some dozens, and grow without notice. */
const mostFields = 2_000

/** Field by field; of one that comes twice, the last. */
export const fieldsOf = (body: Uint8Array): Fields => Object.fromEntries(new URLSearchParams(textOf(body)))

/**
 * X-Twilio-Signature (facts/channels.md 3.2): over the public address and every field, or over an address that holds the
 * SHA-256 of a body that is no form. The fragment, which carries Twilio's own directions, is not part of what is signed.
 */
export const isSigned = (request: WebhookRequest, authToken: string): boolean => {
  const signature = request.headers['x-twilio-signature'] ?? ''
  const url = request.url.replace(/#.*$/, '')
  if (signature === '' || !URL.canParse(url)) return false
  const hash = new URL(url).searchParams.get('bodySHA256')
  try {
    if (hash === null)
      return !hasTooManyFields(request.body) && validateRequest(authToken, signature, url, repeatable(request.body))
    return isHashOf(hash, request.body) && validateRequest(authToken, signature, url, {})
  } catch {
    // Whatever it stumbles over, Twilio did not sign it.
    return false
  }
}

/** A field that comes twice keeps all its values. */
const repeatable = (body: Uint8Array): Record<string, string | string[]> => {
  const values = new Map<string, string[]>()
  for (const [name, value] of new URLSearchParams(textOf(body))) {
    const known = values.get(name)
    if (known === undefined) values.set(name, [value])
    else known.push(value)
  }
  const all: Record<string, string | string[]> = Object.create(null)
  for (const [name, [first = '', ...more]] of values) all[name] = more.length === 0 ? first : [first, ...more]
  return all
}

/** Before anything is sorted or hashed, which takes long with very many. */
const hasTooManyFields = (body: Uint8Array): boolean => {
  let count = 1
  for (const byte of body) if (byte === 0x26) count += 1
  return count > mostFields
}

const isHashOf = (hash: string, body: Uint8Array): boolean => {
  const right = createHash('sha256').update(body).digest('hex')
  return hash.length === right.length && timingSafeEqual(Buffer.from(hash.toLowerCase()), Buffer.from(right))
}

const textOf = (body: Uint8Array): string => Buffer.from(body).toString('utf8')
