// Our way to Facebook's Graph API: one fetch for everything, the page's token in one header and in no address and no word, never
// a redirect followed, and what goes wrong as data.
import { type Clock, MINUTE, SECOND } from '../../../domain/clock.ts'
import { type BrokenCall, brokenCall } from '../../broken-call.ts'
import { deadline } from '../../deadline.ts'
import { hexHmac } from '../app-webhook.ts'
import type { FacebookSettings } from '../settings.ts'
import * as answers from './answers.ts'

export type Fetch = typeof globalThis.fetch

export type Trouble =
  /** Facebook said no, in its own form (Graph API, "Handling Errors"). */
  | {
      readonly kind: 'refused'
      readonly status: number
      readonly code: number
      readonly subcode: number | null
      readonly message: string
      readonly retryAfterMs: number | null
    }
  /** Something in between answered in Facebook's place, or Facebook with a page. */
  | { readonly kind: 'foreign'; readonly status: number }
  | BrokenCall

export type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false; readonly trouble: Trouble }

/** Facebook keeps each version for about two years (facts/channels.md 2). */
const version = 'v25.0'
const answerWithinMs = 30 * SECOND
const uploadWithinMs = 3 * MINUTE

export class GraphApi {
  readonly #settings: FacebookSettings
  readonly #fetch: Fetch
  readonly #clock: Clock | null

  /** Without a clock the caller's signal alone ends a call. */
  constructor(settings: FacebookSettings, fetch: Fetch, clock: Clock | null = null) {
    this.#settings = settings
    this.#fetch = fetch
    this.#clock = clock
  }

  /** Below the page: "/messages". */
  page(path: string): string {
    return `/${this.#settings.pageId}${path}`
  }

  get(path: string, query: Readonly<Record<string, string>>, stop: AbortSignal): Promise<Answer> {
    return this.#call(path, query, { method: 'GET' }, stop, answerWithinMs, 0)
  }

  /** `graceMs`: how long an answer may still come when `stop` says so. */
  post(path: string, values: unknown, stop: AbortSignal, graceMs = 0): Promise<Answer> {
    const headers = { 'content-type': 'application/json' }
    const init = { method: 'POST', headers, body: JSON.stringify(values) }
    return this.#call(path, {}, init, stop, answerWithinMs, graceMs)
  }

  upload(path: string, form: FormData, stop: AbortSignal): Promise<Answer> {
    return this.#call(path, {}, { method: 'POST', body: form }, stop, uploadWithinMs, 0)
  }

  async #call(
    path: string,
    query: Readonly<Record<string, string>>,
    init: RequestInit,
    stop: AbortSignal,
    withinMs: number,
    graceMs: number,
  ): Promise<Answer> {
    const { apiRoot, pageToken, appSecret } = this.#settings
    // Apps may ask for this proof that the token was not stolen; without the secret nobody can give it.
    const proof = appSecret === '' ? {} : { appsecret_proof: hexHmac(Buffer.from(pageToken), appSecret) }
    const search = new URLSearchParams({ ...query, ...proof }).toString()
    const limit = this.#clock === null ? { signal: stop, done() {} } : deadline(this.#clock, withinMs, stop, graceMs)
    try {
      const answer = await this.#fetch(`${apiRoot}/${version}${path}${search === '' ? '' : `?${search}`}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${pageToken}`, accept: 'application/json' },
        redirect: 'manual',
        signal: limit.signal,
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
  const said = answers.failure.safeParse(body).data?.error
  if (said !== undefined)
    return {
      ok: false,
      trouble: {
        kind: 'refused',
        status: answer.status,
        code: said.code,
        subcode: said.error_subcode ?? null,
        message: said.message ?? '',
        retryAfterMs: pauseIn(answer.headers),
      },
    }
  if (!answer.ok || body === undefined) return { ok: false, trouble: { kind: 'foreign', status: answer.status } }
  return { ok: true, body }
}

/** Of rate limits Facebook may say when they end, in minutes (Graph API, "Rate Limits", X-Business-Use-Case-Usage). */
const pauseIn = (headers: Headers): number | null => {
  const usage = answers.usage.safeParse(parsed(headers.get('x-business-use-case-usage') ?? '')).data ?? {}
  const minutes = Math.max(
    0,
    ...Object.values(usage)
      .flat()
      .map(one => one.estimated_time_to_regain_access ?? 0),
  )
  const seconds = Number(headers.get('retry-after') ?? 0)
  const pauseMs = Math.max(minutes * MINUTE, seconds > 0 ? seconds * SECOND : 0)
  return pauseMs > 0 ? Math.min(pauseMs, 60 * MINUTE) : null
}

/** Undefined: no JSON. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
