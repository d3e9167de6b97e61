// What a run of the machine has heard of so far: ids of chats, threads and events, of one player or of all.

export class Pool {
  readonly #chats: string[] = []
  readonly #threads: string[] = []
  readonly #events: string[] = []
  readonly #people: string[] = []
  /** Takes every id out of a frame. */
  hear(value: unknown): void {
    if (Array.isArray(value)) for (const one of value) this.hear(one)
    else if (typeof value === 'object' && value !== null) {
      if ('thread' in value && 'id' in value && typeof value.id === 'string') this.#note('chat_id', value.id)
      if ('events' in value && 'id' in value && typeof value.id === 'string') this.#note('thread_id', value.id)
      if ('created_at' in value && 'type' in value && 'id' in value && typeof value.id === 'string')
        this.#note(value.type === 'customer' || value.type === 'agent' ? 'author_id' : 'event_id', value.id)
      for (const [key, one] of Object.entries(value)) {
        if (typeof one === 'string') this.#note(key, one)
        else this.hear(one)
      }
    }
  }

  #note(key: string, id: string): void {
    const list =
      key === 'chat_id'
        ? this.#chats
        : key === 'thread_id'
          ? this.#threads
          : key === 'event_id'
            ? this.#events
            : key === 'customer_id' || key === 'author_id'
              ? this.#people
              : null
    if (list !== null && !list.includes(id)) list.push(id)
  }

  /** The latest ones are the likeliest to be alive. */
  get chats(): readonly string[] {
    return this.#chats
  }

  get threads(): readonly string[] {
    return this.#threads
  }

  get events(): readonly string[] {
    return this.#events
  }

  get people(): readonly string[] {
    return this.#people
  }
}

/** One of what is there, the latest first; any number, wrapped around. */
export const oneOf = (list: readonly string[], n: number): string =>
  list[list.length - 1 - (n % list.length)] ?? 'unknown'
