// What we do in LiveChat's chats besides writing: take them, close them, tag them, ban who writes, say that we type and what we
// have seen. Best effort, but for closing, which the next round makes up for.
import { SECOND } from '../../domain/clock.ts'
import type { ChannelDoor, PropertyChange } from '../channel.ts'
import { refusedAs, type Trouble } from './api/trouble.ts'
import { customerIn } from './standing.ts'
import type { Call } from './sync/fetching.ts'
import type { Mirror } from './sync/mirror.ts'
import { closeThere } from './sync/round.ts'

/** LiveChat shows "typing" for a few seconds. */
const typingEveryMs = 4 * SECOND

export interface DeedPorts {
  readonly door: ChannelDoor
  readonly call: Call
  readonly mirror: Mirror
  readonly me: () => string | null
  /** What a person should know, although the channel works; null: nothing any more. */
  readonly warn: (sentence: string | null) => void
}

/** LiveChat bans for a number of days alone, and lifts no ban before. */
const longestBanDays = 365

const bansNeedAScope =
  'Bans are not carried to LiveChat: give the app or the token the scope customers.ban:rw there, then sign in again.'

export class Deeds {
  readonly #ports: DeedPorts
  readonly #typedAt = new Map<string, number>()

  constructor(ports: DeedPorts) {
    this.#ports = ports
  }

  /**
   * Sees to it that our account is in the chat: a chat that waits at LiveChat is assigned to it when an agent of ours accepts, at
   * the latest when they write. False: the thread is over.
   */
  async enter(chatId: string): Promise<boolean | Trouble> {
    const { mirror, call, me } = this.#ports
    // Whoever has taken it while nobody told us must not lose it.
    if (mirror.known(chatId)?.isOurs !== true && !(await mirror.look(chatId)))
      return { kind: 'unreached', why: 'no connection' }
    const known = mirror.known(chatId)
    if (known !== undefined && !known.isActive) return false
    if (known?.isOurs === true) return true
    if (known?.isElsewhere === true) return { kind: 'refused', type: 'not_allowed', message: '', region: null }
    const account = me()
    if (account === null) return { kind: 'unreached', why: 'no connection' }
    const answer = await call('transfer_chat', {
      id: chatId,
      target: { type: 'agent', ids: [account] },
      ignore_agents_availability: true,
      ignore_requester_presence: true,
    })
    await mirror.look(chatId)
    if (answer.ok || mirror.known(chatId)?.isOurs === true) return true
    return refusedAs(answer, 'chat_inactive') ? false : answer.trouble
  }

  async accepted(chatId: string): Promise<void> {
    const entered = await this.enter(chatId)
    if (typeof entered !== 'boolean')
      this.#ports.door.log.warn('A chat could not be taken at LiveChat yet', { kind: entered.kind })
  }

  async closed(): Promise<void> {
    await closeThere(this.#ports)
  }

  async typing(chatId: string): Promise<void> {
    const now = this.#ports.door.clock.now()
    if (now - (this.#typedAt.get(chatId) ?? 0) < typingEveryMs) return
    for (const [other, at] of this.#typedAt) if (now - at >= typingEveryMs) this.#typedAt.delete(other)
    this.#typedAt.set(chatId, now)
    if (this.#ports.mirror.known(chatId)?.isOurs !== true) return
    await this.#ports.call('send_typing_indicator', { chat_id: chatId, visibility: 'all', is_typing: true })
  }

  /** A message is sent: nobody types any more, and the next key says so anew. */
  wrote(chatId: string): void {
    this.#typedAt.delete(chatId)
  }

  /** What cannot be told is taken back here by the next look, for LiveChat's tags are the truth. */
  async tagged(chatId: string, tag: string, given: boolean): Promise<void> {
    const { mirror } = this.#ports
    if (mirror.known(chatId) === undefined) await mirror.look(chatId)
    const threadId = mirror.known(chatId)?.threadId
    if (threadId === undefined) return
    await this.#ports.call(given ? 'tag_thread' : 'untag_thread', { chat_id: chatId, thread_id: threadId, tag })
    await mirror.look(chatId)
  }

  /** As with tags. LiveChat takes properties of namespaces alone that it knows. */
  async propertiesChanged(chatId: string, { scope, isSet, properties }: PropertyChange): Promise<void> {
    const { mirror, call } = this.#ports
    if (mirror.known(chatId) === undefined) await mirror.look(chatId)
    const threadId = mirror.known(chatId)?.threadId
    if (threadId === undefined) return
    const verb = isSet ? 'update' : 'delete'
    if (scope === 'conversation') await call(`${verb}_chat_properties`, { id: chatId, properties })
    else await call(`${verb}_thread_properties`, { chat_id: chatId, thread_id: threadId, properties })
    await mirror.look(chatId)
  }

  async banned(chatId: string, days: number | null): Promise<void> {
    const { mirror, call, warn } = this.#ports
    if (mirror.known(chatId) === undefined) await mirror.look(chatId)
    const id = customerIn(mirror.known(chatId)?.users ?? [])?.id
    if (id === undefined) return
    const answer = await call('ban_customer', { id, ban: { days: days ?? longestBanDays } })
    if (answer.ok) warn(null)
    else if (refusedAs(answer, 'authorization', 'missing_access', 'not_allowed')) warn(bansNeedAScope)
  }

  async seen(chatId: string, eventId: string): Promise<void> {
    const seenUpTo = this.#ports.mirror.known(chatId)?.eventTimes.get(eventId)
    if (seenUpTo === undefined || seenUpTo === '') return
    await this.#ports.call('mark_events_as_seen', { chat_id: chatId, seen_up_to: seenUpTo })
  }
}
