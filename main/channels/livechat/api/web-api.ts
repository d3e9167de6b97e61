// LiveChat's Web API for what its RTM API lacks, and for looking who somebody is: one POST, the token in one header and in no word,
// never a redirect followed, and what goes wrong as data.
import { type Clock, MINUTE, SECOND } from '../../../domain/clock.ts'
import { brokenCall } from '../../broken-call.ts'
import { deadline } from '../../deadline.ts'
import { regionHeaders, webUrl } from './hosts.ts'
import { refusedBy } from './rtm-line.ts'
import type { Answer } from './trouble.ts'

export type Fetch = typeof globalThis.fetch

const answerWithinMs = 20 * SECOND
const uploadWithinMs = 3 * MINUTE

export interface WebCall {
  readonly apiRoot: string
  readonly region: string | null
  /** As it stands in the header. */
  readonly authorization: string
}

export class WebApi {
  readonly #fetch: Fetch
  readonly #clock: Clock | null

  /** Without a clock the caller's signal alone ends a call. */
  constructor(fetch: Fetch, clock: Clock | null = null) {
    this.#fetch = fetch
    this.#clock = clock
  }

  call(to: WebCall, action: string, payload: unknown, stop: AbortSignal): Promise<Answer> {
    const init = { body: JSON.stringify(payload), headers: { 'content-type': 'application/json' } }
    return this.#post(to, action, init, stop, answerWithinMs)
  }

  upload(to: WebCall, form: FormData, stop: AbortSignal): Promise<Answer> {
    return this.#post(to, 'upload_file', { body: form, headers: {} }, stop, uploadWithinMs)
  }

  async #post(
    { apiRoot, region, authorization }: WebCall,
    action: string,
    { body, headers }: { readonly body: string | FormData; readonly headers: Record<string, string> },
    stop: AbortSignal,
    withinMs: number,
  ): Promise<Answer> {
    const limit = this.#clock === null ? { signal: stop, done() {} } : deadline(this.#clock, withinMs, stop)
    try {
      const answer = await this.#fetch(webUrl(apiRoot, region, action), {
        method: 'POST',
        body,
        headers: { ...headers, ...regionHeaders(region), authorization, accept: 'application/json' },
        redirect: 'manual',
        signal: limit.signal,
      })
      return read(answer.status, parsed(await answer.text()))
    } catch (error) {
      return { ok: false, trouble: brokenCall(error) }
    } finally {
      limit.done()
    }
  }
}

const read = (status: number, body: unknown): Answer => {
  if (status >= 200 && status < 300 && body !== undefined) return { ok: true, payload: body }
  const said = typeof body === 'object' && body !== null && 'error' in body
  return { ok: false, trouble: said ? refusedBy(body) : { kind: 'foreign', status } }
}

/** Undefined: no JSON. */
const parsed = (text: string): unknown => {
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    return undefined
  }
}
