// Conversations and chats as the protocol's chats and threads. Source: "Chats", "Threads" of the Agent and Customer Chat API, 3.6.
import type { Chat } from '../../../domain/chat.ts'
import type { AgentId, ConversationId, MessageId } from '../../../domain/ids.ts'
import type { Message } from '../../../domain/message.ts'
import type { Properties } from '../../../domain/property.ts'
import type { PropertyPlace } from '../../../storage/protocol-store.ts'
import type { ChatRow, Identity } from '../../../storage/store.ts'
import { customerIdOf, instant, type Side } from '../names.ts'
import { lookedUpOnce, readable, userOf } from '../properties/property-guard.ts'
import { type EventView, eventsOf } from './event-view.ts'
import type { Library } from './library.ts'
import { queuePlace } from './queue-place.ts'
import { agentUser, customerUser, onlyForAgents } from './user-view.ts'

/** Messages of one thread that go out at once; programs that want more page through list_threads. */
const longestThread = 1_000
/** Among so many the newest event of each type is looked for. */
const newestMessages = 50
/** Threads of a conversation that are looked at. */
const mostThreads = 1_000

export class ChatViews {
  readonly library: Library
  readonly now: () => number
  /** Whether a program of theirs is connected. */
  readonly isCustomerHere: (identity: Identity) => boolean
  readonly #fileUrl: (attachmentId: string) => string

  constructor(
    library: Library,
    isCustomerHere: (identity: Identity) => boolean,
    fileUrl: (attachmentId: string) => string,
    now: () => number,
  ) {
    this.library = library
    this.now = now
    this.isCustomerHere = isCustomerHere
    this.#fileUrl = fileUrl
  }

  /** Newest first. */
  threadsOf(conversationId: ConversationId): Promise<ChatRow[]> {
    return this.library.reads.chats.ofConversation(conversationId, mostThreads)
  }

  /** The chat with one of its threads. Null: there is no such conversation. `upTo`: the newest message in it. */
  async chat(
    side: Side,
    conversationId: ConversationId,
    thread: Chat | null,
  ): Promise<{ readonly view: Record<string, unknown>; readonly upTo: MessageId | null } | null> {
    const { reads } = this.library
    const conversation = await reads.contacts.conversation(conversationId)
    if (conversation === null) return null
    const threads = await this.threadsOf(conversationId)
    const shown = thread === null ? null : await this.thread(side, conversation.identity, thread, threads)
    const view = {
      id: conversationId,
      users: await this.users(side, conversation.identity, threads),
      ...(shown === null ? {} : { thread: shown.view }),
      properties: await this.#readable(side, 'chat', { scope: 'conversation', id: conversationId }),
      access: await this.access(threads[0] ?? thread),
      ...(side === 'agents' ? { is_followed: false } : {}),
    }
    return { view, upTo: shown?.upTo ?? null }
  }

  /** As list_chats tells of a chat, by its last thread: of each type of event the newest. */
  async summary(side: Side, last: ChatRow): Promise<object> {
    const { reads } = this.library
    const id = last.conversationId
    const chat = await this.chat(side, id, null)
    const conversation = await reads.contacts.conversation(id)
    if (chat === null || conversation === null) return {}
    const { messages } = await reads.messages.page(id, { limit: newestMessages })
    const threads = new Map((await this.threadsOf(id)).map(thread => [thread.id, thread]))
    const lastPerType: Record<string, object> = {}
    for (const message of messages)
      for (const event of await this.events(side, conversation.identity, [message])) {
        const openedAt = threads.get(message.chatId)?.openedAt ?? message.storedAt
        lastPerType[event.type] = { thread_id: message.chatId, thread_created_at: instant(openedAt), event }
      }
    return {
      ...chat.view,
      last_thread_id: last.id,
      last_thread_created_at: instant(last.openedAt),
      last_event_per_type: lastPerType,
      active: last.status !== 'closed',
    }
  }

  /** Whose chats of that queue are; of a conversation without a chat, everybody's. */
  async access(chat: Pick<Chat, 'queueId'> | null): Promise<{ group_ids: number[] }> {
    return { group_ids: chat === null ? [0] : [await this.library.groupOf(chat.queueId)] }
  }

  /** The customer first, then every agent who had one of the chats; present is who has it now. */
  async users(side: Side, identity: Identity, threads: readonly Chat[]): Promise<object[]> {
    const { reads } = this.library
    const [contact, facts] = await Promise.all([
      reads.contacts.get(identity.contactId),
      reads.protocol.customerFacts(identity.id),
    ])
    const open = threads.find(chat => chat.status !== 'closed')
    const [first] = threads
    const [seenByCustomer, readByAgents] =
      first === undefined
        ? [null, new Map<AgentId, number>()]
        : await Promise.all([
            reads.messages.seenByCustomer(first.conversationId),
            reads.chats.readByAgents(first.conversationId),
          ])
    const users: object[] = []
    if (contact !== null) {
      const standing = { present: this.isCustomerHere(identity), seenUpTo: seenByCustomer }
      const more = side === 'agents' ? await this.forAgents(identity, threads) : {}
      users.push({ ...customerUser({ identity, contact, facts, chats: threads }, standing), ...more })
    }
    const agentIds = new Set(threads.flatMap(chat => chat.ownerId ?? []))
    for (const id of agentIds) {
      const agent = await this.library.agent(id)
      if (agent === null) continue
      // Whoever answers has read what was there.
      const answeredAt = threads.map(chat => (chat.ownerId === id ? (chat.lastOutboundAt ?? 0) : 0))
      const seenUpTo = Math.max(readByAgents.get(id) ?? 0, ...answeredAt)
      const standing = { present: open?.ownerId === id, seenUpTo: seenUpTo === 0 ? null : seenUpTo }
      users.push(await agentUser(this.library, side, agent, standing))
    }
    return users
  }

  /** What of a customer only agents are told. */
  async forAgents(identity: Identity, threads: readonly Chat[]): Promise<object> {
    const { group_ids: groupIds } = await this.access(threads[0] ?? null)
    const open = threads.find(chat => chat.status !== 'closed')
    return onlyForAgents(open, { isHere: this.isCustomerHere(identity), groupIds })
  }

  /** One thread with its events and tags. `siblings`: the conversation's threads, the newest first. `upTo`: the newest message in it. */
  async thread(
    side: Side,
    identity: Identity,
    chat: Chat,
    siblings: readonly Chat[],
  ): Promise<{ readonly view: Record<string, unknown>; readonly upTo: MessageId | null }> {
    const { reads } = this.library
    const queue = await queuePlace(reads, chat, this.now())
    const [messages, tags, properties] = await Promise.all([
      reads.messages.latestOfChat(chat.id, longestThread),
      reads.protocol.tags(chat.id),
      this.#readable(side, 'thread', { scope: 'chat', id: chat.id }),
    ])
    const at = siblings.findIndex(one => one.id === chat.id)
    const [previous, next] = [siblings[at + 1], at > 0 ? siblings[at - 1] : undefined]
    const view = {
      id: chat.id,
      active: chat.status !== 'closed',
      user_ids: await this.#userIds(side, identity, chat),
      events: await this.events(side, identity, messages),
      properties,
      access: await this.access(chat),
      created_at: instant(chat.openedAt),
      ...(side === 'agents' ? { tags } : {}),
      ...(queue === null ? {} : { queue }),
      ...(previous === undefined ? {} : { previous_thread_id: previous.id }),
      ...(next === undefined ? {} : { next_thread_id: next.id }),
    }
    return { view, upTo: messages.at(-1)?.id ?? null }
  }

  /** In the order of the messages, each as the events that those eyes may see of it. */
  async events(side: Side, identity: Identity, messages: readonly Message[]): Promise<EventView[]> {
    if (messages.length === 0) return []
    const properties = await this.library.reads.protocol.propertiesOfMessages(messages.map(({ id }) => id))
    const place = this.#place(side, identity)
    const handling = { location: 'event', user: userOf(side) } as const
    const registry = lookedUpOnce(this.library.reads.configuration)
    const views = await Promise.all(
      messages.map(async message => {
        const own = properties.get(message.id)
        const shown = own === undefined ? own : await readable(registry, handling, own)
        return eventsOf(place, message, shown)
      }),
    )
    return views.flat()
  }

  async #readable(
    side: Side,
    location: 'chat' | 'thread',
    place: Pick<PropertyPlace, 'scope' | 'id'>,
  ): Promise<Properties> {
    const { protocol, configuration } = this.library.reads
    return readable(configuration, { location, user: userOf(side) }, await protocol.properties(place))
  }

  #place(side: Side, identity: Identity) {
    return { library: this.library, side, customerId: customerIdOf(identity), fileUrl: this.#fileUrl }
  }

  async #userIds(side: Side, identity: Identity, chat: Chat): Promise<string[]> {
    const owner = chat.ownerId === null ? [] : [await this.library.agentIdFor(side, chat.ownerId)]
    return [customerIdOf(identity), ...owner]
  }
}
