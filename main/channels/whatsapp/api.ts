// Our way to Twilio's REST API: one fetch for everything, the account's token in one header and in no word, never a redirect
// followed, and what goes wrong as data. (Of twilio's own package only the check of signatures is used: its client cannot
// tell a call that never left from one whose answer was lost, which decides whether a message may be sent again.)
import { type Clock, SECOND } from '../../domain/clock.ts'
import { type BrokenCall, brokenCall } from '../broken-call.ts'
import { deadline } from '../deadline.ts'
import { officialRoot, type WhatsAppSettings } from './settings.ts'
import * as wire from './wire.ts'

export type Fetch = typeof globalThis.fetch

export type Trouble =
  /** Twilio said no, with a code of its own when it has one. */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: number | null
      readonly message: string
      readonly retryAfterMs: number | null
    }
  /** Something in between answered in Twilio's place. */
  | { readonly kind: 'foreign'; readonly status: number }
  | BrokenCall

export type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly trouble: Trouble }

/** Which of Twilio's hosts; a server of one's own is all of them. */
type Host = 'api' | 'content' | 'messaging'

const answerWithinMs = 30 * SECOND

export class TwilioApi {
  readonly #settings: WhatsAppSettings
  readonly #fetch: Fetch
  readonly #clock: Clock | null

  /** Without a clock the caller's signal alone ends a call. */
  constructor(settings: WhatsAppSettings, fetch: Fetch, clock: Clock | null = null) {
    this.#settings = settings
    this.#fetch = fetch
    this.#clock = clock
  }

  /** Below the account: "/Messages.json". */
  account(path: string): string {
    return `/2010-04-01/Accounts/${this.#settings.accountSid}${path}`
  }

  get(host: Host, path: string, stop: AbortSignal): Promise<Answer> {
    return this.#call(this.#root(host) + path, null, stop, 0)
  }

  /** `graceMs`: how long an answer may still come when `stop` says so. */
  post(host: Host, path: string, form: URLSearchParams, stop: AbortSignal, graceMs = 0): Promise<Answer> {
    return this.#call(this.#root(host) + path, form, stop, graceMs)
  }

  get authorization(): string {
    const { accountSid, authToken } = this.#settings
    return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`
  }

  #root(host: Host): string {
    const { apiRoot } = this.#settings
    return apiRoot === officialRoot ? `https://${host}.twilio.com` : apiRoot
  }

  async #call(url: string, form: URLSearchParams | null, stop: AbortSignal, graceMs: number): Promise<Answer> {
    const limit =
      this.#clock === null ? { signal: stop, done() {} } : deadline(this.#clock, answerWithinMs, stop, graceMs)
    try {
      const answer = await this.#fetch(url, {
        method: form === null ? 'GET' : 'POST',
        headers: { authorization: this.authorization, accept: 'application/json' },
        redirect: 'manual',
        signal: limit.signal,
        ...(form === null ? {} : { body: form }),
      })
      return read(answer, await answer.text())
    } catch (error) {
      return { ok: false, trouble: brokenCall(error) }
    } finally {
      limit.done()
    }
  }
}

const read = (answer: Response, text: string): Answer => {
  const body = parsed(text)
  if (body === undefined) return { ok: false, trouble: { kind: 'foreign', status: answer.status } }
  if (answer.ok) return { ok: true, body }
  const said = wire.failure.safeParse(body).data
  const seconds = Number(answer.headers.get('retry-after') ?? Number.NaN)
  return {
    ok: false,
    trouble: {
      kind: 'refused',
      status: answer.status,
      code: said?.code ?? null,
      message: said?.message ?? '',
      retryAfterMs: seconds > 0 ? seconds * SECOND : null,
    },
  }
}

/** Undefined: no JSON. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
