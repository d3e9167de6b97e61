// The outbox: sends what is stored, in order within a conversation, in parallel across. States only move forward, and what
// may have arrived is never sent again by itself.
import type { ChannelLink, Log } from '../channels/channel.ts'
import { type Clock, pause, SECOND } from '../domain/clock.ts'
import type { ChannelId, ConversationId, MessageId } from '../domain/ids.ts'
import type { Message, SendTrouble } from '../domain/message.ts'
import type { OutgoingMessage, SendResult } from '../domain/unified-message.ts'
import type { FileStore, OutboxRow, Store, Transaction } from '../storage/store.ts'
import { Alarm } from './alarm.ts'
import { Errand } from './errand.ts'
import type { Links } from './links.ts'
import { outgoingOf } from './outgoing.ts'
import type { Threads } from './threads/threads.ts'
import { type Upturn, WaitingReplies } from './waiting-replies.ts'

const atOnce = 16
/** How long a reply waits for a channel that is off or not there before it is looked at again. */
const channelOffMs = 15 * SECOND
const stopWithinMs = 3 * SECOND
/** Before another try when nothing can be written: not at once for ever. */
const restMs = 5 * SECOND

const interrupted: SendTrouble = {
  reason: 'Parley stopped while this was being sent. It may have arrived.',
  surelyNotArrived: false,
  canRetry: true,
}

export class Outbox {
  readonly #store: Store
  readonly #files: FileStore
  readonly #clock: Clock
  readonly #log: Log
  readonly #links: Links
  readonly #threads: Threads
  readonly #onUnreachable: (conversationId: ConversationId, reason: string) => Promise<void>
  readonly #errand: Errand
  readonly #alarm: Alarm
  readonly #busy = new Map<ConversationId, Promise<void>>()
  /** What waits for its channel to be switched on, or to do better. */
  readonly #waiting = new WaitingReplies()
  #restUntil = 0
  readonly #stop = new AbortController()
  /** Ends what is still on the wire when stopping takes too long. */
  readonly #cut = new AbortController()

  constructor(
    ports: { store: Store; files: FileStore; clock: Clock; log: Log },
    links: Links,
    threads: Threads,
    onUnreachable: (conversationId: ConversationId, reason: string) => Promise<void>,
  ) {
    this.#store = ports.store
    this.#files = ports.files
    this.#clock = ports.clock
    this.#log = ports.log
    this.#links = links
    this.#threads = threads
    this.#onUnreachable = onUnreachable
    this.#errand = new Errand('The outbox', ports.log, async () => {
      try {
        await this.#pump()
      } catch (error) {
        this.#rest()
        throw error
      }
    })
    this.#alarm = new Alarm(ports.clock, () => void this.#errand.request())
  }

  /** Attempts that never ended when Parley last stopped wait for a person, unless the network shows doubles once. */
  async start(): Promise<void> {
    const rows = await this.#store.outbox.interrupted()
    await this.#store.transact(async tx => {
      for (const row of rows) {
        if (this.#links.resendIsSafe(row.channelId)) {
          await tx.outbox.again(row.messageId, this.#clock.now())
          continue
        }
        await tx.outbox.hold(row.messageId)
        await tx.outbox.setState(row.messageId, 'queued', { trouble: interrupted })
        await this.#tell(tx, row.messageId)
      }
    })
    this.kick()
  }

  kick(): void {
    void this.#errand.request()
  }

  /** The channel can send (again): what waited for it does not wait out its pause. */
  channelIsUp(channelId: ChannelId, how: Upturn): void {
    this.#waiting.channelIsUp(channelId, how)
    this.kick()
  }

  async settled(): Promise<void> {
    await this.#errand.settled()
    while (this.#busy.size > 0) {
      await Promise.all(this.#busy.values())
      await this.#errand.settled()
    }
  }

  /** Starts nothing new and waits for what is on the wire. */
  async stop(): Promise<void> {
    this.#stop.abort()
    this.#alarm.setTo(null)
    const hurry = this.#clock.wakeAt(this.#clock.now() + stopWithinMs, () => this.#cut.abort())
    await this.settled()
    hurry()
  }

  async #pump(): Promise<void> {
    if (this.#stop.signal.aborted) return
    if (this.#clock.now() < this.#restUntil) return this.#alarm.notAfter(this.#restUntil)
    await this.#release()
    const rows = await this.#store.outbox.due(this.#clock.now(), 4 * atOnce)
    for (const row of rows) {
      if (this.#busy.size >= atOnce || this.#stop.signal.aborted) break
      if (this.#busy.has(row.conversationId)) continue
      const job = this.#attempt(row)
        .catch(error => {
          this.#log.error('Sending failed inside Parley', { error: String(error) })
          this.#rest()
        })
        .finally(() => {
          this.#busy.delete(row.conversationId)
          this.kick()
        })
      this.#busy.set(row.conversationId, job)
    }
    const next = await this.#store.outbox.nextDue()
    if (next !== null && next > this.#clock.now()) this.#alarm.notAfter(next)
  }

  async #attempt(row: OutboxRow): Promise<void> {
    const link = this.#links.get(row.channelId)
    const outgoing =
      link === undefined ? null : await outgoingOf({ store: this.#store, files: this.#files, clock: this.#clock }, row)
    if (link === undefined || outgoing === null) {
      if (link === undefined) this.#waiting.add(row)
      await this.#store.transact(tx => {
        // Switched on while this was waiting its turn.
        const waitMs = link === undefined && this.#links.get(row.channelId) !== undefined ? 0 : channelOffMs
        return tx.outbox.again(row.messageId, this.#clock.now() + waitMs)
      })
      return
    }
    this.#waiting.remove(row)
    const startedAt = this.#clock.now()
    await this.#store.transact(tx => tx.outbox.start(row.messageId, startedAt))
    const result = 'outcome' in outgoing ? outgoing : await this.#send(link, outgoing)
    await this.#writeDown({ ...row, startedAt }, result)
    if (result.outcome === 'failed' && result.unreachable === true)
      await this.#onUnreachable(row.conversationId, result.reason)
  }

  /** What became of it is known here alone, so it is kept until the disk takes it; nothing behind it goes before. */
  async #writeDown(row: OutboxRow & { readonly startedAt: number }, result: SendResult): Promise<void> {
    for (;;)
      try {
        const message = await this.#store.messages.get(row.messageId)
        if (message !== null) await this.#conclude(row, message, result)
        return
      } catch (error) {
        if (this.#stop.signal.aborted) throw error
        this.#log.error('What became of a reply could not be written down', { error: String(error) })
        await pause(this.#clock, restMs, this.#stop.signal)
      }
  }

  #rest(): void {
    this.#restUntil = this.#clock.now() + restMs
    if (!this.#stop.signal.aborted) this.#alarm.notAfter(this.#restUntil)
  }

  /** What waited for a channel that can send again is due now. */
  async #release(): Promise<void> {
    const ids = this.#waiting.release()
    if (ids.length === 0) return
    await this.#store.transact(async tx => {
      for (const id of ids) if ((await tx.outbox.get(id)) !== null) await tx.outbox.again(id, this.#clock.now())
    })
  }

  async #send(link: ChannelLink, outgoing: OutgoingMessage): Promise<SendResult> {
    try {
      return await link.send(outgoing, this.#cut.signal)
    } catch (error) {
      this.#log.error('A connector threw instead of reporting', { error: String(error) })
      return {
        outcome: 'failed',
        reason: 'Something went wrong inside Parley.',
        surelyNotArrived: false,
        retry: 'byHand',
      }
    }
  }

  async #conclude(
    row: OutboxRow & { readonly startedAt: number },
    message: Message,
    result: SendResult,
  ): Promise<void> {
    await this.#store.transact(async tx => {
      // The network reported on it before it answered us: its report stands.
      if ((await tx.outbox.get(message.id)) === null) return
      const fact = factIn(result, row.startedAt, this.#clock.now())
      if (fact !== null) await this.#threads.answered(tx, row, fact)
      if (result.outcome === 'sent') {
        await tx.outbox.setState(message.id, result.state ?? 'sent', { externalId: result.externalId, trouble: null })
        await tx.outbox.remove(message.id)
      } else if (result.movedTo !== undefined) {
        const conversation = await tx.contacts.conversation(message.conversationId)
        if (conversation !== null)
          await tx.contacts.updateIdentity(conversation.identityId, { address: result.movedTo })
        await tx.outbox.again(message.id, this.#clock.now())
      } else if (result.retry === 'later' && result.heldByOthers !== true) {
        // A channel that was set up anew meanwhile may be what it waited for.
        this.#waiting.add(row, result.retryAt !== undefined)
        await tx.outbox.again(message.id, result.retryAt ?? this.#clock.now() + backOff(row.attempts))
      } else if (result.surelyNotArrived) {
        // Once the conversation is in our hands it can be sent.
        const canRetry = result.retry === 'byHand' || result.heldByOthers === true
        const trouble = { reason: result.reason, surelyNotArrived: true, canRetry }
        await tx.outbox.setState(message.id, 'failed', { trouble })
        await tx.outbox.remove(message.id)
      } else {
        // It may have arrived: it stays in line, held, until a person says what to do.
        await tx.outbox.hold(message.id)
        await tx.outbox.setState(message.id, 'queued', {
          trouble: { reason: result.reason, surelyNotArrived: false, canRetry: true },
        })
      }
      await this.#tell(tx, message.id)
    })
  }

  async isHeld(id: MessageId): Promise<boolean> {
    return (await this.#store.outbox.get(id))?.held === true
  }

  /** A person says: send it (again), even if it may have arrived. */
  async sendAgain(message: Message): Promise<void> {
    const now = this.#clock.now()
    await this.#store.transact(async tx => {
      const row = await tx.outbox.get(message.id)
      const chat = await tx.chats.get(message.chatId)
      if (chat === null) return
      if (row === null) await tx.outbox.add(message.id, message.conversationId, chat.channelId, now)
      else await tx.outbox.again(message.id, now)
      await tx.outbox.setState(message.id, 'queued', { trouble: null })
      await this.#tell(tx, message.id)
    })
    this.kick()
  }

  /** A person says: it did arrive. */
  async settle(message: Message): Promise<void> {
    await this.#store.transact(async tx => {
      await tx.outbox.remove(message.id)
      await tx.outbox.setState(message.id, 'sent', { trouble: null })
      await this.#tell(tx, message.id)
    })
    this.kick()
  }

  async #tell(tx: Transaction, messageId: MessageId): Promise<void> {
    const message = await tx.messages.get(messageId)
    const chat = message === null ? null : await tx.chats.get(message.chatId)
    if (message === null || chat === null) return
    const concerned = [chat.ownerId, message.agentId].filter(id => id !== null)
    await tx.events.append({
      type: 'message.changed',
      at: this.#clock.now(),
      audience: [...new Set(concerned)],
      chatId: chat.id,
      messageId,
    })
  }
}

/** What the network's answer tells of who holds the conversation. */
const factIn = (result: SendResult, startedAt: number, now: number) => {
  if (result.outcome === 'sent') return { kind: 'sent', at: startedAt } as const
  return result.heldByOthers === true ? ({ kind: 'refused', at: now } as const) : null
}

/** 2 s, 4 s, 8 s, ... at most 5 minutes. */
const backOff = (attempts: number): number => Math.min(2 ** Math.min(attempts, 10) * 2 * SECOND, 300 * SECOND)
