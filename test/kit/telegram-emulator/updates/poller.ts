// getUpdates: long polls that park, wake and collide exactly as on the real server (facts 1.1, Client.cpp
// process_get_updates_query, do_get_updates, abort_long_poll, fail_query_conflict).
import { type Answer, conflict, type Granted, type Refusal } from '../wire/answer.ts'
import type { Params } from '../wire/params.ts'
import type { Pace } from './pace.ts'
import type { QueuedUpdate, UpdateQueue } from './update-queue.ts'

const maxTimeoutS = 50
const conflictEveryS = 3
/** Answers stop growing at 4 MB, whatever the limit. */
const maxAnswerBytes = 4 * 1024 * 1024

interface Parked {
  offset: number
  limit: number
  /** Takes it out of the lot, unanswered. */
  leave: () => void
  answer: (answer: Answer) => void
}

export interface PollerRules {
  queue: UpdateQueue
  pace: Pace
  now: () => number
  /** Whether polls in a tight loop are slowed down, as on the real server. */
  slowsBusyPolls: boolean
  changed: () => void
}

export class Poller {
  readonly #rules: PollerRules
  #parked: Parked | undefined
  #isWaking = false
  #lastOffset = -1
  #lastPollAtS = Number.NEGATIVE_INFINITY
  #nextConflictAtS = Number.NEGATIVE_INFINITY

  constructor(rules: PollerRules) {
    this.#rules = rules
  }

  get isParked(): boolean {
    return this.#parked !== undefined
  }

  /** Resolves when there is something to say; never, once `gone` says that nobody listens any more. */
  poll(params: Params, gone: AbortSignal): Promise<Answer> {
    const { pace, queue, now, slowsBusyPolls } = this.#rules
    let offset = params.integer('offset', 0)
    let limit = params.integer('limit', 100, 1, 100)
    let timeoutS = params.integer('timeout', 0, 0, maxTimeoutS)

    const sinceLastS = pace.elapsedS() - this.#lastPollAtS
    if (slowsBusyPolls && offset === this.#lastOffset) {
      if (sinceLastS < 3 && timeoutS < 3) timeoutS = 3
      if (sinceLastS < 0.5) limit = 1
    }
    this.#lastOffset = offset
    this.#lastPollAtS = pace.elapsedS()

    if (offset < 0) {
      queue.keepLast(-offset, now())
      offset = 0
    }
    const found = this.#look(offset, limit)
    if (found.count > 0 || timeoutS === 0) return Promise.resolve(found.answer)

    this.abort('terminated by other getUpdates request; make sure that only one bot instance is running')
    return new Promise(resolve => this.#park(offset, limit, timeoutS, gone, resolve))
  }

  /** New updates: the parked poll is answered, a moment later so that an album travels together. */
  wake(): void {
    if (!this.#parked || this.#isWaking) return
    this.#isWaking = true
    setImmediate(() => {
      this.#isWaking = false
      this.#answerParked()
    })
  }

  /** The parked poll, if any, ends in a conflict. */
  abort(what: string): void {
    const parked = this.#parked
    if (!parked) return
    parked.leave()
    void this.refuse(what).then(parked.answer)
  }

  /** 409, at once the first time in three seconds, three seconds late after that. */
  refuse(what: string): Promise<Refusal> {
    const { pace } = this.#rules
    if (pace.elapsedS() >= this.#nextConflictAtS) {
      this.#nextConflictAtS = pace.elapsedS() + conflictEveryS
      return Promise.resolve(conflict(what))
    }
    return new Promise(resolve => pace.afterS(conflictEveryS, () => resolve(conflict(what))))
  }

  #park(offset: number, limit: number, timeoutS: number, gone: AbortSignal, answer: (answer: Answer) => void): void {
    const leave = () => {
      if (this.#parked === parked) this.#parked = undefined
      cancel()
      gone.removeEventListener('abort', leave)
    }
    const parked: Parked = { offset, limit, leave, answer }
    const cancel = this.#rules.pace.afterS(timeoutS, () => this.#answerParked())
    gone.addEventListener('abort', leave)
    this.#parked = parked
    this.#rules.changed()
  }

  #answerParked(): void {
    const parked = this.#parked
    if (!parked) return
    parked.leave()
    parked.answer(this.#look(parked.offset, parked.limit).answer)
  }

  #look(offset: number, limit: number): { count: number; answer: Granted } {
    const { queue, now, changed } = this.#rules
    const ready = queue.take(offset, limit, now())
    const fitting: QueuedUpdate[] = []
    let room = maxAnswerBytes
    for (const update of ready) {
      room -= 50 + update.bytes
      if (room <= 0) break
      fitting.push(update)
    }
    changed()
    const result = fitting.map(update => ({ update_id: update.id, [update.kind]: update.payload }))
    const written = () => {
      for (const update of fitting) update.entry.deliveredAt.push(now())
      changed()
    }
    return { count: fitting.length, answer: { ok: true, result, written } }
  }
}
