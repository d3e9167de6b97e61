// What comes in from networks: dedupe, store, answer, then think. One transaction per intake; only then may the network be told.
import type { Intake as Incoming, Log, Receipt } from '../channels/channel.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { Clock } from '../domain/clock.ts'
import { asId, type ChannelId, type ChatId, type Ids, type MessageId } from '../domain/ids.ts'
import { fitToKeep } from '../domain/stranger.ts'
import type { InboundUpdate, UnifiedMessage } from '../domain/unified-message.ts'
import type { Channel, Inbound, Store, Transaction } from '../storage/store.ts'
import type { Bus } from './bus.ts'
import { takeReachability } from './reachability.ts'
import { takeReport, whyFailed } from './reports.ts'
import type { Router } from './router.ts'

/** Longer texts are cut, with a mark: a stranger must not fill the desk. */
const longestInboundText = 100_000

interface Outcome {
  readonly messageId: MessageId | null
  readonly opened?: ChatId
  readonly attachments?: boolean
}

const nothing: Outcome = { messageId: null }

export class IntakeService {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #log: Log
  readonly #router: Router
  readonly #bus: Bus
  readonly #fetchAttachments: () => void

  constructor(parts: {
    store: Store
    clock: Clock
    ids: Ids
    log: Log
    router: Router
    bus: Bus
    fetchAttachments: () => void
  }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#ids = parts.ids
    this.#log = parts.log
    this.#router = parts.router
    this.#bus = parts.bus
    this.#fetchAttachments = parts.fetchAttachments
  }

  /** Resolves when everything is on disk. Routing follows by itself. */
  async receive(channel: Pick<Channel, 'id' | 'queueId'>, incoming: Incoming): Promise<Receipt> {
    const kept: readonly InboundUpdate[] = incoming.updates.filter(update => update.type !== 'typing')
    const unreadable = incoming.unreadable ?? []
    let outcomes: Outcome[] = []
    if (kept.length > 0 || unreadable.length > 0 || incoming.cursor !== undefined)
      outcomes = await this.#store.transact(async tx => {
        const done: Outcome[] = []
        for (const update of kept) done.push(await this.#record(tx, channel, fitToKeep(update)))
        for (const one of unreadable) await this.#quarantine(tx, channel.id, one)
        if (incoming.cursor !== undefined) await tx.channels.setCursor(channel.id, incoming.cursor)
        return done
      })
    const opened = outcomes.flatMap(outcome => outcome.opened ?? [])
    if (opened.length > 0) void this.#router.routeNew(opened)
    if (outcomes.some(outcome => outcome.attachments)) this.#fetchAttachments()
    for (const update of incoming.updates) if (update.type === 'typing') void this.#tellTyping(channel.id, update)
    const byUpdate = new Map<InboundUpdate, MessageId | null>(
      kept.map((update, i) => [update, outcomes[i]?.messageId ?? null]),
    )
    return { messageIds: incoming.updates.map(update => byUpdate.get(update) ?? null) }
  }

  #record(tx: Transaction, channel: Pick<Channel, 'id' | 'queueId'>, update: InboundUpdate): Promise<Outcome> {
    switch (update.type) {
      case 'message':
        return this.#message(tx, channel, update)
      case 'edit':
        return this.#change(tx, channel.id, update.externalId, id => tx.messages.edit(id, cut(update.text), update.at))
      case 'deletion':
        return this.#change(tx, channel.id, update.externalId, id => tx.messages.markDeleted(id, update.at))
      case 'reaction':
        return this.#reaction(tx, channel.id, update)
      case 'receipt':
        return this.#receipt(tx, channel.id, update)
      case 'status':
        return this.#status(tx, channel.id, update)
      case 'reachability':
        return takeReachability(tx, channel.id, update, this.#clock.now()).then(() => nothing)
      case 'moved':
        return this.#moved(tx, channel.id, update)
      case 'profile':
        return this.#profile(tx, channel.id, update)
      case 'typing':
      case 'echo':
      case 'control':
        return Promise.resolve(nothing)
      default:
        return assertNever(update)
    }
  }

  async #message(tx: Transaction, channel: Pick<Channel, 'id' | 'queueId'>, update: UnifiedMessage): Promise<Outcome> {
    const now = this.#clock.now()
    const attachments = (update.attachments ?? []).map(one => ({
      ...one,
      id: asId<Inbound['message']['attachments'][number]['id']>(this.#ids.next()),
    }))
    const quoted =
      update.replyTo?.externalId === undefined
        ? null
        : await tx.messages.byExternalId(channel.id, update.replyTo.externalId)
    const outcome = await tx.messages.recordInbound({
      address: update.address,
      sender: {
        name: update.sender.name,
        username: update.sender.username ?? null,
        language: update.sender.language ?? null,
        email: update.sender.email ?? null,
        phone: update.sender.phone ?? null,
      },
      queueId: channel.queueId,
      newIds: {
        contact: asId(this.#ids.next()),
        identity: asId(this.#ids.next()),
        conversation: asId(this.#ids.next()),
        chat: asId(this.#ids.next()),
      },
      message: {
        channelId: channel.id,
        kind: update.kind,
        text: cut(update.text),
        at: update.at,
        storedAt: now,
        authorName: update.sender.author ?? update.sender.name,
        attachments,
        place: update.place ?? null,
        card: update.card ?? null,
        options: update.options ?? [],
        replyTo:
          update.replyTo === undefined
            ? null
            : {
                messageId: quoted?.id ?? null,
                excerpt: (update.replyTo.excerpt || (quoted?.text ?? '')).slice(0, 300),
              },
        albumId: update.albumId ?? null,
        forwardedFrom: update.forwardedFrom ?? null,
        externalId: update.externalId,
      },
    })
    if (outcome.kind === 'doubled') return nothing
    const { messageId, chatId, conversationId } = outcome
    const audience = outcome.ownerId === null ? outcome.offeredTo : [outcome.ownerId]
    if (outcome.opened) await tx.events.append({ type: 'chat.opened', at: now, audience, chatId, conversationId })
    await tx.events.append({ type: 'message.added', at: now, audience, chatId, conversationId, messageId })
    return {
      messageId,
      ...(outcome.opened ? { opened: chatId } : {}),
      attachments: attachments.some(one => one.fileId === undefined),
    }
  }

  async #change(
    tx: Transaction,
    channelId: ChannelId,
    externalId: string,
    change: (id: MessageId) => Promise<void>,
  ): Promise<Outcome> {
    const message = await tx.messages.byExternalId(channelId, externalId)
    if (message === null) return nothing
    await change(message.id)
    await this.#tellChanged(tx, message.id, message.chatId)
    return nothing
  }

  async #tellChanged(tx: Transaction, messageId: MessageId, chatId: ChatId): Promise<void> {
    const chat = await tx.chats.get(chatId)
    const offered = chat?.status === 'waiting' ? (await tx.offers.open(chatId)).map(offer => offer.agentId) : []
    const audience = chat?.ownerId ? [chat.ownerId] : offered
    await tx.events.append({ type: 'message.changed', at: this.#clock.now(), audience, chatId, messageId })
  }

  async #reaction(
    tx: Transaction,
    channelId: ChannelId,
    update: Extract<InboundUpdate, { type: 'reaction' }>,
  ): Promise<Outcome> {
    const message = await tx.messages.byExternalId(channelId, update.externalId)
    if (message === null) return nothing
    const others = message.reactions.filter(reaction => reaction.author !== update.author)
    const reactions = update.emoji.length === 0 ? others : [...others, { author: update.author, emoji: update.emoji }]
    await tx.messages.setReactions(message.id, reactions)
    await this.#tellChanged(tx, message.id, message.chatId)
    return nothing
  }

  async #receipt(
    tx: Transaction,
    channelId: ChannelId,
    update: Extract<InboundUpdate, { type: 'receipt' }>,
  ): Promise<Outcome> {
    for (const id of await tx.outbox.advance(channelId, update, update.state)) {
      const message = await tx.messages.get(id)
      if (message !== null) await this.#tellChanged(tx, id, message.chatId)
    }
    return nothing
  }

  async #status(
    tx: Transaction,
    channelId: ChannelId,
    update: Extract<InboundUpdate, { type: 'status' }>,
  ): Promise<Outcome> {
    const message = await takeReport(tx, channelId, update)
    if (message === null) return nothing
    await this.#tellChanged(tx, message.id, message.chatId)
    if (update.unreachable !== true) return nothing
    const unreachable = { ...update, type: 'reachability', reachable: false, reason: whyFailed(update) } as const
    await takeReachability(tx, channelId, unreachable, this.#clock.now())
    return nothing
  }

  async #moved(
    tx: Transaction,
    channelId: ChannelId,
    update: Extract<InboundUpdate, { type: 'moved' }>,
  ): Promise<Outcome> {
    const identity = await tx.contacts.identityAt(channelId, update.address)
    const taken = await tx.contacts.identityAt(channelId, update.newAddress)
    if (identity !== null && taken === null)
      await tx.contacts.updateIdentity(identity.id, { address: update.newAddress })
    return nothing
  }

  async #profile(
    tx: Transaction,
    channelId: ChannelId,
    update: Extract<InboundUpdate, { type: 'profile' }>,
  ): Promise<Outcome> {
    const identity = await tx.contacts.identityAt(channelId, update.address)
    if (identity === null) return nothing
    const { name, email, phone, language } = update.sender
    await tx.contacts.updateIdentity(identity.id, { name })
    await tx.contacts.update(identity.contactId, {
      name,
      ...(email === undefined ? {} : { email }),
      ...(phone === undefined ? {} : { phone }),
      ...(language === undefined ? {} : { language }),
    })
    const conversation = await tx.contacts.conversationAt(channelId, update.address)
    const chat = conversation === null ? null : await tx.chats.openOfConversation(conversation.id)
    await tx.events.append({
      type: 'contact.changed',
      at: this.#clock.now(),
      audience: chat?.ownerId ? [chat.ownerId] : [],
      ...(chat === null ? {} : { chatId: chat.id }),
    })
    return nothing
  }

  async #quarantine(tx: Transaction, channelId: ChannelId, one: { payload: string; reason: string }): Promise<void> {
    const at = this.#clock.now()
    await tx.quarantine.add({ channelId, at, payload: one.payload, reason: one.reason })
    await tx.events.append({ type: 'quarantine.added', at, audience: 'everyone', channelId })
    this.#log.warn('A payload could not be understood and is kept in quarantine', { channelId, reason: one.reason })
  }

  async #tellTyping(channelId: ChannelId, update: Extract<InboundUpdate, { type: 'typing' }>): Promise<void> {
    const conversation = await this.#store.contacts.conversationAt(channelId, update.address)
    if (conversation === null) return
    const [chat, contact] = await Promise.all([
      this.#store.chats.openOfConversation(conversation.id),
      this.#store.contacts.get(conversation.contactId),
    ])
    if (chat === null || contact === null) return
    this.#bus.tell({
      kind: 'typing',
      at: this.#clock.now(),
      chatId: chat.id,
      who: contact.name,
      agentId: null,
      preview: update.preview ?? null,
    })
  }
}

const cut = (text: string): string =>
  text.length > longestInboundText ? `${text.slice(0, longestInboundText)} […]` : text
