// TelegramOmnichannelMessagingService: one bot while its channel is connected. Receives by long polling, answers through
// the Bot API.
import type { Api } from 'grammy/web'
import { SECOND } from '../../domain/clock.ts'
import type { ChannelHealth, OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { ChannelConfig, ChannelDoor } from '../channel.ts'
import { OmnichannelMessagingService } from '../messaging-service.ts'
import { Underway } from '../underway.ts'
import { deadline, type Fetch, type GrammySignal, telegramApi } from './api.ts'
import type { Trouble } from './errors.ts'
import { type Fetched, fetchFile } from './file-fetch.ts'
import { type TelegramIncomeMessageWorker, updateKinds } from './income-worker.ts'
import { TelegramOutcomeMessageWorker } from './outcome-worker.ts'
import { createPace } from './pace.ts'
import { type PollCursor, readCursor, writeCursor } from './poll/cursor.ts'
import { PollLoop } from './poll/poll-loop.ts'
import { tokenRefused } from './poll/recovery.ts'
import { TelegramRegistrationWorker } from './registration-worker.ts'
import { botIdOf, type TelegramSettings } from './settings.ts'
import * as wire from './wire.ts'

/** Telegram shows "typing" for 5 seconds (facts/channels.md 1.2). */
const typingEveryMs = 4 * SECOND

export interface TelegramPorts {
  readonly fetch: Fetch
  /** From 0 up to 1. */
  readonly random: () => number
}

export class TelegramOmnichannelMessagingService extends OmnichannelMessagingService {
  readonly #settings: TelegramSettings
  readonly #ports: TelegramPorts
  readonly #signal: AbortSignal
  readonly #api: Api
  readonly #outcome: TelegramOutcomeMessageWorker
  readonly #underway = new Underway()
  readonly #typedAt = new Map<string, number>()
  readonly #cursor: PollCursor
  #isProfileKnown = false
  #reported = ''

  constructor(
    config: ChannelConfig<TelegramSettings>,
    door: ChannelDoor,
    signal: AbortSignal,
    ports: TelegramPorts,
    income: TelegramIncomeMessageWorker,
  ) {
    super(door, payload => income.toUnified(payload, door.clock.now()))
    this.#settings = config.settings
    this.#ports = ports
    this.#signal = signal
    this.#api = telegramApi(config.settings, ports.fetch)
    this.#cursor = readCursor(config.cursor)
    this.#outcome = new TelegramOutcomeMessageWorker({
      api: this.#api,
      token: config.settings.token,
      clock: door.clock,
      pace: createPace(door.clock),
      onTrouble: trouble => this.#heed(trouble),
    })
  }

  /** Begins to receive, and returns at once. */
  start(): void {
    if (this.#isOtherBot()) {
      this.#report(otherBot)
      return
    }
    this.#report({ state: 'connecting' })
    const loop = new PollLoop(
      {
        clock: this.door.clock,
        log: this.door.log,
        random: this.#ports.random,
        token: this.#settings.token,
        pollTimeoutSeconds: this.#settings.pollTimeoutSeconds,
        ask: (question, signal) =>
          this.#api.getUpdates({ ...question, limit: 100, allowed_updates: updateKinds }, signal),
        store: (updates, cursor) => this.#receive(updates, cursor),
        report: health => this.#report(health),
      },
      { ...this.#cursor, botId: botIdOf(this.#settings.token) },
    )
    void this.#underway.track(loop.run(this.#signal).then(() => this.#report({ state: 'off' })))
  }

  send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    if (this.#isOtherBot()) {
      return Promise.resolve({ outcome: 'failed', reason: otherBot.reason, surelyNotArrived: true, retry: 'later' })
    }
    return this.#underway.track(this.#outcome.send(message, signal))
  }

  sendTyping(address: string): void {
    const now = this.door.clock.now()
    if (this.#signal.aborted || now - (this.#typedAt.get(address) ?? 0) < typingEveryMs) return
    for (const [other, at] of this.#typedAt) if (now - at >= typingEveryMs) this.#typedAt.delete(other)
    this.#typedAt.set(address, now)
    this.#inPassing(signal => this.#api.sendChatAction(address, 'typing', {}, signal))
  }

  fetchAttachment(remote: string, signal: AbortSignal): Promise<Fetched> {
    const ports = { api: this.#api, settings: this.#settings, fetch: this.#ports.fetch, clock: this.door.clock }
    return this.#underway.track(fetchFile(ports, remote, AbortSignal.any([signal, this.#signal])))
  }

  stopped(): Promise<void> {
    return this.#underway.settled()
  }

  async #receive(updates: readonly unknown[], cursor: PollCursor): Promise<void> {
    await this.internalReceive(updates, writeCursor(cursor))
    for (const update of updates) this.#answerButton(update)
  }

  /** A pressed button spins at the customer's until somebody says that it was heard. */
  #answerButton(update: unknown): void {
    const query = wire.callbackQuery.safeParse(wire.update.safeParse(update).data?.callback_query).data
    if (query) this.#inPassing(signal => this.#api.answerCallbackQuery(query.id, {}, signal))
  }

  #learnProfile(): void {
    if (this.#isProfileKnown) return
    this.#isProfileKnown = true
    const registration = new TelegramRegistrationWorker(this.#api, this.#settings, this.#ports.fetch)
    this.#inPassing(async signal => {
      try {
        this.door.reportProfile(await registration.profile(signal))
      } catch {
        this.#isProfileKnown = false
      }
    })
  }

  /** A token that is refused while sending is refused for all. Everything else the next poll finds out by itself. */
  #heed(trouble: Trouble): void {
    if (trouble.kind === 'refused' && trouble.code === 401 && !this.#signal.aborted) this.#report(tokenRefused)
  }

  /**
   * Numbers of updates and messages mean nothing for another bot: its messages would be taken for doubles of the first
   * one's, and dropped. A renewed token of the same bot keeps the bot's number.
   */
  #isOtherBot(): boolean {
    const botId = botIdOf(this.#settings.token)
    return botId !== null && this.#cursor.botId !== null && this.#cursor.botId !== botId
  }

  /** Something nice to have: it may fail, and it does not hold up anything. */
  #inPassing(call: (signal: GrammySignal) => Promise<unknown>): void {
    const limit = deadline(this.door.clock, 10 * SECOND, this.#signal)
    void this.#underway.track(call(limit.signal).then(limit.done, limit.done))
  }

  /** Tells the house only what is new. */
  #report(health: ChannelHealth): void {
    if (health.state === 'online') this.#learnProfile()
    const words = JSON.stringify(health)
    if (words === this.#reported) return
    this.#reported = words
    this.door.reportHealth(health)
  }
}

const otherBot = {
  state: 'needsAttention',
  reason: 'The token belongs to another bot than the one this channel has received for.',
  remedy: 'Enter a token of the first bot, or add a channel of its own for the other bot.',
} satisfies ChannelHealth
