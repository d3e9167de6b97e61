// One channel's way to its workstation: what is underway, and from where to go on. Order holds within a lane; a lane that has to
// wait holds up nobody else. Pure: told what happens and when.
import { MINUTE, SECOND } from '../../domain/clock.ts'
import type { KnownChannel } from '../store/channels.ts'

export type Verdict = 'delivered' | 'refused' | 'later'

/** Deliveries on their way at once, and their bytes: enough to hide the way there and back, little to send twice. */
const windowCount = 64
const windowBytes = 4 * 1024 * 1024
/** Each may be as large as a webhook can be. */
const readAtOnce = 8

const shortestPauseMs = SECOND
const longestPauseMs = MINUTE

export class Lane {
  readonly kind: KnownChannel['kind']
  readonly channelId: string
  readonly #underway = new Map<number, { readonly bytes: number; readonly sentAt: number }>()
  #bytes = 0
  /** The last that was sent. */
  #sentTo = 0
  #mayHaveMore = true
  /** The workstation wants something later: nothing goes until everything underway is answered and the pause is over. */
  #isHeld = false
  #failures = 0

  constructor({ kind, channelId }: Pick<KnownChannel, 'kind' | 'channelId'>) {
    this.kind = kind
    this.channelId = channelId
  }

  /** Behind which the next ones are to be read, and how many at most; null: nothing is to be sent now. */
  get ready(): { readonly from: number; readonly most: number } | null {
    const most = Math.min(readAtOnce, windowCount - this.#underway.size)
    const isFull = most <= 0 || this.#bytes >= windowBytes
    return this.#isHeld || !this.#mayHaveMore || isFull ? null : { from: this.#sentTo, most }
  }

  /** When the oldest that is underway was sent. */
  get oldestSentAt(): number | null {
    const [first] = this.#underway.values()
    return first?.sentAt ?? null
  }

  stored(): void {
    this.#mayHaveMore = true
  }

  hasNoMore(): void {
    this.#mayHaveMore = false
  }

  sent(seq: number, bytes: number, now: number): void {
    this.#underway.set(seq, { bytes, sentAt: now })
    this.#bytes += bytes
    this.#sentTo = seq
  }

  /** What the answer means; null: this was not underway here. */
  answered(seq: number, status: number): Verdict | null {
    const one = this.#underway.get(seq)
    if (one === undefined) return null
    this.#underway.delete(seq)
    this.#bytes -= one.bytes
    const verdict = verdictOf(status)
    if (verdict === 'later') this.#isHeld = true
    else if (!this.#isHeld) this.#failures = 0
    return verdict
  }

  /** How long to wait before `goOn`; null: it is not held, or something is still underway. */
  get pauseMs(): number | null {
    if (!this.#isHeld || this.#underway.size > 0) return null
    return Math.min(longestPauseMs, shortestPauseMs * 2 ** this.#failures)
  }

  /** Goes on from the oldest that waits. */
  goOn(): void {
    if (!this.#isHeld || this.#underway.size > 0) return
    this.#isHeld = false
    this.#failures += 1
    this.#sentTo = 0
    this.#mayHaveMore = true
  }

  /** The workstation has changed something: the next pause is a short one. */
  forgive(): void {
    this.#failures = 0
  }
}

/** By HTTP's classes; what is no answer at all is asked again. */
const verdictOf = (status: number): Verdict => {
  if (status >= 200 && status < 300) return 'delivered'
  return status >= 400 && status < 500 ? 'refused' : 'later'
}
