// People at an emulated LiveChat: customers with its widget, and agents on its own screens.
import { randomUUID } from 'node:crypto'
import type { Licence } from './licence.ts'
import type { EmulatedChat, EmulatedEvent, EmulatedThread, EmulatedUser } from './shapes.ts'

type KeepFile = (file: { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }) => string

export class LiveChatCustomer {
  readonly chat: EmulatedChat
  readonly user: EmulatedUser
  readonly #licence: Licence
  readonly #keepFile: KeepFile

  constructor(licence: Licence, name: string, keepFile: KeepFile) {
    this.#licence = licence
    this.#keepFile = keepFile
    this.user = { id: randomUUID(), type: 'customer', name, present: true, events_seen_up_to: '' }
    this.chat = { id: licence.number('C'), users: [this.user], properties: {}, threads: [], followers: new Set() }
    licence.chats.set(this.chat.id, this.chat)
  }

  get thread(): EmulatedThread | undefined {
    return this.chat.threads.at(-1)
  }

  /** Begins a thread where none is active. */
  says(text: string): EmulatedEvent {
    this.#begin()
    return this.#licence.add(this.chat, { type: 'message', text, author_id: this.user.id, visibility: 'all' })
  }

  sends(event: Omit<EmulatedEvent, 'id' | 'created_at' | 'visibility'>): EmulatedEvent {
    this.#begin()
    return this.#licence.add(this.chat, { ...event, author_id: this.user.id, visibility: 'all' } as Omit<
      EmulatedEvent,
      'id' | 'created_at'
    >)
  }

  sendsFile(name: string, mime: string, bytes: Uint8Array): EmulatedEvent {
    const url = this.#keepFile({ name, mime, bytes })
    return this.sends({ type: 'file', url, name, content_type: mime, size: bytes.length })
  }

  types(text: string): void {
    const thread = this.thread
    if (thread === undefined) return
    const sneak_peek = { author_id: this.user.id, visibility: 'all', text, timestamp: 0 }
    const payload = { chat_id: this.chat.id, thread_id: thread.id, sneak_peek }
    this.#licence.shows(this.chat, { action: 'incoming_sneak_peek', payload })
  }

  presses(eventId: string, buttonId: string, toggled = true): void {
    this.#licence.press(this.chat, eventId, buttonId, toggled)
  }

  /** Of the thread as it is now; null: the rating is taken back. */
  rates(score: number | null): void {
    const { thread } = this
    if (thread === undefined) return
    if (score === null) this.#licence.properties(this.chat, thread, 'deleted', { rating: ['score'] })
    else this.#licence.properties(this.chat, thread, 'updated', { rating: { score } })
  }

  ends(): void {
    this.#licence.deactivate(this.chat, this.user)
  }

  seesEverything(): void {
    const last = this.thread?.events.at(-1)
    if (last !== undefined) this.#licence.sees(this.chat, this.user.id, last.created_at)
  }

  changes(change: Partial<Pick<EmulatedUser, 'name' | 'email' | 'phone_number'>>): void {
    Object.assign(this.user, change)
    this.#licence.customerChanged(this.chat, this.user)
  }

  takesBack(event: EmulatedEvent): void {
    this.#licence.change(this.chat, event.id, { deleted: true })
  }

  /** What the customer can read, in order. */
  get sees(): readonly string[] {
    return this.chat.threads
      .flatMap(thread => thread.events)
      .filter(
        event => event.visibility === 'all' && event.type !== 'system_message' && event.author_id !== this.user.id,
      )
      .map(event => event.text ?? String(event.name ?? ''))
  }

  #begin(): void {
    if (this.thread?.active !== true) this.#licence.open(this.chat)
  }
}

export class LiveChatColleague {
  readonly id: string
  readonly name: string
  readonly #licence: Licence

  constructor(licence: Licence, name: string) {
    this.#licence = licence
    this.name = name
    this.id = `${name.toLowerCase()}@lampion.example`
    licence.addAgent(this.id, name)
  }

  /** Whether LiveChat's router gives them chats. */
  accepts(isAccepting: boolean): void {
    const agent = this.#licence.agents.get(this.id)
    if (agent !== undefined) agent.status = isAccepting ? 'accepting_chats' : 'not_accepting_chats'
  }

  takes({ chat }: LiveChatCustomer): void {
    this.#licence.transfer(chat, this.id, this.id)
  }

  handsTo(agentId: string | null, { chat }: LiveChatCustomer): void {
    this.#licence.transfer(chat, agentId, this.id)
  }

  says(text: string, { chat }: LiveChatCustomer): void {
    this.#licence.add(chat, { type: 'message', text, author_id: this.id, visibility: 'all' })
  }

  notes(text: string, { chat }: LiveChatCustomer): void {
    this.#licence.add(chat, { type: 'message', text, author_id: this.id, visibility: 'agents' })
  }

  sends(event: Omit<EmulatedEvent, 'id' | 'created_at' | 'visibility'>, { chat }: LiveChatCustomer): EmulatedEvent {
    return this.#licence.add(chat, { ...event, author_id: this.id, visibility: 'all' } as Omit<
      EmulatedEvent,
      'id' | 'created_at'
    >)
  }

  tags(tag: string, { chat, thread }: LiveChatCustomer, isOn = true): void {
    if (thread !== undefined) this.#licence.tag(chat, thread.id, tag, isOn)
  }

  bans({ user }: LiveChatCustomer, days: number): void {
    this.#licence.ban(user.id, days)
  }

  closes({ chat }: LiveChatCustomer): void {
    const user = { id: this.id, type: 'agent' as const, name: this.name, present: true, events_seen_up_to: '' }
    this.#licence.deactivate(chat, user)
  }
}
