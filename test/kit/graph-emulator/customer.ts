// A customer at the emulated Meta, with a telephone: writes, sends files, presses, reacts, edits, reads and blocks. Each deed
// resolves with the status that our webhook answered; 0: nobody was called.
import type { Clock } from '../../../main/domain/clock.ts'
import type { EmulatedPage, EmulatedPerson, SentMessage } from './page.ts'
import type { World } from './world.ts'

type Event = Readonly<Record<string, unknown>>

export interface CustomerPorts {
  readonly world: World
  readonly clock: Clock
  /** `act`: it counts as an action of the user's, and opens the window. */
  readonly tell: (page: EmulatedPage, field: string, psid: string, event: Event) => Promise<number>
  readonly address: (path: string) => string
}

export class GraphCustomer {
  readonly page: EmulatedPage
  readonly person: EmulatedPerson
  readonly #ports: CustomerPorts

  constructor(ports: CustomerPorts, page: EmulatedPage, person: EmulatedPerson) {
    this.#ports = ports
    this.page = page
    this.person = person
  }

  get psid(): string {
    return this.person.psid
  }

  /** What the page sent to them through our app. */
  get received(): readonly SentMessage[] {
    return this.page.sent.filter(message => message.psid === this.psid)
  }

  /** Their mid comes back as well, for what refers to it. */
  says(text: string, more: Event = {}): Promise<number> {
    return this.brings({ text, ...more })
  }

  /** A file that the emulator keeps, as its type. */
  sends(type: string, bytes: Uint8Array, mime: string, more: Event = {}): Promise<number> {
    const url = this.#ports.address(this.#ports.world.keep(bytes, mime))
    return this.brings({ attachments: [{ type, payload: { url } }], ...more })
  }

  /** A message of any shape. */
  brings(message: Event): Promise<number> {
    return this.#act('messages', { message: { mid: this.#ports.world.number('m_'), ...message } })
  }

  presses(title: string, payload: string, more: Event = {}): Promise<number> {
    const mid = this.#ports.world.number('m_')
    return this.#act('messaging_postbacks', { postback: { mid, title, payload, ...more } })
  }

  /** Follows an m.me link or an advertisement. */
  comesFrom(referral: Event): Promise<number> {
    return this.#act('messaging_referrals', { referral })
  }

  reacts(mid: string, emoji: string | null, reaction = 'other'): Promise<number> {
    const what = emoji === null ? { action: 'unreact' } : { action: 'react', emoji, reaction }
    return this.#act('message_reactions', { reaction: { mid, ...what } })
  }

  edits(mid: string, text: string, num_edit = 1): Promise<number> {
    return this.#tell('message_edits', { message_edit: { mid, text, num_edit } })
  }

  /** Everything up to this instant. */
  reads(watermark = this.#ports.clock.now()): Promise<number> {
    return this.#tell('message_reads', { read: { watermark } })
  }

  /** Their telephone got everything up to this instant. */
  gets(mids: readonly string[] = [], watermark = this.#ports.clock.now()): Promise<number> {
    return this.#tell('message_deliveries', { delivery: { ...(mids.length === 0 ? {} : { mids }), watermark } })
  }

  blocks(): void {
    this.person.hasBlocked = true
  }

  unblocks(): void {
    this.person.hasBlocked = false
  }

  #act(field: string, event: Event): Promise<number> {
    const { clock } = this.#ports
    const now = clock.now()
    this.person.lastActionAt = now
    const { defaultApp } = this.page
    if (defaultApp !== null) this.page.setHolder(this.psid, this.page.holder(this.psid, now) ?? defaultApp, now)
    return this.#tell(field, event)
  }

  #tell(field: string, event: Event): Promise<number> {
    return this.#ports.tell(this.page, field, this.psid, {
      sender: { id: this.psid },
      recipient: { id: this.page.id },
      ...event,
    })
  }
}
