// Calls the app as Meta does: signed JSON with everything beyond ASCII escaped, a few times again when no good answer comes.
// Calls can be held back, and then come late, twice, or in another order.
import { type Clock, SECOND } from '../../../main/domain/clock.ts'
import { asMetaWrites, signatureOf } from './signing.ts'
import type { World } from './world.ts'

export interface Manner {
  /** Signed by somebody who does not have the secret. */
  readonly forged?: boolean
  readonly unsigned?: boolean
  /** Changes the bytes after they were signed. */
  readonly spoil?: (body: string) => string
}

export interface Call {
  readonly body: string
  readonly manner: Manner
  /** The status of every answer so far; 0: none came. */
  readonly answers: number[]
  /** Meta counts it as received, and will not call again. */
  taken: boolean
}

const retryAfterMs = 2 * SECOND
const mostTries = 5

export class Caller {
  readonly calls: Call[] = []
  readonly #world: World
  readonly #clock: Clock
  readonly #waking = new Set<() => void>()
  #held: Call[] | null = null

  constructor(world: World, clock: Clock) {
    this.#world = world
    this.#clock = clock
  }

  /** Resolves with the first answer's status; 0: held back, or nobody answered. */
  async call(body: unknown, manner: Manner = {}): Promise<number> {
    const call: Call = { body: asMetaWrites(body), manner, answers: [], taken: false }
    this.calls.push(call)
    if (this.#held === null) await this.#attempt(call)
    else this.#held.push(call)
    return call.answers[0] ?? 0
  }

  /** From now on nothing is called, until `letGo`. */
  hold(): void {
    this.#held ??= []
  }

  /** What was held back comes now, in the order that `arrange` gives it, which may also double. */
  async letGo(arrange: (held: readonly Call[]) => readonly Call[] = held => held): Promise<void> {
    const held = arrange(this.#held ?? [])
    this.#held = null
    for (const call of held) await this.#attempt(call)
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
    const { forged = false, unsigned = false, spoil } = call.manner
    const secret = forged ? 'somebody-elses-secret' : this.#world.appSecret
    const signature: Record<string, string> = unsigned ? {} : { 'x-hub-signature-256': signatureOf(secret, call.body) }
    const status = await fetch(this.#world.callback, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'facebookexternalua', ...signature },
      body: spoil?.(call.body) ?? call.body,
      redirect: 'manual',
    }).then(
      async answer => {
        await answer.text()
        return answer.status
      },
      () => 0,
    )
    call.answers.push(status)
    if (status === 200) call.taken = true
    else if (call.answers.length < mostTries) this.#later(call)
  }

  #later(call: Call): void {
    const cancel = this.#clock.wakeAt(this.#clock.now() + retryAfterMs, () => {
      this.#waking.delete(cancel)
      if (!call.taken) void this.#attempt(call)
    })
    this.#waking.add(cancel)
  }
}
