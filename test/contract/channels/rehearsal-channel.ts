// The rehearsal for its tests: one channel on a hand clock, with an agent who answers when the test says so.
import { onTestFinished } from 'vitest'
import { createRehearsalConnector } from '../../../main/channels/rehearsal/connector.ts'
import type { RehearsalSettings } from '../../../main/channels/rehearsal/settings.ts'
import { SECOND } from '../../../main/domain/clock.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import type { InboundUpdate, SendResult, UnifiedMessage } from '../../../main/domain/unified-message.ts'
import { HandClock, morning, settled } from '../../kit/hand-clock.ts'
import { aReply } from './connector-suite.ts'
import { RecordingDoor } from './recording-door.ts'

const neverAborted = new AbortController().signal

export class RehearsalChannel {
  readonly door: RecordingDoor
  readonly #settings: RehearsalSettings
  #off = new AbortController()
  #link: ReturnType<ReturnType<typeof createRehearsalConnector>['connect']> | null = null
  #replies = 0

  constructor(settings: Readonly<Record<string, unknown>>, door = new RecordingDoor(new HandClock())) {
    const parsed = createRehearsalConnector().parseSettings(settings)
    if (isRefusal(parsed)) throw new Error(parsed.sentence)
    this.#settings = parsed
    this.door = door
    onTestFinished(() => this.stop())
  }

  /** The first time, or as after a restart. */
  connect(random = () => 0.5): this {
    this.#off = new AbortController()
    const config = { channelId: 'stage', name: 'Stage', settings: this.#settings, cursor: this.door.cursor }
    this.#link = createRehearsalConnector({ random }).connect(config, this.door, this.#off.signal)
    return this
  }

  get link() {
    if (this.#link === null) throw new Error('Not connected')
    return this.#link
  }

  /** Nobody waits for anything. */
  crash(): void {
    this.#off.abort()
  }

  async stop(): Promise<void> {
    this.#off.abort()
    await this.#link?.stopped()
  }

  passes(ms: number): Promise<void> {
    return this.door.clock.turn(ms)
  }

  /** Lets time pass, second by second, until it is so; fails after an hour. */
  async untilIt(what: string, look: () => boolean): Promise<void> {
    for (let second = 0; second < 3_600; second++) {
      if (look()) return
      await this.passes(SECOND)
    }
    throw new Error(`An hour passed in vain: ${what}`)
  }

  async answer(
    address: string,
    text = 'Thank you, let me look.',
    key = `answer-${++this.#replies}`,
  ): Promise<SendResult> {
    const result = await this.link.send(aReply(address, text, { idempotencyKey: key }), neverAborted)
    await settled()
    return result
  }

  /** An agent who answers everybody once a minute until so much time has passed. */
  async answersAll(ms: number): Promise<readonly SendResult[]> {
    const results: SendResult[] = []
    let read = 0
    for (let left = ms; left > 0; left -= 60 * SECOND) {
      await this.passes(60 * SECOND)
      const writers = new Set(this.said.slice(read).map(message => message.address))
      read = this.said.length
      for (const address of writers) results.push(await this.answer(address))
    }
    return results
  }

  get said(): readonly UnifiedMessage[] {
    return this.door.messages
  }

  of(address: string): readonly UnifiedMessage[] {
    return this.said.filter(message => message.address === address)
  }

  get customers(): ReadonlySet<string> {
    return new Set(this.said.map(message => message.address))
  }

  happenings<Type extends InboundUpdate['type']>(type: Type): readonly Extract<InboundUpdate, { type: Type }>[] {
    return this.door.happenings.filter(
      (update): update is Extract<InboundUpdate, { type: Type }> => update.type === type,
    )
  }
}

/** Milliseconds since the channel was connected for the first time. */
export const sinceMorning = (at: number): number => at - morning
