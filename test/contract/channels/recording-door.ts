// The inside of the house, as a connector sees it, in memory: keeps what comes in as the store would (each message once,
// by its external id), notes everything that it is told, and has a disk that can fail.
import type {
  Availability,
  ChannelDoor,
  CustomerHistory,
  Intake,
  Log,
  Receipt,
  TheirChat,
} from '../../../main/channels/channel.ts'
import { asId, type FileId, type MessageId } from '../../../main/domain/ids.ts'
import type { ChannelHealth, InboundUpdate, UnifiedMessage, Unreadable } from '../../../main/domain/unified-message.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { until } from './until.ts'

interface LogLine {
  readonly level: 'info' | 'warn' | 'error'
  readonly message: string
  readonly facts?: Record<string, unknown> | undefined
}

export class RecordingDoor implements ChannelDoor {
  readonly clock: HandClock
  /** Every message that is stored, once. */
  readonly messages: UnifiedMessage[] = []
  /** Every other update, in order. */
  readonly happenings: InboundUpdate[] = []
  readonly unreadable: Unreadable[] = []
  readonly health: ChannelHealth[] = []
  readonly profiles: Readonly<Record<string, string>>[] = []
  readonly lines: LogLine[] = []
  readonly files: Uint8Array[] = []
  /** Messages that were offered although they were stored. */
  doubles = 0
  cursor: string | null = null
  isDiskBroken = false
  /** How often something was to be stored, whether it worked or not. */
  intakes = 0
  /** Runs once, at the moment when an intake has just been stored and its connector does not know yet. */
  onceStored: (() => void) | null = null

  constructor(clock = new HandClock()) {
    this.clock = clock
  }

  get log(): Log {
    const at = (level: LogLine['level']) => (message: string, facts?: Record<string, unknown>) => {
      this.lines.push({ level, message, facts })
    }
    return { info: at('info'), warn: at('warn'), error: at('error') }
  }

  async receive(intake: Intake): Promise<Receipt> {
    this.intakes++
    await Promise.resolve()
    if (this.isDiskBroken) throw new Error('The disk is full')
    const messageIds = intake.updates.map(update => this.#keep(update))
    this.unreadable.push(...(intake.unreadable ?? []))
    if (intake.cursor !== undefined) this.cursor = intake.cursor
    this.onceStored?.()
    this.onceStored = null
    return { messageIds }
  }

  #keep(update: InboundUpdate): MessageId | null {
    if (update.type !== 'message') {
      this.happenings.push(update)
      return null
    }
    if (this.messages.some(message => message.externalId === update.externalId)) {
      this.doubles++
      return null
    }
    this.messages.push(update)
    return asId<MessageId>(String(this.messages.length))
  }

  reportHealth(health: ChannelHealth): void {
    this.health.push(health)
  }

  reportProfile(profile: Readonly<Record<string, string>>): void {
    this.profiles.push(profile)
  }

  async storeFile(bytes: Uint8Array): Promise<{ fileId: FileId; size: number }> {
    this.files.push(bytes)
    return { fileId: asId<FileId>(`file-${this.files.length}`), size: bytes.length }
  }

  /** What customers wrote. */
  async history(address: string): Promise<CustomerHistory> {
    const messages = this.messages
      .filter(message => message.address === address)
      .map(({ externalId, kind, text, at }, i) => ({
        id: String(i + 1),
        mine: true,
        authorName: null,
        kind,
        text,
        at,
        attachments: [],
        content: null,
        state: null,
        externalId,
        deleted: false,
      }))
    return { messages, hasOlder: false, chat: null }
  }

  /** Their chats that were closed here. */
  readonly closedHere = new Set<string>()
  /** What was to be remembered, in order. */
  readonly memories: string[] = []
  /** Agents who are there. */
  agents = 1
  /** Where the network can call the channel. */
  publicUrl: string | null = null
  /** What `openAttachment` finds, by id. */
  readonly attachments = new Map<string, { name: string; mime: string; bytes: Uint8Array }>()

  async webhookUrl(): Promise<string | null> {
    return this.publicUrl
  }

  async openAttachment(
    _address: string,
    id: string,
  ): Promise<{ name: string; mime: string; bytes: Uint8Array } | null> {
    return this.attachments.get(id) ?? null
  }

  async theirChats(): Promise<readonly TheirChat[]> {
    const found = new Map<string, TheirChat>()
    for (const update of this.happenings) {
      if (update.type !== 'standing' || this.#ended.has(update.theirChat)) continue
      const { address, theirChat, state } = update
      if (state === 'ended') found.delete(theirChat)
      else found.set(theirChat, { address, theirChat, state, isOpenHere: !this.closedHere.has(theirChat) })
    }
    return [...found.values()]
  }

  async hasEnded(theirChat: string): Promise<boolean> {
    return this.#ended.has(theirChat)
  }

  get #ended(): ReadonlySet<string> {
    return new Set(
      this.happenings.flatMap(one => (one.type === 'standing' && one.state === 'ended' ? [one.theirChat] : [])),
    )
  }

  async remember(secret: string): Promise<void> {
    this.memories.push(secret)
  }

  async availability(): Promise<Availability> {
    return { agents: this.agents, queueName: 'Support' }
  }

  async customerCloses(): Promise<void> {}

  get texts(): readonly string[] {
    return this.messages.map(message => message.text)
  }

  get lastHealth(): ChannelHealth | undefined {
    return this.health.at(-1)
  }

  /** The health as it is, or as soon as it is, in this state. */
  untilHealth<State extends ChannelHealth['state']>(state: State): Promise<Extract<ChannelHealth, { state: State }>> {
    return until(`the channel to be ${state}; it is ${JSON.stringify(this.lastHealth)}`, () =>
      this.lastHealth?.state === state ? (this.lastHealth as Extract<ChannelHealth, { state: State }>) : null,
    )
  }

  untilStored(text: string): Promise<UnifiedMessage> {
    return until(`"${text}" to be stored`, () => this.messages.find(message => message.text === text))
  }

  /** Turns the clock to the instant at which the connector tries again. */
  async retryNow(): Promise<void> {
    const { until: at } = await this.untilHealth('retrying')
    this.clock.advance(at - this.clock.now())
  }

  /** Everything that a person could come to read: what no secret may be in. */
  get everyWord(): string {
    return JSON.stringify([this.health, this.profiles, this.lines, this.unreadable, this.messages, this.cursor])
  }
}
