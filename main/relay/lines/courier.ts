// Brings a workstation what waits for it: lane by lane in turn, a few deliveries read from the disk at a time, so that a
// backlog of any length takes no more memory than a short one.
import type { Clock } from '../../domain/clock.ts'
import { keyOf } from '../roster/declaring.ts'
import type { KnownChannel } from '../store/channels.ts'
import type { Deliveries, Delivery } from '../store/deliveries.ts'
import { Lane } from './lane.ts'

interface CourierParts {
  readonly deskId: string
  readonly deliveries: Deliveries
  readonly clock: Clock
  /** False: the way there is full; `pump` once it is not. */
  mayHand(): boolean
  /** Gives the size of what was handed over. */
  hand(channel: Pick<KnownChannel, 'kind' | 'channelId'>, delivery: Delivery): number
  /** The disk failed: what was underway will be offered again. */
  failed(error: unknown): void
}

/** Handed over in one turn of the event loop: calls come in between. */
const handedAtOnce = 32
const longestReason = 500

export class Courier {
  readonly #parts: CourierParts
  readonly #lanes = new Map<string, Lane>()
  readonly #pauses = new Map<Lane, () => void>()
  #isPumping = false
  #isOver = false

  constructor(parts: CourierParts) {
    this.#parts = parts
  }

  /** The channels of this workstation, and no others. */
  serve(channels: readonly KnownChannel[]): void {
    const keys = new Set(channels.map(keyOf))
    for (const [key, lane] of this.#lanes) {
      if (keys.has(key)) continue
      this.#lanes.delete(key)
      this.#pauses.get(lane)?.()
      this.#pauses.delete(lane)
    }
    for (const channel of channels)
      if (!this.#lanes.has(keyOf(channel))) this.#lanes.set(keyOf(channel), new Lane(channel))
    // Perhaps the very change for which something was to wait, such as a channel that is switched on.
    for (const lane of this.#lanes.values()) {
      lane.forgive()
      this.#goOn(lane)
    }
    this.pump()
  }

  stored(channel: Pick<KnownChannel, 'kind' | 'channelId'>): void {
    this.#lanes.get(keyOf(channel))?.stored()
    this.pump()
  }

  /** False: it was not underway on this line. */
  answered(seq: number, status: number, reason: string): boolean {
    const { deskId, deliveries, failed } = this.#parts
    for (const lane of this.#lanes.values()) {
      const verdict = lane.answered(seq, status)
      if (verdict === null) continue
      if (verdict === 'delivered') deliveries.end(deskId, seq).catch(failed)
      if (verdict === 'refused')
        deliveries.refuse(deskId, lane.kind, lane.channelId, seq, reason.slice(0, longestReason)).catch(failed)
      this.#pause(lane)
      this.pump()
      return true
    }
    return false
  }

  /** Since when the workstation owes an answer; null: it owes none. */
  get owesSince(): number | null {
    const since = [...this.#lanes.values()].flatMap(({ oldestSentAt }) => (oldestSentAt === null ? [] : [oldestSentAt]))
    return since.length === 0 ? null : Math.min(...since)
  }

  pump(): void {
    if (this.#isPumping || this.#isOver) return
    this.#isPumping = true
    setImmediate(() => {
      this.#isPumping = false
      if (this.#isOver) return
      try {
        if (this.#handSome()) this.pump()
      } catch (error) {
        // Nobody else would catch it here, and one line's trouble must not end the relay.
        this.#parts.failed(error)
      }
    })
  }

  end(): void {
    this.#isOver = true
    for (const cancel of this.#pauses.values()) cancel()
    this.#pauses.clear()
  }

  /** Whether there may be more to hand over at once. */
  #handSome(): boolean {
    const { deskId, deliveries, clock, hand, mayHand } = this.#parts
    let handed = 0
    for (let inRound = 1; inRound > 0; ) {
      inRound = 0
      for (const lane of this.#lanes.values()) {
        const { ready } = lane
        if (ready === null) continue
        if (handed >= handedAtOnce || !mayHand()) return handed >= handedAtOnce
        const next = deliveries.next(deskId, lane.kind, lane.channelId, ready.from, ready.most)
        for (const delivery of next) lane.sent(delivery.seq, hand(lane, delivery), clock.now())
        if (next.length < ready.most) lane.hasNoMore()
        handed += next.length
        inRound += next.length
      }
    }
    return false
  }

  #pause(lane: Lane): void {
    const { pauseMs } = lane
    if (pauseMs === null || this.#pauses.has(lane)) return
    const { clock } = this.#parts
    this.#pauses.set(
      lane,
      clock.wakeAt(clock.now() + pauseMs, () => this.#goOn(lane)),
    )
  }

  #goOn(lane: Lane): void {
    this.#pauses.get(lane)?.()
    this.#pauses.delete(lane)
    lane.goOn()
    this.pump()
  }
}
