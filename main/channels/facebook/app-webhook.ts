// What Meta's calls are before anybody reads what they say: the handshake, whether the app's secret signed them, and which
// pages they are about, as one address serves all pages of an app (facts/channels.md 2.1). The same for a hub and a relay.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { WebhookAnswer } from '../webhook.ts'

/** Answers GET `?hub.mode=subscribe&hub.verify_token=T&hub.challenge=C` with C, byte for byte, when T is ours. */
export const answerHandshake = (url: string, verifyToken: string): WebhookAnswer => {
  const asked = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams()
  const challenge = asked.get('hub.challenge')
  const isRight =
    verifyToken !== '' &&
    asked.get('hub.mode') === 'subscribe' &&
    challenge !== null &&
    isSame(asked.get('hub.verify_token') ?? '', verifyToken)
  if (!isRight) return { status: 403, headers: plain, body: 'This is not the verify token that was agreed on.' }
  return { status: 200, headers: plain, body: challenge }
}

/**
 * X-Hub-Signature-256: `sha256=` and the hex HMAC-SHA256 of the body's bytes under the app's secret. Over the bytes as they came:
 * Meta escapes what is not ASCII, and the same JSON written anew has another signature.
 */
export const isSigned = (body: Uint8Array, signature: string | undefined, appSecret: string): boolean =>
  appSecret !== '' && signature !== undefined && isSame(signature, `sha256=${hexHmac(body, appSecret)}`)

/** Hex HMAC-SHA256 of the bytes: what Meta signs with the app's secret, and a relay with a channel's key. */
export const hexHmac = (body: Uint8Array, key: string): string => createHmac('sha256', key).update(body).digest('hex')

/** The pages that the body is about, each once; null: it is no call of Meta's that we know how to divide. */
export const pagesIn = (body: Uint8Array): readonly string[] | null => {
  const call = read(body)
  return call === null ? null : [...new Set(call.entry.map(entry => String(entry.id)))]
}

/** The same call with the entries of these pages only. Its bytes are new, so that Meta's signature no longer holds for them. */
export const bodyFor = (body: Uint8Array, pages: ReadonlySet<string>): Uint8Array => {
  const call = read(body)
  if (call === null) throw new Error('Only a call whose pages are known can be divided.')
  const entry = call.entry.filter(({ id }) => pages.has(String(id)))
  return Buffer.from(JSON.stringify({ ...call, entry }))
}

const shape = z.looseObject({
  entry: z.array(z.looseObject({ id: z.union([z.string(), z.number()]) })).min(1),
})

const read = (body: Uint8Array): z.infer<typeof shape> | null => {
  try {
    return shape.safeParse(JSON.parse(withLongIdsAsText(Buffer.from(body).toString('utf8')))).data ?? null
  } catch {
    return null
  }
}

/** Ids come as text or as numbers, and some numbers are longer than JavaScript's can be. Text in quotes stays as it is. */
export const withLongIdsAsText = (json: string): string =>
  json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\d{16,}(?![\d.eE])/g, found =>
    found.startsWith('"') ? found : `"${found}"`,
  )

/** Takes as long whatever is wrong with it. */
export const isSame = (given: string, right: string): boolean => {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

const plain = { 'content-type': 'text/plain; charset=utf-8' }
