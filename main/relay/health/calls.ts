// How many calls came since the relay started, how they were answered, and how long that took.
export interface CallCount {
  readonly kind: string
  readonly status: number
  readonly count: number
}

/** Upper bounds in seconds, as Prometheus counts them: each holds what took at most so long. */
const bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 5]

export class Calls {
  readonly #counts = new Map<string, CallCount>()
  readonly #within = bounds.map(le => ({ le, count: 0 }))
  #total = 0
  #seconds = 0

  count(kind: string, status: number, seconds: number): void {
    const key = `${kind} ${status}`
    this.#counts.set(key, { kind, status, count: (this.#counts.get(key)?.count ?? 0) + 1 })
    for (const bound of this.#within) if (seconds <= bound.le) bound.count += 1
    this.#total += 1
    this.#seconds += seconds
  }

  get counts(): readonly CallCount[] {
    return [...this.#counts.values()]
  }

  get times(): {
    readonly within: readonly { le: number; count: number }[]
    readonly total: number
    readonly seconds: number
  } {
    return { within: this.#within, total: this.#total, seconds: this.#seconds }
  }
}
