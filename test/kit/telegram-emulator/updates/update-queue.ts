// The updates waiting for one bot, with the real server's way of confirming them: asking from an offset forgets all
// that came before it (facts 1.1; checked against the server's own queue, tddb/TQueue).
import type { UpdateEntry } from '../record/ledger.ts'

const weekMs = 7 * 24 * 3_600_000
/** An offset further ahead than this is taken for nonsense and answered from the head. */
const maxLead = 10

export interface QueuedUpdate {
  id: number
  kind: string
  payload: unknown
  /** Length of the payload as JSON. */
  bytes: number
  /** Epoch ms; later than that Telegram has let go of it. */
  expiresAt: number
  entry: UpdateEntry
}

export class UpdateQueue {
  #waiting: QueuedUpdate[] = []
  #nextId: number
  #lastPushAt: number | undefined
  #soonestExpiryAt = Number.POSITIVE_INFINITY
  readonly #restartId: (() => number) | undefined

  /** `restartId` gives the next id after a week without updates; without it ids go on in sequence. */
  constructor(firstId: number, restartId?: () => number) {
    this.#nextId = firstId
    this.#restartId = restartId
  }

  get size(): number {
    return this.#waiting.length
  }

  /** The id the next update will have. */
  nextId(now: number): number {
    const isRested = this.#lastPushAt !== undefined && now - this.#lastPushAt >= weekMs
    if (this.#restartId && isRested) {
      this.expire(now)
      this.#nextId = this.#restartId()
      this.#lastPushAt = now
    }
    return this.#nextId
  }

  /** The update's id must be the one `nextId` gave. */
  push(update: QueuedUpdate, now: number): void {
    this.#waiting.push(update)
    this.#soonestExpiryAt = Math.min(this.#soonestExpiryAt, update.expiresAt)
    this.#nextId = update.id + 1
    this.#lastPushAt = now
  }

  /** Confirms everything below `offset`, then gives up to `limit` updates from there on. They stay until confirmed. */
  take(offset: number, limit: number, now: number): QueuedUpdate[] {
    this.expire(now)
    if (offset > 0 && offset <= this.#nextId + maxLead) this.#confirmBelow(offset, now)
    return this.#waiting.slice(0, limit)
  }

  /** A negative offset: only the last `count` are kept, the others are forgotten undelivered or not. */
  keepLast(count: number, now: number): void {
    this.#lose(Math.max(0, this.#waiting.length - count), now, 'dropped')
  }

  clear(now: number): void {
    this.#lose(this.#waiting.length, now, 'dropped')
  }

  expire(now: number): void {
    if (this.#soonestExpiryAt >= now) return
    for (const update of this.#waiting) if (update.expiresAt < now) update.entry.lost = { at: now, because: 'expired' }
    this.#waiting = this.#waiting.filter(update => update.expiresAt >= now)
    this.#soonestExpiryAt = this.#waiting.reduce((soonest, update) => Math.min(soonest, update.expiresAt), Infinity)
  }

  #confirmBelow(offset: number, now: number): void {
    const kept = this.#waiting.findIndex(update => update.id >= offset)
    const count = kept < 0 ? this.#waiting.length : kept
    if (count === 0) return
    for (const update of this.#waiting.slice(0, count)) update.entry.confirmedAt = now
    this.#waiting = this.#waiting.slice(count)
  }

  #lose(count: number, now: number, because: 'dropped'): void {
    for (const update of this.#waiting.slice(0, count)) update.entry.lost = { at: now, because }
    this.#waiting = this.#waiting.slice(count)
  }
}
