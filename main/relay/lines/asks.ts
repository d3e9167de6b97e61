// What networks fetch and only the workstation has: asked over its line, with an end to the waiting.
import type { WebhookAnswer } from '../../channels/webhook.ts'
import { type Clock, SECOND } from '../../domain/clock.ts'

/** As facts/channels.md 3.1 has it, Twilio waits for 15 s. */
const patienceMs = 10 * SECOND
/** Anybody may ask. */
const mostAtOnce = 32

export class Asks {
  readonly #clock: Clock
  readonly #open = new Map<number, (answer: WebhookAnswer) => void>()
  #last = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** `put` hands the question over under its number. */
  ask(put: (ask: number) => void): Promise<WebhookAnswer> {
    if (this.#open.size >= mostAtOnce) return Promise.resolve(busy)
    const ask = ++this.#last
    return new Promise(resolve => {
      const done = (answer: WebhookAnswer) => {
        cancel()
        this.#open.delete(ask)
        resolve(answer)
      }
      const cancel = this.#clock.wakeAt(this.#clock.now() + patienceMs, () => done(tooLate))
      this.#open.set(ask, done)
      put(ask)
    })
  }

  answered(ask: number, answer: WebhookAnswer): void {
    const isStatus = answer.status >= 200 && answer.status < 600
    this.#open.get(ask)?.(isStatus ? { ...answer, headers: harmless(answer.headers ?? {}) } : { status: 502 })
  }

  end(): void {
    for (const done of this.#open.values()) done(away)
  }
}

export const away: WebhookAnswer = {
  status: 503,
  headers: { 'retry-after': '30' },
  body: 'The workstation is away.',
}
const busy: WebhookAnswer = { status: 503, headers: { 'retry-after': '5' }, body: 'Too much is asked for at once.' }
const tooLate: WebhookAnswer = { status: 504, body: 'The workstation did not answer in time.' }

const told = new Set(['content-type', 'content-disposition', 'cache-control', 'last-modified', 'etag'])
const safeValue = /^[\t\x20-\x7e]*$/

/** Nothing that a workstation hands out is ever a page of the relay's. */
const harmless = (headers: Readonly<Record<string, string>>): Record<string, string> => ({
  ...Object.fromEntries(
    Object.entries(headers)
      .map(([name, value]) => [name.toLowerCase(), value] as const)
      .filter(([name, value]) => told.has(name) && safeValue.test(value)),
  ),
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
})
