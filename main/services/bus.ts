// What is told once and not kept: typing, channel health. Screens that are away miss it and lose nothing.
import type { FeedItem } from './verbs.ts'

export type Passing = Exclude<FeedItem, { readonly kind: 'event' }>

export class Bus {
  readonly #listeners = new Set<(item: Passing) => void>()

  tell(item: Passing): void {
    for (const listener of this.#listeners) listener(item)
  }

  listen(listener: (item: Passing) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
