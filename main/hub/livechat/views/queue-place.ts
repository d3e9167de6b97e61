// Where a waiting chat stands in its queue. Source: "Threads", `queue`, 3.6.
import type { Chat } from '../../../domain/chat.ts'
import { MINUTE, SECOND } from '../../../domain/clock.ts'
import type { Reads } from '../../../storage/store.ts'
import { instant } from '../names.ts'

export interface QueuePlace {
  /** 1: the next. */
  readonly position: number
  /** Seconds, a guess: a minute for each who is before them. */
  readonly wait_time: number
  readonly queued_at: string
}

/** Null: it does not wait. */
export const queuePlace = async (reads: Reads, chat: Chat): Promise<QueuePlace | null> => {
  if (chat.status !== 'waiting') return null
  const waiting = await reads.chats.waiting(chat.queueId)
  const at = waiting.findIndex(one => one.id === chat.id)
  if (at < 0) return null
  return { position: at + 1, wait_time: ((at + 1) * MINUTE) / SECOND, queued_at: instant(chat.queuedAt) }
}
