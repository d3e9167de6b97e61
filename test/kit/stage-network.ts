// A network that a test plays by hand: it hands in what customers say and answers for what agents send.
import type {
  ChannelConfig,
  ChannelDoor,
  ChannelLink,
  Connector,
  CustomerNotice,
  Intake,
  Receipt,
} from '../../main/channels/channel.ts'
import type { Refusal } from '../../main/domain/refusal.ts'
import type { InboundUpdate, OutgoingMessage, SendResult, UnifiedMessage } from '../../main/domain/unified-message.ts'

export class StageNetwork implements Connector {
  readonly kind = 'rehearsal'
  readonly secretFields = ['token']
  readonly secretsGoTo = ['apiRoot']
  readonly sent: OutgoingMessage[] = []
  readonly notices: { address: string; notice: CustomerNotice }[] = []
  /** What becomes of the next attempts; when empty, everything arrives. */
  readonly next: SendResult[] = []
  /** While set, attempts wait for it. */
  gate: Promise<void> | null = null
  /** Set: several programs serve the stage, and control of its conversations can be taken and given back. */
  noDefaultApp?: NonNullable<Connector['noDefaultApp']>
  /** What was asked of the stage about control, such as "take carol". */
  readonly control: string[] = []
  /** What it answers to the next of these; when empty, it agrees. */
  readonly refusals: Refusal[] = []
  #doors = new Map<string, ChannelDoor>()
  #count = 0

  parseSettings(input: unknown): unknown {
    return input
  }

  /** Hears with what settings the network was asked. */
  onRegister: (settings: unknown) => void = () => {}

  async register(settings?: unknown): Promise<{ profile: Record<string, string> }> {
    this.onRegister(settings)
    return { profile: { name: 'Stage' } }
  }

  toUnified(payload: unknown): Intake {
    return { updates: [], unreadable: [{ payload: JSON.stringify(payload), reason: 'A stage has no payloads.' }] }
  }

  connect(config: ChannelConfig<unknown>, door: ChannelDoor, signal: AbortSignal): ChannelLink {
    this.#doors.set(config.channelId, door)
    signal.addEventListener('abort', () => this.#doors.delete(config.channelId))
    door.reportHealth({ state: 'online' })
    return {
      send: async message => {
        if (this.gate !== null) await this.gate
        this.sent.push(message)
        return this.next.shift() ?? { outcome: 'sent', externalId: `out-${this.sent.length}` }
      },
      ...(this.noDefaultApp === undefined
        ? {}
        : {
            takeControl: async (address: string) => this.#asked(`take ${address}`),
            handBack: async (address: string) => this.#asked(`hand back ${address}`),
          }),
      notify: (address, notice) => void this.notices.push({ address, notice }),
      stopped: async () => {},
    }
  }

  #asked(what: string): Refusal | null {
    this.control.push(what)
    return this.refusals.shift() ?? null
  }

  /** Ids of the channels that hold a line to the stage. */
  get connected(): readonly string[] {
    return [...this.#doors.keys()]
  }

  /** The last running channel's inside. */
  get door(): ChannelDoor {
    const door = [...this.#doors.values()].at(-1)
    if (door === undefined) throw new Error('No channel of the stage is connected.')
    return door
  }

  says(address: string, text: string, more: Partial<UnifiedMessage> = {}): Promise<Receipt> {
    const externalId = more.externalId ?? `${address}:${++this.#count}`
    return this.hands({
      type: 'message',
      kind: 'text',
      address,
      sender: { name: address },
      at: this.door.clock.now(),
      text,
      ...more,
      externalId,
    })
  }

  hands(...updates: InboundUpdate[]): Promise<Receipt> {
    return this.door.receive({ updates })
  }
}
