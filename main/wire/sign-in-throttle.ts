// The brake on guessing passwords: after some wrong ones each further try has to wait longer, by login, by address and by both.
import { type Clock, MINUTE, SECOND } from '../domain/clock.ts'
import { loginKey } from '../domain/login-key.ts'

const forgetAfterMs = 30 * MINUTE
const longestWaitMs = 15 * MINUTE
/** Wrong passwords without a wait: of one login from one address; of one login; from one address (an office shares it). */
const free = { pair: 4, login: 30, address: 60 }
/** More keys than this are nobody's customers: the oldest are forgotten. */
const mostKeys = 50_000

interface Failures {
  readonly count: number
  readonly at: number
  /** Of the failure before. */
  readonly earlierAt: number
}

export class SignInThrottle {
  readonly #clock: Pick<Clock, 'now'>
  readonly #failures = new Map<string, Failures>()
  /** Pairs that have been right: whoever guesses elsewhere must not keep agents out of where they sign in. */
  readonly #trusted = new Set<string>()

  constructor(clock: Pick<Clock, 'now'>) {
    this.#clock = clock
  }

  /** Milliseconds to wait before the next try; 0: go ahead, and the try is counted as wrong until `right` says otherwise. */
  attempt(login: string, address: string | null): number {
    const now = this.#clock.now()
    const keys = keysOf(login, address)
    const [pair, ofLogin] = keys
    const holding = this.#trusted.has(pair[0]) ? keys.filter(key => key !== ofLogin) : keys
    const wait = Math.max(...holding.map(([key, free]) => this.#waitFor(key, free, now)))
    if (wait > 0) return wait
    for (const [key] of keys) {
      const known = this.#fresh(key, now)
      this.#failures.delete(key)
      this.#failures.set(key, { count: (known?.count ?? 0) + 1, at: now, earlierAt: known?.at ?? now })
    }
    forgetOldest(this.#failures)
    return 0
  }

  right(login: string, address: string | null): void {
    const [[pair], ...shared] = keysOf(login, address)
    this.#failures.delete(pair)
    this.#trusted.delete(pair)
    this.#trusted.add(pair)
    forgetOldest(this.#trusted)
    for (const [key] of shared) {
      const known = this.#failures.get(key)
      if (known !== undefined) this.#failures.set(key, { ...known, count: known.count - 1 })
    }
  }

  /** The try was neither right nor wrong, such as a password without the code of the second factor: as if it had not been. */
  forgive(login: string, address: string | null): void {
    for (const [key] of keysOf(login, address)) {
      const known = this.#failures.get(key)
      if (known !== undefined) this.#failures.set(key, { ...known, count: known.count - 1, at: known.earlierAt })
    }
  }

  #waitFor(key: string, free: number, now: number): number {
    const known = this.#fresh(key, now)
    if (known === undefined || known.count < free) return 0
    const pause = Math.min(longestWaitMs, SECOND * 2 ** (known.count - free))
    return Math.max(0, known.at + pause - now)
  }

  #fresh(key: string, now: number): Failures | undefined {
    const known = this.#failures.get(key)
    return known !== undefined && now - known.at < forgetAfterMs ? known : undefined
  }
}

type Key = readonly [key: string, free: number]

const keysOf = (login: string, address: string | null): readonly [pair: Key, login: Key, address: Key] => {
  const who = loginKey(login)
  const from = address ?? 'here'
  return [
    [`pair ${who} ${from}`, free.pair],
    [`login ${who}`, free.login],
    [`address ${from}`, free.address],
  ]
}

const forgetOldest = (kept: Map<string, unknown> | Set<string>): void => {
  for (const key of kept.keys()) {
    if (kept.size <= mostKeys) break
    kept.delete(key)
  }
}
