// Parley's own Telegram: a Bot API server for tests, benches and crash tests, with the real one's semantics of offsets,
// conflicts, limits and refusals, customers who can be told what to do, and a ledger of what really happened.
//
//   const telegram = new TelegramEmulator()
//   await telegram.start()                         // then point a client at telegram.apiRoot with telegram.token
//   const ada = telegram.customer({ firstName: 'Ada' })
//   ada.says('hello')
//   await ada.receives('hello yourself')
import { EmulatedBot } from './bot.ts'
import type { Ground } from './record/ground.ts'
import { type CallEntry, Ledger } from './record/ledger.ts'
import { Watch } from './record/watch.ts'
import { type Fault, Faults } from './script/faults.ts'
import { RateLimiter, type RateLimits, telegramLimits } from './script/rate-limiter.ts'
import { type Pace, paceOf } from './updates/pace.ts'
import { BotServer, type Exchange } from './wire/bot-server.ts'
import { Customer } from './world/customer.ts'
import { Group } from './world/group.ts'
import { type Person, type Profile, personOf } from './world/person.ts'

export interface EmulatorOptions {
  /** Of the first bot. */
  token?: string
  /** Epoch ms; a hand clock lets updates expire and rate limits pass. */
  now?: () => number
  /** Real milliseconds in a second of the server's: long polls, conflict delays. 1000 unless told. */
  secondMs?: number
  /** The server's seconds turned by hand instead: see updates/hand-pace.ts. */
  pace?: Pace
  firstUpdateId?: number
  /** The next update id after a week without updates; without it ids stay sequential. */
  restartId?: () => number
  /** Sending limits: none unless told, `true` for Telegram's own. */
  rateLimits?: boolean | RateLimits
  /** Whether polls in a tight loop are slowed down as on the real server. Yes unless told. */
  slowsBusyPolls?: boolean
  /** Answers what comes under /control/, for a test in another process: see control/control-api.ts. */
  control?: (emulator: TelegramEmulator, exchange: Exchange, url: URL) => Promise<void>
}

const defaultToken = '1000001:AAF-emulated-token-of-no-use-elsewhere'

export class TelegramEmulator {
  readonly token: string
  readonly ledger = new Ledger()
  readonly faults = new Faults()
  readonly watch = new Watch()
  readonly #options: EmulatorOptions
  readonly #ground: Ground
  readonly #bots = new Map<string, EmulatedBot>()
  readonly #people = new Map<number, Person>()
  /** By bot and person. */
  readonly #customers = new Map<string, Customer>()
  readonly #server: BotServer
  #lastCustomerId = 7_000_000

  constructor(options: EmulatorOptions = {}) {
    this.#options = options
    this.token = options.token ?? defaultToken
    const { now = Date.now, secondMs = 1000, pace = paceOf(secondMs) } = options
    this.#ground = { now, pace, ledger: this.ledger, watch: this.watch }
    this.bot(this.token)
    const { control } = options
    this.#server = new BotServer({
      ground: this.#ground,
      faults: this.faults,
      authorized: token => this.#authorized(token),
      control: control && ((exchange, url) => control(this, exchange, url)),
    })
  }

  /** Listens on the loopback; port 0 picks a free one. */
  async start(port = 0): Promise<void> {
    await this.#server.listen(port)
  }

  async stop(): Promise<void> {
    await this.#server.close()
  }

  /** The network goes away: connections die, new ones are refused. What was said meanwhile waits. */
  async goesDown(): Promise<void> {
    await this.#server.close()
  }

  /** The same server on the same port again. */
  async comesBack(): Promise<void> {
    await this.#server.listen(this.#server.port)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
  }

  get port(): number {
    return this.#server.port
  }

  /** For grammY's `apiRoot`, or a channel's API root setting. */
  get apiRoot(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** The bot of this token, made when first named. A token is `<bot id>:<24 characters or more>`. */
  bot(token = this.token): EmulatedBot {
    const known = this.#bots.get(token)
    if (known) return known
    const { firstUpdateId = 100_000_001, restartId, rateLimits = false, slowsBusyPolls = true } = this.#options
    const limits = rateLimits === true ? telegramLimits : rateLimits
    const limiter = limits ? new RateLimiter(limits, this.#ground.now) : undefined
    const bot = new EmulatedBot({ token, firstUpdateId, restartId, slowsBusyPolls, limiter }, this.#ground)
    this.#bots.set(token, bot)
    return bot
  }

  /** Somebody who uses Telegram; the same id is the same person. They are unknown to the bot until they write. */
  customer(profile: Profile = {}, bot = this.bot()): Customer {
    const id = profile.id ?? ++this.#lastCustomerId
    const key = `${bot.id}/${id}`
    const known = this.#customers.get(key)
    if (known) return known
    const person = this.#people.get(id) ?? personOf(profile, id)
    this.#people.set(id, person)
    const customer = new Customer(bot, bot.privateChat(person), person)
    this.#customers.set(key, customer)
    return customer
  }

  /** A group with the bot in it. */
  group(title: string, owner: Customer): Group {
    const group = new Group(owner.bot, owner.bot.newGroup(title, 'group'), owner)
    group.addsBot()
    return group
  }

  /** The next `times` calls of a method ('*': any but getUpdates) meet this fault. */
  next(method: string, fault: Fault, times = 1, chatId?: number): void {
    this.faults.add(method, fault, times, chatId)
  }

  /** Resolves with the first truthy thing `look` returns, looked at whenever something happened here. */
  until<T>(what: string, look: () => T | undefined | null | false | 0 | '', timeoutMs?: number): Promise<T> {
    return this.watch.until(what, look, timeoutMs)
  }

  /** A bot is waiting in a long poll. */
  async untilPolled(bot = this.bot(), timeoutMs?: number): Promise<void> {
    await this.until('a long poll', () => bot.poller.isParked, timeoutMs)
  }

  /** Every update made so far was confirmed, or lost to its age. */
  async untilConfirmed(timeoutMs?: number): Promise<void> {
    const isOpen = () => this.ledger.updates.some(one => one.confirmedAt === undefined && !one.lost)
    await this.until('all updates to be confirmed', () => !isOpen(), timeoutMs)
  }

  /** The `count`th call of a method has been answered, or cut off. */
  async untilCalled(method: string, count = 1, timeoutMs?: number): Promise<CallEntry> {
    const look = () => this.ledger.callsOf(method).filter(call => call.outcome !== 'under way')[count - 1]
    return this.until(`call ${count} of ${method}`, look, timeoutMs)
  }

  #authorized(token: string): EmulatedBot | undefined {
    const bot = this.#bots.get(token)
    return bot?.isRevoked ? undefined : bot
  }
}
