// A chat as one agent's screen shows it: the shared row, the agent's own view of it, when it closes by itself, whether it rings.
import { completeAt } from '../domain/completion.ts'
import type { QueueId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import { type Closure, closureOf } from '../domain/working-hours.ts'
import type { ChatRow, Reads } from '../storage/store.ts'
import type { Actor, ChatCard } from './verbs.ts'

/** Cards of rows that the actor may see, in the same order. */
export const cardsOf = async (
  reads: Reads,
  actor: Actor,
  rows: readonly ChatRow[],
  now: number,
): Promise<ChatCard[]> => {
  if (rows.length === 0) return []
  const [views, queues] = await Promise.all([
    reads.chats.views(
      rows.map(row => row.id),
      actor.agentId,
    ),
    reads.queues.all(),
  ])
  const timeouts = new Map(queues.map(queue => [queue.id, queue.completionTimeoutMinutes]))
  const waitsIn = new Set(rows.filter(row => row.status === 'waiting').map(row => row.queueId))
  const closures = new Map<QueueId, Closure | null>(
    queues.filter(({ id }) => waitsIn.has(id)).map(({ id, workingHours }) => [id, closureOf(workingHours, now)]),
  )
  const supervises = may(actor.permissions, 'CanSeeAllChats')
  const ringing = supervises && rows.some(row => row.status === 'waiting') ? await chatsOnOffer(reads) : null
  return rows.flatMap((row, i) => {
    const seen = views[i]
    if (seen === undefined) return []
    // What a bot answers nobody has to read.
    const view = row.status === 'bot' ? { ...seen, unread: 0, firstUnreadId: null } : seen
    const closed = row.status === 'waiting' ? (closures.get(row.queueId) ?? null) : null
    const nobodyElse = row.status === 'waiting' && closed === null && ringing !== null && !ringing.has(row.id)
    const rings = view.offer !== null || nobodyElse
    return [{ row, view, completesAt: completeAt(row, timeouts.get(row.queueId) ?? null), rings, closed }]
  })
}

const chatsOnOffer = async (reads: Reads): Promise<ReadonlySet<string>> =>
  new Set((await reads.offers.open()).map(offer => offer.chatId))

/** The card, if the chat belongs into the agent's lists now: owned and active, ringing at them, or seen by a supervisor. */
export const listedCard = async (reads: Reads, actor: Actor, row: ChatRow, now: number): Promise<ChatCard | null> => {
  if (row.status === 'closed') return null
  const [card] = await cardsOf(reads, actor, [row], now)
  if (card === undefined) return null
  const listed = row.ownerId === actor.agentId || card.rings || may(actor.permissions, 'CanSeeAllChats')
  return listed ? card : null
}
