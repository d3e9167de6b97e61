// What a customer may notice besides messages: typing, read marks, who took the chat. Best effort; never fails the deed itself.
import type { CustomerNotice, Log } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { StoredEvent } from '../domain/event.ts'
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
  tagged(chatId: ChatId, tag: string, given: boolean): Promise<void> {
    return this.#safely(async () => {
      const chat = await this.#reads.chats.get(chatId)
      if (chat !== null) await this.#tell(chat, (link, address) => link.tagged?.(address, tag, given))
    })
  }

  /** By an event `properties.changed`. What belongs to a message, or to a chat before the latest, is told nowhere. */
  propertiesChanged({ conversationId, facts }: Pick<StoredEvent, 'conversationId' | 'facts'>): Promise<void> {
    return this.#safely(async () => {
      const latest = conversationId && (await this.#reads.chats.ofConversation(conversationId, 1))[0]
      const { scope, id, set, deleted } = facts ?? {}
      const isOfChat = scope === 'chat' && latest && id === latest.id
      if (!latest || (scope !== 'conversation' && !isOfChat)) return
      const properties: unknown = JSON.parse(String(set ?? deleted ?? '{}'))
      const change = { scope: isOfChat ? 'chat' : 'conversation', isSet: set !== undefined, properties } as const
      await this.#tell(latest, (link, address) => link.propertiesChanged?.(address, change))
    })
  }

  /** A ban holds on every network that the contact writes from and that can be told. `days`: null: until it is lifted. */
  banned(contactId: ContactId, days: number | null): Promise<void> {
    return this.#safely(async () => {
      for (const { channelId, address } of await this.#reads.contacts.identities(contactId))
        this.#links.get(channelId)?.banned?.(address, days)
    })
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

  #tell(chat: Line, act: (link: NonNullable<ReturnType<Links['get']>>, address: string) => void): Promise<void> {
    const link = this.#links.get(chat.channelId)
    if (link === undefined) return Promise.resolve()
    return this.#safely(async () => {
      const conversation = await this.#reads.contacts.conversation(chat.conversationId)
      if (conversation !== null) act(link, conversation.identity.address)
    })
  }

  async #safely(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (error) {
      this.#log.warn('A customer could not be told', { error: String(error) })
    }
  }
}
