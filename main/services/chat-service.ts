// OmnichannelChatService of the seeds: what an agent does with chats. Accepting is a compare-and-set: two never own one chat.
import { mayAccept } from '../domain/accepting.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import type { ChatId, MessageId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { ChatRow, Store, Transaction } from '../storage/store.ts'
import { readBoard } from './board.ts'
import type { Bus } from './bus.ts'
import { cardsOf } from './cards.ts'
import { type Closing, closeChat } from './closing.ts'
import type { Connections } from './connections.ts'
import { conversationPage } from './conversation-page.ts'
import type { CustomerLine } from './customer-line.ts'
import { declineOffer } from './declining.ts'
import { keepDraft } from './drafts.ts'
import type { Links } from './links.ts'
import type { Router } from './router.ts'
import { addSystemLine } from './system-lines.ts'
import type { HandBack } from './threads/hand-back.ts'
import { type Taking, takeControl } from './threads/take-control.ts'
import type { Threads } from './threads/threads.ts'
import { transferChat, transferTargets } from './transfer.ts'
import type { Actor, ChatVerbs, Done } from './verbs.ts'
import { botHolds, ownedBy, ownerName, seenChat } from './visibility.ts'

/** Rows that a supervisor's "All" list holds at most. */
const openRowsLimit = 2_000

export class ChatService implements ChatVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #router: Router
  readonly #connections: Connections
  readonly #line: CustomerLine
  readonly #bus: Bus
  readonly #taking: Taking
  readonly #handBack: HandBack

  constructor(parts: {
    store: Store
    clock: Clock
    router: Router
    connections: Connections
    line: CustomerLine
    bus: Bus
    links: Links
    threads: Threads
    handBack: HandBack
  }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#router = parts.router
    this.#connections = parts.connections
    this.#line = parts.line
    this.#bus = parts.bus
    this.#taking = { ...parts, isConnected: id => parts.connections.has(id) }
    this.#handBack = parts.handBack
  }

  async acceptChat(actor: Actor, chatId: ChatId): Promise<Chat | Refusal> {
    const result = await this.#store.transact(tx => this.#accept(tx, actor, chatId))
    if (isRefusal(result)) return result
    await this.#afterTaking(actor, result.chat, result.taken)
    return result.chat
  }

  async #accept(tx: Transaction, actor: Actor, chatId: ChatId): Promise<{ chat: Chat; taken: boolean } | Refusal> {
    const now = this.#clock.now()
    const chat = await tx.chats.get(chatId)
    if (chat === null) return refuse('notFound', 'There is no such chat.', { field: 'chatId' })
    const board = await readBoard(tx, id => this.#connections.has(id))
    const me = board.routingAgent(actor.agentId)
    const queue = await board.queue(chat.queueId)
    if (me === undefined || queue === null) return refuse('notFound', 'There is no such chat.', { field: 'chatId' })
    const offers = await tx.offers.open(chatId)
    const mine = offers.find(offer => offer.agentId === actor.agentId)
    const held = offers.find(offer => offer.exclusive && offer.agentId !== actor.agentId)
    const no = mayAccept({
      chat,
      ownerName: chat.ownerId === null ? null : await ownerName(tx, chat),
      rule: queue.routingRule,
      agentId: actor.agentId,
      isMember: (await tx.queues.memberIds(chat.queueId)).includes(actor.agentId),
      isActive: me.presence.status === 'active',
      load: mine?.exclusive ? me.load - 1 : me.load,
      limit: me.limit,
      hasOffer: mine !== undefined,
      heldOutTo: held === undefined ? null : (board.agent(held.agentId)?.name ?? null),
      mayTakeOver: may(actor.permissions, 'CanTakeOverChats'),
    })
    if (no !== null) return no
    if (chat.ownerId === actor.agentId && chat.status === 'active') return { chat, taken: false }
    if (!(await tx.chats.claim(chatId, actor.agentId, now, null))) {
      const name = await ownerName(tx, (await tx.chats.get(chatId)) ?? chat)
      return refuse('taken', `${name} has taken this chat already.`, { facts: { ownerName: name } })
    }
    for (const offer of offers)
      await tx.offers.end(offer.id, offer.agentId === actor.agentId ? 'accepted' : 'withdrawn', now)
    const waitedMs = now - chat.queuedAt
    // Those at whom it rang are told who took it.
    const audience = [...new Set([actor.agentId, ...offers.map(offer => offer.agentId)])]
    await tx.events.append({
      type: 'chat.accepted',
      at: now,
      audience,
      chatId,
      agentId: actor.agentId,
      facts: { agentName: me.name, waitedMs },
    })
    const line = { code: 'accepted', agentName: me.name, waitedMs } as const
    await addSystemLine(tx, chat, line, { at: now, audience: [actor.agentId] })
    return { chat: (await tx.chats.get(chatId)) ?? chat, taken: true }
  }

  async #afterTaking(actor: Actor, chat: Chat, taken: boolean): Promise<void> {
    if (!taken) return
    await this.#router.sweep('a chat was accepted')
    const name = (await this.#store.agents.get(actor.agentId))?.name ?? ''
    await this.#line.notify(chat, { type: 'accepted', agentName: name })
  }

  async declineChat(actor: Actor, chatId: ChatId): Promise<Done | Refusal> {
    const declined = { agentId: actor.agentId, chatId, now: this.#clock.now() }
    const no = await this.#store.transact(tx => declineOffer(tx, declined))
    if (no !== undefined) return no
    await this.#router.sweep('an offer was declined')
    return undefined
  }

  async takeOverChat(actor: Actor, chatId: ChatId): Promise<Chat | Refusal> {
    const now = this.#clock.now()
    const result = await this.#store.transact(async tx => {
      const chat = await tx.chats.get(chatId)
      if (chat === null) return refuse('notFound', 'There is no such chat.', { field: 'chatId' })
      if (chat.status === 'closed') return refuse('conflict', `Chat ${chat.number} is closed.`)
      if (chat.status === 'bot') return botHolds(chat)
      if (chat.ownerId === actor.agentId) return { chat, taken: false }
      const from = chat.status === 'active' ? chat.ownerId : null
      if (!(await tx.chats.claim(chatId, actor.agentId, now, from)))
        return refuse('conflict', 'Somebody was faster. Look again who owns this chat.')
      for (const offer of await tx.offers.open(chatId)) await tx.offers.end(offer.id, 'withdrawn', now)
      const agentName = (await tx.agents.get(actor.agentId))?.name ?? ''
      const audience = from === null ? [actor.agentId] : [actor.agentId, from]
      await tx.events.append({
        type: 'chat.accepted',
        at: now,
        audience,
        chatId,
        agentId: actor.agentId,
        facts: { agentName, ...(from === null ? {} : { fromAgentId: from }) },
      })
      await addSystemLine(
        tx,
        chat,
        from === null
          ? { code: 'accepted', agentName, waitedMs: now - chat.queuedAt }
          : { code: 'takenOver', agentName, fromName: await ownerName(tx, chat) },
        { at: now, audience },
      )
      return { chat: (await tx.chats.get(chatId)) ?? chat, taken: true }
    })
    if (isRefusal(result)) return result
    await this.#afterTaking(actor, result.chat, result.taken)
    return result.chat
  }

  async takeControl(actor: Actor, chatId: ChatId): Promise<Chat | Refusal> {
    const chat = await takeControl(this.#taking, actor, chatId)
    if (!isRefusal(chat)) await this.#afterTaking(actor, chat, chat.id !== chatId)
    return chat
  }

  async getChats(actor: Actor, all: boolean) {
    const seesAll = may(actor.permissions, 'CanSeeAllChats')
    if (all && !seesAll) return refuse('notAllowed', 'You may not see all chats. Ask for the right "See all chats".')
    const seq = await this.#store.events.last()
    const rows = all
      ? await this.#store.chats.openRows(openRowsLimit)
      : await this.#store.chats.rowsOfAgent(actor.agentId)
    const unplaced = all || !seesAll ? [] : await this.#unplaced(new Set(rows.map(row => row.id)))
    return { cards: await cardsOf(this.#store, actor, [...rows, ...unplaced], this.#clock.now()), seq }
  }

  /** Waiting chats that ring at nobody: supervisors hear them. */
  async #unplaced(known: ReadonlySet<ChatId>): Promise<ChatRow[]> {
    const onOffer = new Set((await this.#store.offers.open()).map(offer => offer.chatId))
    const waiting = (await this.#store.chats.waiting()).filter(chat => !onOffer.has(chat.id) && !known.has(chat.id))
    const rows = await Promise.all(waiting.slice(0, openRowsLimit).map(chat => this.#store.chats.row(chat.id)))
    return rows.filter(row => row !== null)
  }

  async getChat(actor: Actor, chatId: ChatId) {
    const chat = await seenChat(this.#store, actor, chatId)
    if (isRefusal(chat)) return chat
    const row = await this.#store.chats.row(chatId)
    const [card] = row === null ? [] : await cardsOf(this.#store, actor, [row], this.#clock.now())
    return card ?? refuse('notFound', 'There is no such chat.', { field: 'chatId' })
  }

  getConversation(actor: Actor, chatId: ChatId, page: Parameters<ChatVerbs['getConversation']>[2]) {
    return conversationPage(this.#store, actor, chatId, this.#clock.now(), page)
  }

  async markChatAsRead(actor: Actor, chatId: ChatId, upTo?: MessageId): Promise<Done | Refusal> {
    const chat = await seenChat(this.#store, actor, chatId)
    if (isRefusal(chat)) return chat
    const last = upTo ?? chat.lastMessageId
    if (last === null) return undefined
    const moved = await this.#store.transact(async tx => {
      if (!(await tx.chats.markRead(chatId, actor.agentId, last))) return false
      await tx.events.append({
        type: 'chat.read',
        at: this.#clock.now(),
        audience: [actor.agentId],
        chatId,
        agentId: actor.agentId,
        facts: { upTo: last },
      })
      return true
    })
    // Only the owner's reading counts for the customer.
    if (moved && chat.ownerId === actor.agentId) await this.#line.markRead(chat, last)
    return undefined
  }

  async closeActiveChat(actor: Actor, chatId: ChatId): Promise<Done | Refusal> {
    const closing: Closing = { by: actor.agentId, reason: 'agent' }
    const result = await this.#store.transact(async tx => {
      const chat = await seenChat(tx, actor, chatId)
      if (isRefusal(chat)) return chat
      const no = await ownedBy(tx, actor, chat)
      if (no !== null && (chat.status === 'closed' || !may(actor.permissions, 'CanTakeOverChats'))) return no
      const agentName = (await tx.agents.get(actor.agentId))?.name
      const supervised: Closing = chat.ownerId === actor.agentId ? closing : { ...closing, reason: 'supervisor' }
      return (await closeChat(tx, chat, supervised, this.#clock.now(), agentName))
        ? chat
        : refuse('conflict', 'This chat is closed already.')
    })
    if (isRefusal(result)) return result
    this.#handBack.after([result])
    await this.#line.notify(result, { type: 'closed' })
    await this.#router.sweep('a chat was closed')
    return undefined
  }

  async getUnreadChatsCount(actor: Actor): Promise<number> {
    return (await this.#store.chats.unreadTotals(actor.agentId)).chats
  }

  async getUnreadMessagesCount(actor: Actor): Promise<number> {
    return (await this.#store.chats.unreadTotals(actor.agentId)).messages
  }

  async getChatActions(actor: Actor, chatId: ChatId) {
    const chat = await seenChat(this.#store, actor, chatId)
    return isRefusal(chat) ? chat : this.#store.chatActions.ofQueue(chat.queueId)
  }

  getTransferTargets(actor: Actor, chatId: ChatId) {
    return transferTargets(this.#store, actor, chatId, id => this.#connections.has(id), this.#clock.now())
  }

  async transferChat(
    actor: Actor,
    chatId: ChatId,
    to: Parameters<ChatVerbs['transferChat']>[2],
    comment: string,
  ): Promise<Done | Refusal> {
    const result = await transferChat(this.#store, this.#clock, actor, chatId, to, comment, id =>
      this.#connections.has(id),
    )
    if (isRefusal(result)) return result
    await this.#router.sweep('a chat was transferred')
    await this.#line.notify(
      result.chat,
      result.newOwnerName === null ? { type: 'waiting' } : { type: 'accepted', agentName: result.newOwnerName },
    )
    return undefined
  }

  async explain(actor: Actor, chatId: ChatId) {
    const chat = await seenChat(this.#store, actor, chatId)
    return isRefusal(chat) ? chat : this.#store.messages.decisions(chatId, 50)
  }

  saveDraft(actor: Actor, chatId: ChatId, draft: Parameters<ChatVerbs['saveDraft']>[2]): Promise<Done | Refusal> {
    return keepDraft({ store: this.#store, clock: this.#clock }, actor, chatId, draft)
  }

  async typing(actor: Actor, chatId: ChatId): Promise<Done | Refusal> {
    const chat = await seenChat(this.#store, actor, chatId)
    if (isRefusal(chat)) return chat
    const name = (await this.#store.agents.get(actor.agentId))?.name ?? ''
    if (chat.ownerId === actor.agentId) await this.#line.typing(chat, name)
    this.#bus.tell({ kind: 'typing', at: this.#clock.now(), chatId, who: name, agentId: actor.agentId, preview: null })
    return undefined
  }
}
