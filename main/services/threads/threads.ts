// Conversations that other programs of a place may hold: what networks tell of them, on its way from the intake and the outbox to
// the chats. Networks that nobody else shares never come here.
import type { Connector } from '../../channels/channel.ts'
import type { Clock } from '../../domain/clock.ts'
import { asId, type ChannelId, type ChatId, type ConversationId, type Ids } from '../../domain/ids.ts'
import type { Message } from '../../domain/message.ts'
import { decideThread, type NoDefaultApp, nobodyYet, type ThreadFact } from '../../domain/thread-control.ts'
import type { InboundUpdate, UnifiedMessage } from '../../domain/unified-message.ts'
import type { Channel, Transaction } from '../../storage/store.ts'
import { addSystemLine } from '../system-lines.ts'
import { type Echo, ownEcho, storeEcho } from './echoes.ts'
import { meet, nameAtLast } from './meeting.ts'
import { changeThread, freshChat, goOnAfter, type ThreadDeed } from './thread-change.ts'

export type ThreadChannel = Pick<Channel, 'id' | 'queueId' | 'kind' | 'settings'>

/** A chat that was opened by what came in, and why it is routed now. */
export interface ToRoute {
  readonly chatId: ChatId
  readonly because: string
}

/** What is to be known before a customer's message is stored. */
export interface Reception {
  /** How its chat begins, if it opens one. */
  readonly openAs: 'waiting' | 'bot'
  readonly toRoute: ToRoute | null
  /** Keeps what the message told of a conversation that it began. */
  remember(conversationId: ConversationId): Promise<void>
}

export class Threads {
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #connectors: readonly Connector[]

  constructor(ports: { clock: Clock; ids: Ids; connectors: readonly Connector[] }) {
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#connectors = ports.connectors
  }

  /** Null: on this network nobody else answers. */
  noDefaultApp({ kind, settings }: ThreadChannel): NoDefaultApp | null {
    return this.#connectors.find(one => one.kind === kind)?.noDefaultApp?.(settings) ?? null
  }

  /** Null: nothing to see to, or a double. */
  async receive(tx: Transaction, channel: ThreadChannel, update: UnifiedMessage): Promise<Reception | null> {
    const policy = this.noDefaultApp(channel)
    if (policy === null && update.holder === undefined) return null
    if ((await tx.messages.byExternalId(channel.id, update.externalId)) !== null) return null
    const { at, holder, address, sender } = update
    const fact: ThreadFact = { kind: 'message', at, holder }
    const deed = this.#deed(tx, channel)
    const conversation = await tx.contacts.conversationAt(channel.id, address)
    if (conversation === null) {
      const { noDefaultApp } = deed
      const { memory, move } = decideThread({ memory: nobodyYet, chat: null, noDefaultApp }, fact)
      const remember = (id: ConversationId) => tx.contacts.setThread(id, memory)
      return { openAs: move === 'openBot' ? 'bot' : 'waiting', toRoute: null, remember }
    }
    await nameAtLast(tx, conversation, sender.name)
    const { decision, toRoute } = await changeThread(deed, conversation.id, fact)
    return {
      openAs: decision.move === 'openBot' ? 'bot' : 'waiting',
      toRoute: toRoute === null ? null : { chatId: toRoute, because: decision.because },
      remember: async () => {},
    }
  }

  /** `moved`: a message of ours of which the echo is news. */
  async echo(
    tx: Transaction,
    channel: ThreadChannel,
    echo: Echo,
  ): Promise<{
    readonly stored: Message['id'] | null
    readonly moved: Message | null
    readonly toRoute: ToRoute | null
  }> {
    const own = await ownEcho(tx, channel.id, echo)
    if (own !== null) return { stored: null, moved: own.moved, toRoute: null }
    const deed = this.#deed(tx, channel)
    const conversation = await meet(tx, this.#ids, { channelId: channel.id, address: echo.address, now: deed.now })
    const { messageId, toRoute } = await storeEcho(deed, conversation, echo)
    const because = 'the network gave the conversation to us'
    return { stored: messageId, moved: null, toRoute: toRoute === null ? null : { chatId: toRoute, because } }
  }

  async control(
    tx: Transaction,
    channel: ThreadChannel,
    { address, at, holder, app, asked = false }: Extract<InboundUpdate, { type: 'control' }>,
  ): Promise<ToRoute | null> {
    const deed = this.#deed(tx, channel)
    const known = await tx.contacts.conversationAt(channel.id, address)
    if (known === null && (asked || holder === 'nobody')) return null
    const { id, contactId } = known ?? (await meet(tx, this.#ids, { channelId: channel.id, address, now: deed.now }))
    const fact: ThreadFact = asked ? { kind: 'asked', at, app } : { kind: 'control', at, holder, app }
    const before = await tx.contacts.thread(id)
    const { decision, toRoute } = await changeThread(deed, id, fact)
    const { because, move } = decision
    if (move !== 'openWaiting') return toRoute === null ? null : { chatId: toRoute, because }
    if ((await tx.contacts.get(contactId))?.ban) return null
    const [last] = await tx.chats.ofConversation(id, 1)
    const line = { code: 'handedToUs', program: before.app } as const
    if (last !== undefined) return { chatId: (await goOnAfter(deed, last, line)).id, because }
    return { chatId: await this.#openFirst(deed, { conversationId: id, contactId }), because }
  }

  /** A bot gave us somebody of whom we had never heard. */
  async #openFirst(
    { tx, now, channel }: ThreadDeed,
    whose: { conversationId: ConversationId; contactId: Parameters<Transaction['contacts']['get']>[0] },
  ): Promise<ChatId> {
    const times = { openedAt: now, queuedAt: now, unansweredSince: now }
    const place = { ...whose, channelId: channel.id, queueId: channel.queueId }
    const chat = await tx.chats.insert({
      ...freshChat,
      ...place,
      ...times,
      id: asId(this.#ids.next()),
      status: 'waiting',
    })
    const { conversationId } = whose
    await tx.events.append({ type: 'chat.opened', at: now, audience: [], chatId: chat.id, conversationId })
    await addSystemLine(tx, chat, { code: 'handedToUs', program: null }, { at: now, audience: [] })
    return chat.id
  }

  /** The network's answer to an attempt at sending that began at `at`. */
  async answered(
    tx: Transaction,
    { conversationId, channelId }: { readonly conversationId: ConversationId; readonly channelId: ChannelId },
    fact: Extract<ThreadFact, { kind: 'sent' | 'refused' }>,
  ): Promise<void> {
    const channel = await tx.channels.get(channelId)
    if (channel === null || (fact.kind === 'sent' && this.noDefaultApp(channel) === null)) return
    await changeThread(this.#deed(tx, channel), conversationId, fact)
  }

  /** What is our own doing: taken, or handed back. */
  async did(tx: Transaction, channel: ThreadChannel, id: ConversationId, kind: 'taken' | 'returned'): Promise<void> {
    await changeThread(this.#deed(tx, channel), id, { kind, at: this.#clock.now() })
  }

  #deed(tx: Transaction, channel: ThreadChannel): ThreadDeed {
    const noDefaultApp = this.noDefaultApp(channel) ?? 'agents'
    return { tx, ids: this.#ids, now: this.#clock.now(), channel, noDefaultApp }
  }
}
