// Waiting chats that have moved up or down in their queue: told to their customers, and to the agents at whom they ring.
import type { EventType, StoredEvent } from '../../../domain/event.ts'
import type { ChatId, QueueId } from '../../../domain/ids.ts'
import type { ChatViews } from '../views/chat-view.ts'
import { queuePlaces } from '../views/queue-place.ts'
import { type Push, toCustomer } from './push.ts'

/** After which a queue may be another one than before. */
const moving: ReadonlySet<EventType> = new Set([
  'chat.opened',
  'chat.accepted',
  'chat.closed',
  'chat.transferred',
  'chat.changed',
])

export class QueuePushes {
  readonly #views: ChatViews
  /** The place of which each waiting chat's customer knows. */
  #known = new Map<ChatId, { readonly queueId: QueueId; readonly position: number }>()

  constructor(views: ChatViews) {
    this.#views = views
  }

  async after({ type }: StoredEvent): Promise<readonly Push[]> {
    if (!moving.has(type)) return []
    const { reads } = this.#views.library
    const byQueue = Map.groupBy(await reads.chats.waiting(), chat => chat.queueId)
    const before = this.#known
    this.#known = new Map()
    const pushes: Push[] = []
    for (const [queueId, waiting] of byQueue) {
      const stands = new Map(waiting.map((chat, i) => [chat.id, { queueId, position: i + 1 }]))
      for (const [id, place] of stands) this.#known.set(id, place)
      const moved = waiting.filter(({ id }) => {
        const known = before.get(id)
        // Whoever has just come to this queue was told of their place by that.
        return known?.queueId === queueId && known.position !== stands.get(id)?.position
      })
      if (moved.length === 0) continue
      const places = await queuePlaces(reads, waiting, this.#views.now())
      for (const chat of moved) {
        const { position = 0, wait_time = 0 } = places.get(chat.id) ?? {}
        const conversation = await reads.contacts.conversation(chat.conversationId)
        const news = { chat_id: chat.conversationId, thread_id: chat.id, queue: { position, wait_time } }
        const audience = (await reads.offers.open(chat.id)).map(offer => offer.agentId)
        pushes.push({
          to: { side: 'agents', audience },
          action: 'queue_positions_updated',
          payload: [news],
          chatId: chat.id,
        })
        if (conversation !== null)
          pushes.push({
            to: toCustomer(conversation.identity),
            action: 'queue_position_updated',
            payload: news,
            chatId: chat.id,
          })
      }
    }
    return pushes
  }
}
