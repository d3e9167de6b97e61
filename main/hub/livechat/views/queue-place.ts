// Where waiting chats stand in their queue, and how long they will go on waiting. Source: "Threads", `queue`, 3.6.
import type { Chat } from '../../../domain/chat.ts'
import { SECOND } from '../../../domain/clock.ts'
import type { ChatId } from '../../../domain/ids.ts'
import { estimateWaitMs } from '../../../domain/queue-wait.ts'
import type { Reads } from '../../../storage/store.ts'
import { instant } from '../names.ts'

export interface QueuePlace {
  /** 1: the next. */
  readonly position: number
  /** Seconds: a guess from how long the last ones waited. */
  readonly wait_time: number
  readonly queued_at: string
}

/** By so many chats that were taken lately. */
const looksBack = 20

/** Null: it does not wait. */
export const queuePlace = async (reads: Reads, chat: Chat, now: number): Promise<QueuePlace | null> => {
  if (chat.status !== 'waiting') return null
  return (await queuePlaces(reads, await reads.chats.waiting(chat.queueId), now)).get(chat.id) ?? null
}

/** `waiting`: every waiting chat of one queue, the next first. */
export const queuePlaces = async (
  reads: Reads,
  waiting: readonly Chat[],
  now: number,
): Promise<ReadonlyMap<ChatId, QueuePlace>> => {
  const [first] = waiting
  if (first === undefined) return new Map()
  const recent = await reads.chats.takenLately(first.queueId, looksBack)
  return new Map(
    waiting.map(({ id, queuedAt }, i) => {
      const waitMs = estimateWaitMs(recent, { position: i + 1, waitedMs: Math.max(0, now - queuedAt) })
      return [id, { position: i + 1, wait_time: Math.ceil(waitMs / SECOND), queued_at: instant(queuedAt) }]
    }),
  )
}
