// What was stored of LiveChat's chats last, in memory alone. Chats that are over make room for others.
import { createHash } from 'node:crypto'
import { type Presses, pressesIn } from '../content/presses.ts'
import { customerIn, standingOf } from '../standing.ts'
import * as wire from '../wire.ts'

export interface Known {
  readonly users: readonly wire.User[]
  readonly threadId: string
  readonly isActive: boolean
  /** Our account is in it. */
  readonly isOurs: boolean
  /** Somebody else of the licence's has it. */
  readonly isElsewhere: boolean
  /** Of the thread's last event, where they are counted; null: they are not. */
  readonly lastNumber: number | null
  readonly eventTimes: ReadonlyMap<string, string>
  readonly presses: Presses
  /** Of all of it, to see that nothing is new; '': not taken since something was. */
  readonly print: string
}

const mostKept = 500

export class KnownChats {
  readonly #chats = new Map<string, Known>()

  get(chatId: string): Known | undefined {
    return this.#chats.get(chatId)
  }

  set(chatId: string, known: Known): void {
    this.#chats.delete(chatId)
    this.#chats.set(chatId, known)
    for (const [id, { isActive }] of this.#chats) {
      if (this.#chats.size <= mostKept) return
      if (!isActive) this.#chats.delete(id)
    }
  }

  delete(chatId: string): void {
    this.#chats.delete(chatId)
  }

  /** Ids of the chats of which they are a user. */
  of(userId: string): readonly string[] {
    return [...this.#chats].filter(([, { users }]) => users.some(user => user.id === userId)).map(([id]) => id)
  }
}

export const printOf = (chat: wire.Chat): string =>
  createHash('sha256')
    .update(JSON.stringify([chat.users, chat.properties, chat.thread]))
    .digest('base64')

/** Where events are counted within their thread: "THREAD_7"; null: they are not. */
export const numberOf = (eventId: string, threadId: string): number | null => {
  const count = eventId.startsWith(`${threadId}_`) ? /^\d{1,9}$/.exec(eventId.slice(threadId.length + 1)) : null
  return count === null ? null : Number(count[0])
}

/** `before`: what was known of the chat until now. */
export const knownOf = (
  {
    users,
    thread,
    print,
  }: { readonly users: readonly wire.User[]; readonly thread: wire.Thread; readonly print: string },
  me: string,
  before: Known | undefined,
): Known => {
  const events = (thread.events ?? []).flatMap(event => wire.event.safeParse(event).data ?? [])
  const standing = standingOf(thread, users, me)
  const last = events.at(-1)
  return {
    users,
    threadId: thread.id,
    isActive: thread.active,
    isOurs: standing.state === 'open' && standing.isOurs,
    isElsewhere: standing.state === 'elsewhere',
    lastNumber: last === undefined ? 0 : numberOf(last.id, thread.id),
    eventTimes: new Map(events.map(event => [event.id, event.created_at ?? ''])),
    // What is done in others' hands is stored when the chat comes back from there.
    presses: standing.state === 'elsewhere' ? (before?.presses ?? new Map()) : pressesIn(thread, customerIn(users)?.id),
    print,
  }
}
