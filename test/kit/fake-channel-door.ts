// The inside of the house for tests of a connector: keeps in memory what the real one keeps on disk, and can be made to fail.
import { createHash } from 'node:crypto'
import type {
  Availability,
  ChannelDoor,
  CustomerHistory,
  CustomerMessage,
  Intake,
  Log,
  Receipt,
  TheirChat,
} from '../../main/channels/channel.ts'
import type { Clock } from '../../main/domain/clock.ts'
import { asId, type FileId, type MessageId } from '../../main/domain/ids.ts'
import { type MessageContent, pressed } from '../../main/domain/message-content.ts'
import type {
  ChannelHealth,
  InboundUpdate,
  OutgoingAttachment,
  OutgoingMessage,
  UnifiedMessage,
} from '../../main/domain/unified-message.ts'

type Kept = CustomerMessage & { readonly address: string }

export class FakeChannelDoor implements ChannelDoor {
  readonly clock: Clock
  readonly log: Log
  readonly logged: string[] = []
  readonly intakes: Intake[] = []
  readonly healths: ChannelHealth[] = []
  readonly profiles: Readonly<Record<string, string>>[] = []
  readonly closed: string[] = []
  agents = 1
  queueName = 'Support'
  /** Set: the disk fails, and `receive` and `storeFile` reject with it. */
  broken: Error | null = null
  /** Set: `receive` waits for it before it stores. */
  hold: Promise<unknown> | null = null
  readonly #messages: Kept[] = []
  readonly #files = new Map<FileId, Uint8Array>()
  readonly #attachments = new Map<string, { address: string; name: string; mime: string; fileId: FileId }>()
  readonly #chats = new Map<string, NonNullable<CustomerHistory['chat']>>()
  #nextMessage = 1

  constructor(clock: Clock) {
    this.clock = clock
    const line = (message: string, facts?: Record<string, unknown>) =>
      void this.logged.push(`${message} ${JSON.stringify(facts ?? {})}`)
    this.log = { info: line, warn: line, error: line }
  }

  get updates(): InboundUpdate[] {
    return this.intakes.flatMap(intake => intake.updates)
  }

  /** What customers said, in the order in which it was stored, doubles left out. */
  get said(): UnifiedMessage[] {
    const kept = new Set(this.#messages.map(message => message.externalId))
    const seen = new Set<string>()
    return this.updates.filter(
      (update): update is UnifiedMessage =>
        update.type === 'message' &&
        kept.has(update.externalId) &&
        !seen.has(update.externalId) &&
        seen.add(update.externalId) !== undefined,
    )
  }

  get stored(): readonly Kept[] {
    return this.#messages
  }

  get health(): ChannelHealth | null {
    return this.healths.at(-1) ?? null
  }

  async receive(intake: Intake): Promise<Receipt> {
    await this.hold
    if (this.broken) throw this.broken
    this.intakes.push(intake)
    return { messageIds: intake.updates.map(update => this.#record(update)) }
  }

  reportHealth(health: ChannelHealth): void {
    this.healths.push(health)
  }

  reportProfile(profile: Readonly<Record<string, string>>): void {
    this.profiles.push(profile)
  }

  async storeFile(bytes: Uint8Array): Promise<{ fileId: FileId; size: number }> {
    if (this.broken) throw this.broken
    const fileId = asId<FileId>(createHash('sha256').update(bytes).digest('hex'))
    this.#files.set(fileId, bytes)
    return { fileId, size: bytes.byteLength }
  }

  async history(address: string, page: { before?: string; limit: number }): Promise<CustomerHistory> {
    if (this.broken) throw this.broken
    const { before } = page
    const all = this.#messages.filter(
      message => message.address === address && (before === undefined || Number(message.id) < Number(before)),
    )
    const messages = all.slice(-page.limit).map(({ address: _own, ...message }) => message)
    return { messages, hasOlder: all.length > messages.length, chat: this.#chats.get(address) ?? null }
  }

  async webhookUrl(): Promise<null> {
    return null
  }

  async openAttachment(
    address: string,
    attachmentId: string,
  ): Promise<{ name: string; mime: string; bytes: Uint8Array } | null> {
    const found = this.#attachments.get(attachmentId)
    const bytes = found && this.#files.get(found.fileId)
    return found && bytes && found.address === address ? { name: found.name, mime: found.mime, bytes } : null
  }

  async theirChats(): Promise<readonly TheirChat[]> {
    return []
  }

  async hasEnded(): Promise<boolean> {
    return false
  }

  async remember(): Promise<void> {}

  async availability(): Promise<Availability> {
    return { agents: this.agents, queueName: this.queueName }
  }

  async customerCloses(address: string): Promise<void> {
    this.closed.push(address)
    this.#chats.delete(address)
  }

  // ---------------------------------------------------------------- for the test

  setChat(address: string, chat: NonNullable<CustomerHistory['chat']>): void {
    this.#chats.set(address, chat)
  }

  /** An agent's reply as the outbox would hand it to the link: stored first. */
  async reply(
    address: string,
    text: string,
    file?: { name: string; mime: string; bytes: Uint8Array },
    content?: MessageContent,
  ): Promise<OutgoingMessage> {
    const messageId = this.#id()
    const attachment = file ? await this.#outgoing(address, file) : undefined
    this.#messages.push({
      address,
      id: messageId,
      mine: false,
      authorName: 'Mira',
      kind: attachment?.kind ?? 'text',
      text,
      at: this.clock.now(),
      attachments: attachment ? [shown(attachment)] : [],
      content: content ?? null,
      state: 'sent',
      externalId: messageId,
      deleted: false,
    })
    return {
      messageId,
      channelId: asId('channel'),
      address,
      text,
      authorName: 'Mira',
      ...(attachment ? { attachment } : {}),
      ...(content ? { content } : {}),
      idempotencyKey: `key${messageId}`,
      attempt: 1,
    }
  }

  #record(update: InboundUpdate): MessageId | null {
    if (update.type === 'receipt' && update.externalId !== null)
      this.#advance(update.address, update.externalId, update.state)
    if (update.type === 'postback') this.#press(update.externalId, update.buttonId, update.toggled)
    if (update.type !== 'message') return null
    if (update.postback?.externalId !== undefined) this.#press(update.postback.externalId, update.postback.buttonId)
    if (this.#messages.some(message => message.externalId === update.externalId)) return null
    const id = this.#id()
    const attachments = (update.attachments ?? []).map((attachment, index) => {
      const attachmentId = `att${id}-${index}`
      const { name = 'file', mime = 'application/octet-stream', fileId, width, height } = attachment
      if (fileId) this.#attachments.set(attachmentId, { address: update.address, name, mime, fileId })
      return {
        id: attachmentId,
        kind: attachment.kind,
        name,
        mime,
        size: attachment.size ?? null,
        width: width ?? null,
        height: height ?? null,
      }
    })
    const { address, kind, text, at, externalId } = update
    const own = {
      id,
      mine: true,
      authorName: null,
      kind,
      text,
      at,
      attachments,
      content: update.content ?? null,
      state: null,
      externalId,
      deleted: false,
    }
    this.#messages.push({ address, ...own })
    if (!this.#chats.has(address)) this.#chats.set(address, { status: 'waiting', agentName: null })
    return id
  }

  #press(externalId: string, buttonId: string, isPressed = true): void {
    const index = this.#messages.findIndex(message => message.externalId === externalId)
    const message = this.#messages[index]
    if (message === undefined) return
    const content = pressed(message.content, { buttonId, agentId: null, at: this.clock.now(), isPressed })
    if (content !== null) this.#messages[index] = { ...message, content }
  }

  #advance(address: string, upTo: string, state: 'delivered' | 'read'): void {
    for (const [index, message] of this.#messages.entries()) {
      const concerned = message.address === address && !message.mine && Number(message.id) <= Number(upTo)
      if (concerned && message.state !== 'read') this.#messages[index] = { ...message, state }
    }
  }

  async #outgoing(
    address: string,
    file: { name: string; mime: string; bytes: Uint8Array },
  ): Promise<OutgoingAttachment> {
    const { fileId, size } = await this.storeFile(file.bytes)
    const id = `out${this.#nextMessage}`
    this.#attachments.set(id, { address, name: file.name, mime: file.mime, fileId })
    const kind = file.mime.startsWith('image/') ? 'photo' : 'document'
    return { id: asId(id), kind, fileId, name: file.name, mime: file.mime, size, read: async () => file.bytes }
  }

  #id(): MessageId {
    return asId<MessageId>(String(this.#nextMessage++))
  }
}

const shown = ({ id, kind, name, mime, size }: OutgoingAttachment) => ({
  id,
  kind,
  name,
  mime,
  size,
  width: null,
  height: null,
})
