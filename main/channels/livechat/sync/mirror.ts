// Keeps our chats equal to LiveChat's. A push is only a prompt: pushes are never repeated and may be lost, doubled, late or out of
// order, so what is stored is either the very next event of a thread, or the whole thread as LiveChat has it now. A round looks at
// everything that is open, after every connection and every minute, so that a lost push is missed for a minute at most.
import type { InboundUpdate, Unreadable } from '../../../domain/unified-message.ts'
import type { ChannelDoor } from '../../channel.ts'
import { Lanes } from '../../lanes.ts'
import type { Push } from '../api/rtm-line.ts'
import { instant, LiveChatIncomeMessageWorker, senderOf } from '../income-worker.ts'
import * as wire from '../wire.ts'
import { type Call, fetchChat, fetchThreads } from './fetching.ts'
import { type Known, KnownChats, knownOf, numberOf, printOf } from './known-chats.ts'
import { PutAside } from './put-aside.ts'
import { threadNews } from './thread-updates.ts'

export interface MirrorPorts {
  readonly door: ChannelDoor
  readonly channelId: string
  readonly call: Call
  /** Our account's id; null before the first login. */
  readonly me: () => string | null
  /** Threads that began until this instant of LiveChat's (epoch ms) are the past of before the channel; null: unknown yet. */
  readonly since: () => number | null
  /** The disk failed: the round is to be made again. */
  readonly onStoreFailure: () => void
}

export class Mirror {
  readonly #ports: MirrorPorts
  readonly #worker = new LiveChatIncomeMessageWorker()
  readonly #lanes = new Lanes()
  readonly #chats = new KnownChats()
  readonly #aside = new PutAside()
  readonly #looks = new Map<string, Promise<boolean>>()

  constructor(ports: MirrorPorts) {
    this.#ports = ports
  }

  /** What was stored of the chat last; undefined: nothing since the channel was connected. */
  known(
    chatId: string,
  ): Pick<Known, 'users' | 'isActive' | 'isOurs' | 'isElsewhere' | 'threadId' | 'eventTimes'> | undefined {
    return this.#chats.get(chatId)
  }

  /** Brings the chat up to what LiveChat has. False: it could not be asked, or not be stored. */
  look(chatId: string): Promise<boolean> {
    const asked = this.#looks.get(chatId)
    if (asked !== undefined) return asked
    const look = this.#lanes.run(chatId, () => {
      // Whoever asks from now on wants to know what comes after this answer.
      this.#looks.delete(chatId)
      return this.#look(chatId)
    })
    this.#looks.set(chatId, look)
    return look
  }

  /** Takes a push; nobody waits for it. */
  async take({ action, payload }: Push): Promise<void> {
    switch (action) {
      case 'incoming_typing_indicator':
      case 'incoming_sneak_peek':
        return this.#typing(action, payload)
      case 'customer_updated':
      case 'customer_banned':
        return this.#customer(payload)
      case 'incoming_event':
        return this.#event(payload)
      default: {
        const chatId = chatOf(action, payload)
        if (chatId !== null) await this.look(chatId)
      }
    }
  }

  async #event(payload: unknown): Promise<void> {
    const about = wire.about.safeParse(payload).data
    if (about?.chat_id == null) return
    const chatId = about.chat_id
    const isStored = await this.#lanes.run(chatId, () => this.#next(chatId, about.thread_id ?? null, about.event))
    if (!isStored) await this.look(chatId)
  }

  /** Stores the event if it is the very next one, or stored already; false: there is more to know. */
  async #next(chatId: string, threadId: string | null, event: unknown): Promise<boolean> {
    const known = this.#chats.get(chatId)
    const read = wire.event.safeParse(event).data
    if (known === undefined || read === undefined || known.threadId !== threadId || !known.isActive || !known.isOurs)
      return false
    if (known.eventTimes.has(read.id)) return true
    const number = numberOf(read.id, threadId)
    if (number === null || number - 1 !== known.lastNumber) return false
    const { door, channelId } = this.#ports
    const view = { address: chatId, theirChat: threadId, users: known.users, channelId, receivedAt: door.clock.now() }
    const { updates, unreadable } = this.#worker.read(event, view)
    // Somebody has come whom nobody has introduced.
    if (read.author_id != null && !known.users.some(user => user.id === read.author_id)) return false
    if (!(await this.#store(updates, unreadable === undefined ? [] : [unreadable]))) return true
    const eventTimes = new Map(known.eventTimes).set(read.id, read.created_at ?? '')
    this.#chats.set(chatId, { ...known, lastNumber: number, eventTimes, print: '' })
    return true
  }

  async #look(chatId: string): Promise<boolean> {
    const { call, door, me: account } = this.#ports
    const me = account()
    const since = this.#ports.since()
    // What comes before the first round is found by it.
    if (me === null || since === null) return false
    const found = await fetchChat(call, chatId)
    if (found === null) return false
    if ('unreadable' in found) return this.#store([], [found.unreadable])
    const { chat } = found
    const unended = (await door.theirChats()).filter(one => one.address === chatId)
    if (chat === 'gone') return this.#lost(chatId, unended)
    const latest = chat.thread
    if (latest == null) return true
    // The past of before the channel stays where it is.
    const isPast = !latest.active && (instant(latest.created_at) ?? 0) <= since
    if (isPast && unended.length === 0) return true
    const print = printOf(chat)
    const before = this.#chats.get(chatId)
    if (before?.print === print) return true
    const strange: Unreadable[] = []
    const threads =
      before?.threadId === latest.id ? [] : await this.#earlier(chatId, latest, { since, unended, strange })
    if (threads === null) return false
    const users = chat.users ?? []
    const news = [...threads, latest].map(thread =>
      threadNews(this.#worker, thread, {
        address: chatId,
        users: thread === latest ? users : users.map(user => ({ ...user, present: false })),
        ...(latest.restricted_access == null ? { properties: chat.properties } : {}),
        me,
        channelId: this.#ports.channelId,
        receivedAt: door.clock.now(),
        known: unended.find(one => one.theirChat === thread.id)?.state ?? null,
        ...(before?.threadId === thread.id ? { presses: before.presses } : {}),
      }),
    )
    const updates = news.flatMap(one => one.updates)
    strange.push(...news.flatMap(one => one.unreadable))
    const profile = updates.length === 0 ? [] : this.#profile(chatId, users, before)
    if (!(await this.#store([...updates, ...profile], strange))) return false
    this.#chats.set(chatId, knownOf({ users, thread: latest, print }, me, before))
    return true
  }

  /** Threads before the latest that are not stored to their end, oldest first; null: they cannot be asked now. */
  async #earlier(
    chatId: string,
    latest: wire.Thread,
    known: {
      readonly since: number
      readonly unended: readonly { readonly theirChat: string }[]
      /** Gets what nobody understands. */
      readonly strange: Unreadable[]
    },
  ): Promise<readonly wire.Thread[] | null> {
    const { call, door } = this.#ports
    const { since, unended, strange } = known
    const missing = new Set(unended.map(one => one.theirChat).filter(id => id !== latest.id))
    const goOn = async (thread: wire.Thread) => {
      if (!isBefore(thread, latest) || missing.has(thread.id)) return true
      return (instant(thread.created_at) ?? 0) > since && !(await door.hasEnded(thread.id))
    }
    const threads = await fetchThreads(call, chatId, goOn, one => strange.push(one))
    return threads?.filter(thread => isBefore(thread, latest)).toReversed() ?? null
  }

  /** Nobody lets us see it any more: what is open here goes on without us. */
  async #lost(
    chatId: string,
    unended: readonly { readonly theirChat: string; readonly state: string }[],
  ): Promise<boolean> {
    const at = this.#ports.door.clock.now()
    const updates = unended
      .filter(one => one.state === 'open')
      .map(
        ({ theirChat }): InboundUpdate => ({
          type: 'standing',
          address: chatId,
          theirChat,
          at,
          sender: senderOf(null, chatId),
          state: 'elsewhere',
        }),
      )
    this.#chats.delete(chatId)
    return updates.length === 0 || this.#store(updates, [])
  }

  #profile(chatId: string, users: readonly wire.User[], before: Known | undefined): readonly InboundUpdate[] {
    const customer = users.find(user => user.type === 'customer')
    const sender = senderOf(customer, chatId)
    const then = before?.users.find(user => user.type === 'customer')
    if (customer === undefined || JSON.stringify(senderOf(then, chatId)) === JSON.stringify(sender)) return []
    return [{ type: 'profile', address: chatId, at: this.#ports.door.clock.now(), sender }]
  }

  async #customer(payload: unknown): Promise<void> {
    const customer = wire.customer.safeParse(payload).data
    const theirs = this.#chats.of(customer?.customer_id ?? customer?.id ?? '')
    await Promise.all(theirs.map(chatId => this.look(chatId)))
  }

  async #typing(action: string, payload: unknown): Promise<void> {
    const { door } = this.#ports
    const peek = action === 'incoming_sneak_peek' ? wire.sneakPeek.safeParse(payload).data : undefined
    const typing = peek === undefined ? wire.typing.safeParse(payload).data : undefined
    const address = peek?.chat_id ?? typing?.chat_id
    if (address === undefined) return
    const author = typing?.typing_indicator.author_id ?? peek?.sneak_peek.author_id
    const isCustomers = this.#chats.get(address)?.users.find(user => user.id === author)?.type !== 'agent'
    if (!isCustomers || typing?.typing_indicator.is_typing === false) return
    const preview = peek === undefined ? {} : { preview: peek.sneak_peek.text }
    await door.receive({ updates: [{ type: 'typing', address, at: door.clock.now(), ...preview }] })
  }

  async #store(updates: readonly InboundUpdate[], strange: readonly Unreadable[]): Promise<boolean> {
    const { door, onStoreFailure } = this.#ports
    const unreadable = this.#aside.fresh(strange)
    if (updates.length === 0 && unreadable.length === 0) return true
    try {
      await door.receive({ updates, ...(unreadable.length === 0 ? {} : { unreadable }) })
      this.#aside.stored(unreadable)
      return true
    } catch (error) {
      door.log.error('What came from LiveChat could not be stored', { error: String(error) })
      onStoreFailure()
      return false
    }
  }
}

/** One that began after we asked for the latest comes with the next look. */
const isBefore = (thread: wire.Thread, latest: wire.Thread): boolean =>
  thread.id !== latest.id && (thread.created_at ?? '') < (latest.created_at ?? '')

/** Pushes that concern no chat bring nothing that a chat shows. */
const chatOf = (action: string, payload: unknown): string | null => {
  const about = wire.about.safeParse(payload).data
  if (action === 'incoming_chat') return about?.chat?.id ?? null
  return about?.chat_id ?? (action === 'chat_access_updated' || action === 'chat_deleted' ? (about?.id ?? null) : null)
}
