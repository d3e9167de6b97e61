// Signs what webhooks are told, by the Standard Webhooks specification (standardwebhooks.com, "Signature scheme": symmetric, v1).
import { base64Of, bytesOfBase64 } from '../../domain/base64.ts'
import type { Ids } from '../../domain/ids.ts'

const prefix = 'whsec_'

/** 192 bits, as a text that receivers' libraries take as it is. */
export const newSecret = (ids: Ids): string => `${prefix}${btoa(ids.secret(24))}`

/** The three headers; `at` in epoch milliseconds. The signed text is "<event id>.<epoch seconds>.<body>". */
export const signedHeaders = async (
  secret: string,
  eventId: string,
  at: number,
  body: string,
): Promise<Readonly<Record<string, string>>> => {
  const key = bytesOfBase64(secret.slice(prefix.length))
  if (!secret.startsWith(prefix) || key === null) throw new Error('A webhook has a secret of another form')
  const timestamp = String(Math.floor(at / 1000))
  const hmac = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signed = await crypto.subtle.sign('HMAC', hmac, new TextEncoder().encode(`${eventId}.${timestamp}.${body}`))
  return {
    'webhook-id': eventId,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${base64Of(new Uint8Array(signed))}`,
  }
}
