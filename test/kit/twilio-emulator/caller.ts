// Calls webhooks as Twilio does: a signed form, and again when the address asks for it (#rc=5&rp=all) and no good answer comes.
import { type Clock, SECOND } from '../../../main/domain/clock.ts'
import { signatureOf } from './signing.ts'

export interface Call {
  readonly url: string
  readonly fields: Readonly<Record<string, string>>
  /** The status of every answer so far; 0: none came. */
  readonly answers: number[]
  /** Twilio counts it as received, and will not call again. */
  taken: boolean
  readonly manner: Manner
}

export interface Manner {
  /** Signed by somebody who does not have the token, this time and every time. */
  readonly forged?: boolean
  readonly headers?: Readonly<Record<string, string>>
}

const retryAfterMs = 2 * SECOND

export class Caller {
  readonly calls: Call[] = []
  readonly #clock: Clock
  readonly #authToken: string
  readonly #waking = new Set<() => void>()

  constructor(clock: Clock, authToken: string) {
    this.#clock = clock
    this.#authToken = authToken
  }

  /** Resolves with the first answer's status. */
  async call(url: string, fields: Readonly<Record<string, string>>, manner: Manner = {}): Promise<number> {
    const call: Call = { url, fields, answers: [], taken: false, manner }
    this.calls.push(call)
    await this.#attempt(call)
    return call.answers[0] ?? 0
  }

  /** Everything that was not taken is offered once more, in its order. */
  async again(): Promise<void> {
    for (const call of this.calls) if (!call.taken) await this.#attempt(call)
  }

  stop(): void {
    for (const cancel of this.#waking) cancel()
    this.#waking.clear()
  }

  async #attempt(call: Call): Promise<void> {
    const { forged = false, headers = {} } = call.manner
    const [url = '', fragment = ''] = call.url.split('#')
    const token = forged ? 'somebody-elses-token' : this.#authToken
    const status = await fetch(url, {
      method: 'POST',
      headers: { 'x-twilio-signature': signatureOf(token, url, call.fields), ...headers },
      body: new URLSearchParams(call.fields),
      redirect: 'manual',
    }).then(
      async answer => {
        await answer.text()
        return answer.status
      },
      () => 0,
    )
    call.answers.push(status)
    if (status >= 200 && status < 300) call.taken = true
    else if (new URLSearchParams(fragment).get('rp') === 'all' && call.answers.length <= 5) this.#later(call)
  }

  #later(call: Call): void {
    const cancel = this.#clock.wakeAt(this.#clock.now() + retryAfterMs, () => {
      this.#waking.delete(cancel)
      if (!call.taken) void this.#attempt(call)
    })
    this.#waking.add(cancel)
  }
}
