// The poll loop: ask, store, ask again. The next poll, with a higher offset, is what confirms a batch to Telegram, and it
// is never made before the batch is on disk (facts/channels.md 1.1: at least once). Trouble is reported, never thrown.
import { type Clock, DAY, MINUTE, pause, SECOND } from '../../../domain/clock.ts'
import type { ChannelHealth } from '../../../domain/unified-message.ts'
import type { Log } from '../../channel.ts'
import { deadline, ForeignAnswer, type GrammySignal } from '../api.ts'
import { troubleOf } from '../errors.ts'
import * as wire from '../wire.ts'
import { gapBetween, offsetAfter, type PollCursor } from './cursor.ts'
import { afterGoodPoll, afterStoreFailure, afterTrouble, type Memory, type NextStep, untroubled } from './recovery.ts'

/** What the server may take on top of the poll's own time before we stop waiting. */
const patienceMs = 15 * SECOND
/** Long polls that come back empty are this far apart at least: some servers do not wait at all. */
const emptyPollsEveryMs = 250
/** How often a quiet channel writes down that it is in contact. */
const noteContactEveryMs = 10 * MINUTE

export interface PollLoopPorts {
  readonly clock: Clock
  readonly log: Log
  readonly random: () => number
  readonly token: string
  readonly pollTimeoutSeconds: number
  /** getUpdates. Rejects as grammY does. */
  ask(question: { timeout: number; offset?: number }, signal: GrammySignal): Promise<unknown>
  /** Resolves when updates and cursor are on disk. */
  store(updates: readonly unknown[], cursor: PollCursor): Promise<unknown>
  report(health: ChannelHealth): void
}

export class PollLoop {
  readonly #ports: PollLoopPorts
  #cursor: PollCursor
  /** When the cursor was last written down. */
  #notedAt: number | null
  #memory: Memory = untroubled
  #warning: { readonly text: string; readonly until: number } | null = null
  /** At first, and after trouble, a poll does not wait for messages, so that health is known at once. */
  #mayWait = false

  constructor(ports: PollLoopPorts, cursor: PollCursor) {
    this.#ports = ports
    this.#cursor = cursor
    this.#notedAt = cursor.polledAt
  }

  /** Resolves after the signal aborted and the batch in hand is stored. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const waitMs = await this.#round(signal)
      if (waitMs > 0) await pause(this.#ports.clock, waitMs, signal)
    }
  }

  /** One poll, stored. Returns for how long to wait before the next one, in milliseconds. */
  async #round(signal: AbortSignal): Promise<number> {
    const { clock, log, random, token } = this.#ports
    const askedAt = clock.now()
    let updates: readonly unknown[]
    try {
      updates = await this.#poll(askedAt, signal)
    } catch (error) {
      if (signal.aborted) return 0
      const trouble = troubleOf(error, token)
      if (this.#memory.failures === 0) log.warn('Telegram cannot be polled', { ...trouble })
      return this.#take(afterTrouble(this.#memory, trouble, clock.now(), random()))
    }
    this.#noticeGap(clock.now())
    try {
      await this.#store(updates, clock.now())
    } catch (error) {
      log.error('What came from Telegram could not be stored', { error: String(error) })
      return this.#take(afterStoreFailure(this.#memory, clock.now(), random()))
    }
    const waited = this.#mayWait
    this.#mayWait = true
    this.#reportGoodPoll(clock.now())
    return waited && updates.length === 0 ? Math.max(0, askedAt + emptyPollsEveryMs - clock.now()) : 0
  }

  async #poll(now: number, signal: AbortSignal): Promise<readonly unknown[]> {
    const timeout = this.#mayWait ? this.#ports.pollTimeoutSeconds : 0
    const offset = offsetAfter(this.#cursor, now)
    const limit = deadline(this.#ports.clock, timeout * SECOND + patienceMs, signal)
    try {
      const updates = await this.#ports.ask({ timeout, ...(offset === undefined ? {} : { offset }) }, limit.signal)
      // Without a single number nothing could ever be confirmed: then this is not Telegram.
      if (!Array.isArray(updates) || (updates.length > 0 && lastId(updates) === null)) throw new ForeignAnswer(200)
      return updates
    } finally {
      limit.done()
    }
  }

  async #store(updates: readonly unknown[], now: number): Promise<void> {
    const updateId = lastId(updates)
    const cursor: PollCursor = {
      ...this.#cursor,
      polledAt: now,
      ...(updateId === null ? {} : { updateId, updatedAt: now }),
    }
    const isNoteDue = this.#notedAt === null || now - this.#notedAt >= noteContactEveryMs
    if (updates.length > 0 || isNoteDue) {
      await this.#ports.store(updates, cursor)
      this.#notedAt = now
    }
    this.#cursor = cursor
  }

  #take(next: NextStep): number {
    this.#memory = next.memory
    this.#mayWait = false
    this.#ports.report(next.health)
    return next.waitMs
  }

  #reportGoodPoll(now: number): void {
    const { memory, health } = afterGoodPoll(this.#memory, now)
    this.#memory = memory
    if (this.#warning && this.#warning.until <= now) this.#warning = null
    const warned = health.state === 'online' && this.#warning ? { ...health, warning: this.#warning.text } : health
    this.#ports.report(warned)
  }

  /** The warning stays for a day, so that somebody sees it. */
  #noticeGap(now: number): void {
    const text = gapBetween(this.#cursor.polledAt, now)
    if (text === null) return
    this.#warning = { text, until: now + DAY }
    this.#ports.log.warn(text)
  }
}

/** The highest number in the batch; null when there is none. It may well be lower than that of the batch before. */
const lastId = (updates: readonly unknown[]): number | null => {
  const ids = updates.flatMap(update => wire.update.safeParse(update).data?.update_id ?? [])
  return ids.length === 0 ? null : Math.max(...ids)
}
