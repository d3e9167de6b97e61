// RehearsalOmnichannelMessagingService: one rehearsal channel while it is connected. It lets the script go on in its time,
// hands in what customers do, and brings them what agents say.
import { SECOND } from '../../domain/clock.ts'
import type { OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { ChannelConfig, ChannelDoor, ChannelLink, CustomerNotice } from '../channel.ts'
import { OmnichannelMessagingService } from '../messaging-service.ts'
import { RehearsalIncomeMessageWorker } from './income-worker.ts'
import { type Bring, RehearsalOutcomeMessageWorker } from './outcome-worker.ts'
import { profileOf } from './registration-worker.ts'
import { readSample } from './samples/samples.ts'
import {
  beginPlay,
  deliver,
  endFor,
  goOn,
  nextAt,
  type Play,
  readPlay,
  type Stage,
  showTyping,
  writePlay,
} from './script/play.ts'
import { Tempo } from './script/tempo.ts'
import type { RehearsalSettings } from './settings.ts'
import type { Happening } from './wire.ts'

/** Later than this, nobody was watching (the machine slept): the script goes on from where it stood, and does not catch up. */
const longestLagMs = 30 * SECOND
const retryAfterMs = 5 * SECOND

export class RehearsalOmnichannelMessagingService extends OmnichannelMessagingService implements ChannelLink {
  readonly #settings: RehearsalSettings
  readonly #stage: Stage
  readonly #signal: AbortSignal
  readonly #tempo: Tempo
  readonly #outcome: RehearsalOutcomeMessageWorker
  /** As it was stored last, and what agents did since. */
  #play: Play
  /** One thing after another: nobody may change the play while its next turn is being stored. */
  #lane: Promise<unknown> = Promise.resolve()
  #cancelWake = () => {}
  #isInTrouble = false

  /** `seed`: for a channel whose settings name none. */
  constructor(config: ChannelConfig<RehearsalSettings>, door: ChannelDoor, signal: AbortSignal, seed: number) {
    const income = new RehearsalIncomeMessageWorker()
    super(door, payload => income.toUnified(payload))
    this.#settings = config.settings
    this.#stage = { look: config.settings.looksLike, room: config.settings.customers }
    this.#signal = signal
    this.#play = readPlay(config.cursor, config.settings.seed) ?? beginPlay(config.settings.seed ?? seed)
    this.#tempo = new Tempo(config.settings.pace, door.clock.now(), this.#play.time)
    this.#outcome = new RehearsalOutcomeMessageWorker((address, reply) => this.#bring(address, reply), door.clock)
  }

  /** Begins, and returns at once. */
  start(): void {
    this.door.reportHealth({ state: 'connecting' })
    if (this.#signal.aborted) {
      this.#leave()
      return
    }
    this.#signal.addEventListener('abort', () => this.#leave(), { once: true })
    this.door.reportProfile(profileOf(this.#settings))
    this.door.reportHealth({ state: 'online' })
    this.#wait()
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    return this.#outcome.send(message, AbortSignal.any([signal, this.#signal]))
  }

  sendTyping(address: string): void {
    this.#change((play, now) => showTyping(play, address, now))
  }

  notify(address: string, notice: CustomerNotice): void {
    if (notice.type === 'closed') this.#change((play, now) => endFor(play, address, now))
  }

  async fetchAttachment(remote: string): ReturnType<NonNullable<ChannelLink['fetchAttachment']>> {
    const bytes = readSample(remote)
    return bytes === null ? { failed: 'The rehearsal has no such file.', final: true } : { bytes }
  }

  async stopped(): Promise<void> {
    await this.#lane
  }

  readonly #bring: Bring = (address, reply) =>
    this.#inTurn(() => {
      const delivered = deliver(this.#play, address, reply, this.#now())
      if (delivered === null) return null
      this.#play = delivered.play
      this.#wait()
      return delivered.arrival
    })

  #change(change: (play: Play, now: number) => Play): void {
    void this.#inTurn(() => {
      this.#play = change(this.#play, this.#now())
      this.#wait()
    })
  }

  /** Waits for the next thing in the script, unless trouble is being waited out. */
  #wait(): void {
    if (this.#isInTrouble) return
    const next = nextAt(this.#play, this.#stage)
    if (next === null) this.#cancelWake()
    else this.#wakeAt(this.#tempo.clockAt(next))
  }

  #wakeAt(at: number): void {
    this.#cancelWake()
    if (this.#signal.aborted) return
    this.#cancelWake = this.door.clock.wakeAt(at, () => void this.#inTurn(() => this.#goOn()))
  }

  /** The next thing in the script happens, if its time has come; it counts when it is stored, and happens again if not. */
  async #goOn(): Promise<void> {
    const next = nextAt(this.#play, this.#stage)
    if (next === null || this.#signal.aborted) return
    const now = this.door.clock.now()
    if (now - this.#tempo.clockAt(next) > longestLagMs) this.#tempo.meet(now, next)
    if (this.#tempo.clockAt(next) > now) return this.#wait()
    const turn = goOn(this.#play, this.#stage)
    try {
      await this.#handIn(turn.happenings, turn.play)
    } catch (error) {
      return this.#waitOut(error)
    }
    this.#play = turn.play
    if (this.#isInTrouble && !this.#signal.aborted) this.door.reportHealth({ state: 'online' })
    this.#isInTrouble = false
    this.#wait()
  }

  async #handIn(happenings: readonly Happening[], play: Play): Promise<void> {
    if (happenings.length === 0) return
    const dated = happenings.map(one => ({ ...one, at: this.#tempo.clockAt(one.at) }))
    // Typing passes: it is not worth a write.
    const cursor = happenings.every(one => one.happens === 'types') ? undefined : writePlay(play)
    await this.internalReceive(dated, cursor)
  }

  #waitOut(error: unknown): void {
    if (this.#signal.aborted) return
    const until = this.door.clock.now() + retryAfterMs
    this.door.log.warn('The rehearsal could not be stored', { reason: String(error) })
    this.door.reportHealth({ state: 'retrying', until, reason: 'What the customer wrote could not be stored.' })
    this.#isInTrouble = true
    this.#wakeAt(until)
  }

  #leave(): void {
    this.#cancelWake()
    this.door.reportHealth({ state: 'off' })
  }

  #now(): number {
    return this.#tempo.scriptAt(this.door.clock.now())
  }

  #inTurn<T>(act: () => T | Promise<T>): Promise<T> {
    const turn = this.#lane.then(act)
    this.#lane = turn.catch(() => {})
    return turn
  }
}
