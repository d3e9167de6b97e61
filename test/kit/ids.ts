// Ids that count, so that failures name the same things in every run.
import type { Ids } from '../../main/domain/ids.ts'

export class CountingIds implements Ids {
  #count = 0
  readonly #prefix: string

  constructor(prefix = 'id') {
    this.#prefix = prefix
  }

  next(): string {
    return `${this.#prefix}${++this.#count}`
  }

  /** Not secret at all, but as long as asked for. */
  secret(bytes: number): string {
    return `secret${++this.#count}`.padEnd(Math.ceil((bytes * 4) / 3), '_')
  }
}

/** As those of a hub are, where it matters what an id looks like. */
export class Uuids extends CountingIds {
  override next(): string {
    return crypto.randomUUID()
  }
}
