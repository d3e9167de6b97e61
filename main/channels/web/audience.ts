// The pages that are open now: which sockets belong to which visitor of one channel.
import type { PageFrame, VisitorProfile } from './wire.ts'

/** One open page, as much of it as others need. */
export interface Listener {
  tell(frame: PageFrame): void
  leave(code: number, reason: string): void
}

/** A visitor with at least one page open. */
export interface Present {
  readonly listeners: Set<Listener>
  /** What they told of themselves last, in whichever of their tabs. */
  profile: VisitorProfile
}

export class Audience {
  readonly #present = new Map<string, Present>()

  get size(): number {
    return this.#present.size
  }

  join(visitor: string, listener: Listener, profile: VisitorProfile): Present {
    const present = this.#present.get(visitor) ?? { listeners: new Set(), profile: {} }
    present.profile = { ...present.profile, ...profile }
    present.listeners.add(listener)
    this.#present.set(visitor, present)
    return present
  }

  part(visitor: string, listener: Listener): void {
    const present = this.#present.get(visitor)
    present?.listeners.delete(listener)
    if (present?.listeners.size === 0) this.#present.delete(visitor)
  }

  openPages(visitor: string): number {
    return this.#present.get(visitor)?.listeners.size ?? 0
  }

  push(visitor: string, frame: PageFrame, except?: Listener): void {
    for (const listener of this.#present.get(visitor)?.listeners ?? []) if (listener !== except) listener.tell(frame)
  }

  pushAll(frame: PageFrame): void {
    for (const visitor of this.#present.keys()) this.push(visitor, frame)
  }

  closeAll(code: number, reason: string): void {
    for (const { listeners } of [...this.#present.values()])
      for (const listener of [...listeners]) listener.leave(code, reason)
  }
}
