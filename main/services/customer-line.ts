// What a customer may notice besides messages: typing, read marks, who took the chat. Best effort; never fails the deed itself.
import type { CustomerNotice, Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { ChatId, ContactId, MessageId } from '../domain/ids.ts'
import type { Reads } from '../storage/store.ts'
import type { Links } from './links.ts'

type Line = Pick<Chat, 'conversationId' | 'channelId'>

export class CustomerLine {
  readonly #reads: Reads
  readonly #links: Links
  readonly #log: Log

  constructor(reads: Reads, links: Links, log: Log) {
    this.#reads = reads
    this.#links = links
    this.#log = log
  }

  notify(chat: Line, notice: CustomerNotice): Promise<void> {
    return this.#tell(chat, (link, address) => link.notify?.(address, notice))
  }

  typing(chat: Line, agentName: string): Promise<void> {
    return this.#tell(chat, (link, address) => link.sendTyping?.(address, agentName))
  }

  /** Tags are not for customers, but the agents of a network may see them there. */
  async tagged(chatId: ChatId, tag: string, given: boolean): Promise<void> {
    const chat = await this.#reads.chats.get(chatId)
    if (chat !== null) await this.#tell(chat, (link, address) => link.tagged?.(address, tag, given))
  }

  /** A ban holds on every network that the contact writes from and that can be told. `days`: null: until it is lifted. */
  async banned(contactId: ContactId, days: number | null): Promise<void> {
    try {
      for (const { channelId, address } of await this.#reads.contacts.identities(contactId))
        this.#links.get(channelId)?.banned?.(address, days)
    } catch (error) {
      this.#log.warn('A network could not be told of a ban', { error: String(error) })
    }
  }

  async markRead(chat: Line, upTo: MessageId): Promise<void> {
    const message = await this.#reads.messages.get(upTo)
    const externalId = message?.direction === 'in' ? message.externalId : await this.#lastInbound(chat, upTo)
    if (externalId === null || externalId === undefined) return
    await this.#tell(chat, (link, address) => {
      link.markRead?.(address, externalId)
      link.notify?.(address, { type: 'read', externalId })
    })
  }

  /** The customer's last message at or before this one, when the last seen line is one of ours. */
  async #lastInbound(chat: Line, upTo: MessageId): Promise<string | null> {
    const { messages } = await this.#reads.messages.page(chat.conversationId, { around: upTo, limit: 60 })
    const before = messages.filter(m => m.direction === 'in' && Number(m.id) <= Number(upTo))
    return before.at(-1)?.externalId ?? null
  }

  async #tell(chat: Line, act: (link: NonNullable<ReturnType<Links['get']>>, address: string) => void): Promise<void> {
    const link = this.#links.get(chat.channelId)
    if (link === undefined) return
    try {
      const conversation = await this.#reads.contacts.conversation(chat.conversationId)
      if (conversation !== null) act(link, conversation.identity.address)
    } catch (error) {
      this.#log.warn('A customer could not be told', { error: String(error) })
    }
  }
}
