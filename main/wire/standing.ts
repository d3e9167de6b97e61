// What stands open for a session (streams, sockets): ended when the session ends, whoever ends it.
import { type Clock, MINUTE } from '../domain/clock.ts'
import type { SessionVerbs } from '../services/verbs.ts'

/** Why it ends: the session is over, or the host stops and may be back. */
export type Ending = 'signedOut' | 'stopping'
type End = (why: Ending) => void

/** A session that ran out is noticed after so long at most. */
export const checkEveryMs = 5 * MINUTE

export class Standing {
  readonly #sessions: Pick<SessionVerbs, 'actorOf'>
  readonly #clock: Clock
  readonly #open = new Map<string, Set<End>>()
  #cancelCheck: (() => void) | null = null

  constructor(sessions: Pick<SessionVerbs, 'actorOf'>, clock: Clock) {
    this.#sessions = sessions
    this.#clock = clock
  }

  /** `end` is called once, when it has to end. Returns how to take it back. */
  keep(token: string, end: End): () => void {
    const ends = this.#open.get(token) ?? new Set<End>()
    ends.add(end)
    this.#open.set(token, ends)
    this.#cancelCheck ??= this.#clock.wakeAt(this.#clock.now() + checkEveryMs, () => void this.#checkAgain())
    return () => {
      ends.delete(end)
      if (ends.size === 0 && this.#open.get(token) === ends) this.#open.delete(token)
      if (this.#open.size === 0) this.#rest()
    }
  }

  /** The session is over. */
  end(token: string): void {
    this.#end(token, 'signedOut')
  }

  /** The host stops. */
  endAll(): void {
    for (const token of [...this.#open.keys()]) this.#end(token, 'stopping')
  }

  #end(token: string, why: Ending): void {
    const ends = this.#open.get(token)
    this.#open.delete(token)
    if (this.#open.size === 0) this.#rest()
    for (const end of ends ?? []) end(why)
  }

  /** Ends what stands open for sessions that are over: at once when somebody ended one, else from time to time. */
  async check(): Promise<void> {
    for (const token of [...this.#open.keys()]) if ((await this.#sessions.actorOf(token)) === null) this.end(token)
  }

  async #checkAgain(): Promise<void> {
    await this.check()
    this.#cancelCheck =
      this.#open.size === 0 ? null : this.#clock.wakeAt(this.#clock.now() + checkEveryMs, () => void this.#checkAgain())
  }

  #rest(): void {
    this.#cancelCheck?.()
    this.#cancelCheck = null
  }
}
