// Frames of a line as the workstation hears and says them: bytes are base64 there and bytes here.
import type { WebhookAnswer, WebhookRequest } from '../../channels/webhook.ts'
import type { LoginOutcome } from '../../services/relay/relay-line.ts'
import { type FromDesk, type FromRelay, fromRelay } from '../protocol.ts'

type SentPages = Extract<FromRelay, { type: 'loggedIn' }>['pages']
type SentRequest = Extract<FromRelay, { type: 'delivery' }>['request']

/** Null: not a frame that we know. `seq`: of a delivery that cannot be understood, which must not come for ever. */
export const heardOf = (text: string): { readonly frame: FromRelay | null; readonly seq: number | null } => {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return { frame: null, seq: null }
  }
  const known = fromRelay.safeParse(parsed)
  return known.success ? { frame: known.data, seq: null } : { frame: null, seq: seqIn(parsed) }
}

export const requestOf = (sent: SentRequest): WebhookRequest => ({
  ...sent,
  headers: Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name.toLowerCase(), value])),
  body: new Uint8Array(Buffer.from(sent.body, 'base64')),
})

export const answerFrame = (ask: number, { status, headers = {}, body }: WebhookAnswer): FromDesk => ({
  type: 'answer',
  ask,
  status,
  headers: { ...headers },
  body: (typeof body === 'string' ? Buffer.from(body) : Buffer.from(body ?? [])).toString('base64'),
})

export const loginOf = (pages: SentPages, trouble: string | null, apiRoot: string | undefined): LoginOutcome => ({
  pages: pages.map(({ picture, ...page }) => (picture === undefined ? page : { ...page, picture })),
  trouble,
  ...(apiRoot === undefined ? {} : { apiRoot }),
})

const seqIn = (frame: unknown): number | null =>
  typeof frame === 'object' &&
  frame !== null &&
  'type' in frame &&
  frame.type === 'delivery' &&
  'seq' in frame &&
  Number.isSafeInteger(frame.seq)
    ? Number(frame.seq)
    : null
