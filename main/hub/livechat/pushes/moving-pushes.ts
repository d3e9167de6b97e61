// Who has a chat now: taken, given to another agent or queue, or left to its queue, as pushes to both sides.
import type { StoredEvent } from '../../../domain/event.ts'
import { type AgentId, asId, type QueueId } from '../../../domain/ids.ts'
import type { Side } from '../names.ts'
import type { ChatViews } from '../views/chat-view.ts'
import { queuePlace } from '../views/queue-place.ts'
import { bothSides, type News } from './both-sides.ts'
import type { Push } from './push.ts'
import type { Subject } from './subject.ts'

interface Move {
  readonly event: StoredEvent
  readonly subject: Subject
  /** The chat as its new agent gets it. */
  readonly whole: () => Promise<News | null>
  /** Who did it; null: nobody in person. */
  readonly by: AgentId | null
  readonly from: { readonly agentId: AgentId | null; readonly queueId: QueueId }
  /** Null: it waits. */
  readonly to: AgentId | null
  readonly reason: 'manual' | 'unassigned'
}

/** The agent of the event took the chat; `facts.fromAgentId`: from whom. */
export const takenPushes = (
  views: ChatViews,
  event: StoredEvent,
  subject: Subject,
  whole: Move['whole'],
): Promise<readonly Push[]> => {
  const to = event.agentId ?? null
  const from = { agentId: agentIn(event, 'fromAgentId'), queueId: subject.chat.queueId }
  const move: Move = { event, subject, whole, by: to, from, to, reason: 'manual' }
  return from.agentId === null ? comeAndGone(views, move) : movePushes(views, move)
}

/** The chat was given to an agent or a queue, or went back to its queue because its agent is gone. */
export const movedPushes = (
  views: ChatViews,
  event: StoredEvent,
  subject: Subject,
  whole: Move['whole'],
): Promise<readonly Push[]> => {
  const queue = event.facts?.fromQueueId
  return movePushes(views, {
    event,
    subject,
    whole,
    by: event.agentId ?? null,
    from: {
      agentId: agentIn(event, 'fromAgentId'),
      queueId: typeof queue === 'string' ? asId(queue) : subject.chat.queueId,
    },
    to: agentIn(event, 'toAgentId'),
    reason: event.type === 'chat.changed' ? 'unassigned' : 'manual',
  })
}

const agentIn = (event: StoredEvent, name: string): AgentId | null => {
  const id = event.facts?.[name]
  return typeof id === 'string' && id !== '' ? asId(id) : null
}

const movePushes = async (views: ChatViews, move: Move): Promise<readonly Push[]> => [
  ...(await arrival(views, move)),
  ...(await transfer(views, move)),
  ...(await comeAndGone(views, move)),
]

/** The whole chat to its new agent alone, with whom it comes from. */
const arrival = async ({ library }: ChatViews, { to, whole, from, by }: Move): Promise<readonly Push[]> => {
  const chat = to === null ? null : await whole()
  if (to === null || chat === null) return []
  const groups = [await library.groupOf(from.queueId)]
  const agents = from.agentId === null ? [] : [await library.agentIdFor('agents', from.agentId)]
  return [
    {
      ...chat,
      to: { side: 'agents', audience: [to], alone: true },
      payload: {
        ...chat.payload,
        ...(by === null ? {} : { requester_id: await library.agentIdFor('agents', by) }),
        transferred_from: { group_ids: groups, ...(agents.length === 0 ? {} : { agent_ids: agents }) },
      },
    },
  ]
}

const about = ({ chat }: Subject) => ({ chat_id: chat.conversationId, thread_id: chat.id })

const transfer = async (
  { library, now }: ChatViews,
  { event, subject, by, to, reason }: Move,
): Promise<readonly Push[]> => {
  const place = to === null ? await queuePlace(library.reads, subject.chat, now()) : null
  return bothSides(event, subject.identity, async side => ({
    action: 'chat_transferred',
    payload: {
      ...about(subject),
      ...(await requester(library, side, by)),
      reason,
      transferred_to: {
        group_ids: [await library.groupOf(subject.chat.queueId)],
        ...(to === null ? {} : { agent_ids: [await library.agentIdFor(side, to)] }),
      },
      ...(place === null ? {} : { queue: place }),
    },
    chatId: subject.chat.id,
  }))
}

const comeAndGone = async (views: ChatViews, { event, subject, from, to, by }: Move): Promise<readonly Push[]> => {
  const { library } = views
  const { chat, identity } = subject
  const gone = from.agentId
  const why = async (side: Side) => ({ reason: 'manual', ...(await requester(library, side, by)) })
  const removed =
    gone === null
      ? []
      : await bothSides(event, identity, async side => ({
          action: 'user_removed_from_chat',
          payload: { ...about(subject), user_id: await library.agentIdFor(side, gone), ...(await why(side)) },
          chatId: chat.id,
        }))
  const added =
    to === null
      ? []
      : await bothSides(event, identity, async side => {
          const id = await library.agentIdFor(side, to)
          const user = (await views.users(side, identity, [chat])).find(one => 'id' in one && one.id === id)
          if (user === undefined) return null
          const payload = { ...about(subject), user, ...(await why(side)) }
          return { action: 'user_added_to_chat', payload, chatId: chat.id }
        })
  return [...removed, ...added]
}

const requester = async (
  library: ChatViews['library'],
  side: Side,
  by: AgentId | null,
): Promise<{ readonly requester_id?: string }> =>
  by === null ? {} : { requester_id: await library.agentIdFor(side, by) }
