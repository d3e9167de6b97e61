// What nobody understands is put aside once, however often LiveChat shows it: a thread is looked at again with each of its events.
import { createHash } from 'node:crypto'
import type { Unreadable } from '../../../domain/unified-message.ts'

const mostRemembered = 1_000

export class PutAside {
  readonly #prints = new Set<string>()

  /** Those that are not stored yet. */
  fresh(all: readonly Unreadable[]): readonly Unreadable[] {
    return all.filter(one => !this.#prints.has(printOf(one)))
  }

  stored(all: readonly Unreadable[]): void {
    for (const one of all) this.#prints.add(printOf(one))
    for (const print of this.#prints) {
      if (this.#prints.size <= mostRemembered) return
      this.#prints.delete(print)
    }
  }
}

const printOf = ({ payload }: Unreadable): string => createHash('sha256').update(payload).digest('base64')
