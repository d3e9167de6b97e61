// Twilio's webhooks are forms: the body as fields, and whether Twilio signed them for the address they came to.
import { createHash, timingSafeEqual } from 'node:crypto'
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import type { WebhookRequest } from '../webhook.ts'

export type Fields = Readonly<Record<string, string>>

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
    if (hash === null) return validateRequest(authToken, signature, url, repeatable(request.body))
    return isHashOf(hash, request.body) && validateRequest(authToken, signature, url, {})
  } catch {
    // Whatever it stumbles over, Twilio did not sign it.
    return false
  }
}

/** A field that comes twice keeps all its values. */
const repeatable = (body: Uint8Array): Record<string, string | string[]> => {
  const fields = new URLSearchParams(textOf(body))
  const all: Record<string, string | string[]> = Object.create(null)
  for (const name of new Set(fields.keys())) {
    const values = fields.getAll(name)
    all[name] = values.length === 1 ? (values[0] ?? '') : values
  }
  return all
}

const isHashOf = (hash: string, body: Uint8Array): boolean => {
  const right = createHash('sha256').update(body).digest('hex')
  return hash.length === right.length && timingSafeEqual(Buffer.from(hash.toLowerCase()), Buffer.from(right))
}

const textOf = (body: Uint8Array): string => Buffer.from(body).toString('utf8')
