// What comes in from networks: dedupe, store, answer, then think. One transaction per intake; only then may the network be told.
import type { Intake as Incoming, Log, Receipt } from '../channels/channel.ts'
import { assertNever } from '../domain/assert-never.ts'
import type { Clock } from '../domain/clock.ts'
import type { ChannelId, Ids, MessageId } from '../domain/ids.ts'
import { fitToKeep } from '../domain/stranger.ts'
import type { InboundUpdate, UnifiedMessage } from '../domain/unified-message.ts'
import type { Store, Transaction } from '../storage/store.ts'
import type { Bus } from './bus.ts'
import { sayHeldBack } from './contacts/held-back.ts'
import { takeMove, takeProfile } from './identity-news.ts'
import { cut, inboundRecord } from './inbound-record.ts'
import { takeDeletion, takeEdit, takeReaction, tellChanged } from './message-changes.ts'
import { openChat } from './opening.ts'
import { press, pressable, takePress } from './presses.ts'
import { takeReachability } from './reachability.ts'
import { takeReport, whyFailed } from './reports.ts'
import type { Router } from './router.ts'
import { joinTheirChat, takeStanding } from './threads/their-chats.ts'
import type { ThreadChannel, Threads, ToRoute } from './threads/threads.ts'
import { tellTyping } from './typing-news.ts'

interface Outcome {
  readonly messageId: MessageId | null
  /** A new chat that agents are to have. */
  readonly toRoute?: ToRoute
  readonly attachments?: boolean
  /** A bot's chat may have been opened or prolonged: it closes by itself. */
  readonly bot?: boolean
  /** The network ended a chat: who waits may have room now. */
  readonly closed?: boolean
}

const nothing: Outcome = { messageId: null }

export class IntakeService {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #log: Log
  readonly #router: Router
  readonly #bus: Bus
  readonly #threads: Threads
  readonly #fetchAttachments: () => void
  readonly #onBot: () => void

  constructor(parts: {
    store: Store
    clock: Clock
    ids: Ids
    log: Log
    router: Router
    bus: Bus
    threads: Threads
    fetchAttachments: () => void
    /** When bots' chats close by themselves is to be looked at again. */
    onBot: () => void
  }) {
    this.#store = parts.store
    this.#clock = parts.clock
    this.#ids = parts.ids
    this.#log = parts.log
    this.#router = parts.router
    this.#bus = parts.bus
    this.#threads = parts.threads
    this.#fetchAttachments = parts.fetchAttachments
    this.#onBot = parts.onBot
  }

  /** Resolves when everything is on disk. Routing follows by itself. */
  async receive(channel: ThreadChannel, incoming: Incoming): Promise<Receipt> {
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
    const toRoute = outcomes.flatMap(outcome => outcome.toRoute ?? [])
    if (toRoute.length > 0) void this.#router.routeNew(toRoute)
    if (outcomes.some(outcome => outcome.attachments)) this.#fetchAttachments()
    if (outcomes.some(outcome => outcome.bot)) this.#onBot()
    for (const update of incoming.updates)
      if (update.type === 'typing')
        void tellTyping({ reads: this.#store, bus: this.#bus, now: this.#clock.now() }, channel.id, update)
    if (outcomes.some(outcome => outcome.closed)) void this.#router.sweep('the network ended a chat')
    const byUpdate = new Map<InboundUpdate, MessageId | null>(
      kept.map((update, i) => [update, outcomes[i]?.messageId ?? null]),
    )
    return { messageIds: incoming.updates.map(update => byUpdate.get(update) ?? null) }
  }

  #record(tx: Transaction, channel: ThreadChannel, update: InboundUpdate): Promise<Outcome> {
    switch (update.type) {
      case 'message':
        return this.#message(tx, channel, update)
      case 'edit':
        return takeEdit(tx, channel.id, { ...update, text: cut(update.text) }, this.#clock.now()).then(() => nothing)
      case 'deletion':
        return takeDeletion(tx, channel.id, update, this.#clock.now()).then(() => nothing)
      case 'reaction':
        return takeReaction(tx, channel.id, update, this.#clock.now()).then(() => nothing)
      case 'postback':
        return takePress(tx, channel.id, update, this.#clock.now()).then(() => nothing)
      case 'receipt':
        return this.#receipt(tx, channel.id, update)
      case 'status':
        return this.#status(tx, channel.id, update)
      case 'reachability':
        return takeReachability(tx, channel.id, update, this.#clock.now()).then(() => nothing)
      case 'moved':
        return takeMove(tx, channel.id, update).then(() => nothing)
      case 'profile':
        return takeProfile(tx, channel.id, update, this.#clock.now()).then(() => nothing)
      case 'echo':
        return this.#echo(tx, channel, update)
      case 'control':
        return this.#threads
          .control(tx, channel, update)
          .then(toRoute => (toRoute === null ? { messageId: null, bot: true } : { messageId: null, toRoute }))
      case 'opening':
        return openChat(tx, { ids: this.#ids, now: this.#clock.now() }, channel, update).then(toRoute =>
          toRoute === null ? nothing : { messageId: null, toRoute },
        )
      case 'standing':
        return this.#standing(tx, channel, update)
      case 'typing':
        return Promise.resolve(nothing)
      default:
        return assertNever(update)
    }
  }

  async #message(tx: Transaction, channel: ThreadChannel, update: UnifiedMessage): Promise<Outcome> {
    const now = this.#clock.now()
    const quoted =
      update.replyTo?.externalId === undefined
        ? null
        : await tx.messages.byExternalId(channel.id, update.replyTo.externalId)
    const { postback } = update
    const answered = postback === undefined ? null : await pressable(tx, channel.id, update.address, postback)
    const reception = await this.#threads.receive(tx, channel, update)
    const record = {
      ...inboundRecord(channel, update, { quoted, answered }, { ids: this.#ids, now }),
      ...(reception === null ? {} : { openAs: reception.openAs }),
    }
    const { into } = update
    const outcome =
      into === undefined ? await tx.messages.recordInbound(record) : await tx.messages.recordInto(into, record)
    if (outcome === null || outcome.kind === 'doubled') return nothing
    const { messageId, chatId, conversationId } = outcome
    await reception?.remember(conversationId)
    if (update.properties !== undefined)
      await tx.protocol.setProperties({ scope: 'message', id: messageId, conversationId }, update.properties)
    if (answered !== null && postback !== undefined) {
      const { buttonId } = postback
      await press(tx, answered, { buttonId, agentId: null, at: update.at, isPressed: true }, now)
    }
    if (update.theirChat !== undefined && outcome.opened) await joinTheirChat(tx, channel.id, update.theirChat, chatId)
    if (outcome.heldBack === 'first') await sayHeldBack(tx, chatId, now)
    const audience = outcome.ownerId === null ? outcome.offeredTo : [outcome.ownerId]
    const toRoute =
      outcome.opened && outcome.status === 'waiting' ? { chatId, because: 'new chat' } : (reception?.toRoute ?? null)
    if (outcome.opened) await tx.events.append({ type: 'chat.opened', at: now, audience, chatId, conversationId })
    await tx.events.append({ type: 'message.added', at: now, audience, chatId, conversationId, messageId })
    return {
      messageId,
      ...(toRoute === null ? {} : { toRoute }),
      bot: outcome.status === 'bot',
      attachments: (update.attachments ?? []).some(one => one.fileId === undefined),
    }
  }

  async #echo(
    tx: Transaction,
    channel: ThreadChannel,
    update: Extract<InboundUpdate, { type: 'echo' }>,
  ): Promise<Outcome> {
    const { stored, moved, toRoute } = await this.#threads.echo(tx, channel, { ...update, text: cut(update.text) })
    if (moved !== null) await tellChanged(tx, moved, this.#clock.now())
    const attachments = stored !== null && (update.attachments ?? []).some(one => one.fileId === undefined)
    return { messageId: stored, attachments, bot: stored !== null, ...(toRoute === null ? {} : { toRoute }) }
  }

  async #standing(
    tx: Transaction,
    channel: ThreadChannel,
    update: Extract<InboundUpdate, { type: 'standing' }>,
  ): Promise<Outcome> {
    const deed = { tx, ids: this.#ids, now: this.#clock.now() }
    const { toRoute, closed } = await takeStanding(deed, channel, update)
    return { messageId: null, closed: closed !== null, ...(toRoute === null ? {} : { toRoute }) }
  }

  async #receipt(
    tx: Transaction,
    channelId: ChannelId,
    update: Extract<InboundUpdate, { type: 'receipt' }>,
  ): Promise<Outcome> {
    for (const id of await tx.outbox.advance(channelId, update, update.state)) {
      const message = await tx.messages.get(id)
      if (message !== null) await tellChanged(tx, message, this.#clock.now(), { state: update.state })
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
    await tellChanged(tx, message, this.#clock.now(), { state: update.state })
    if (update.unreachable !== true) return nothing
    const unreachable = { ...update, type: 'reachability', reachable: false, reason: whyFailed(update) } as const
    await takeReachability(tx, channelId, unreachable, this.#clock.now())
    return nothing
  }

  async #quarantine(tx: Transaction, channelId: ChannelId, one: { payload: string; reason: string }): Promise<void> {
    const at = this.#clock.now()
    await tx.quarantine.add({ channelId, at, payload: one.payload, reason: one.reason })
    await tx.events.append({ type: 'quarantine.added', at, audience: 'everyone', channelId })
    this.#log.warn('A payload could not be understood and is kept in quarantine', { channelId, reason: one.reason })
  }
}
