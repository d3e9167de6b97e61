// A thread as LiveChat has it now -> everything that our side may lack of it, in order. Saying what is known already does no harm.
import type { InboundUpdate, Unreadable } from '../../../domain/unified-message.ts'
import type { TheirChat } from '../../channel.ts'
import { type Presses, pressesIn, pressNews } from '../content/presses.ts'
import { instant, type LiveChatIncomeMessageWorker, senderIn } from '../income-worker.ts'
import { customerIn, standingOf, standingUpdate } from '../standing.ts'
import * as wire from '../wire.ts'

export interface ThreadView {
  readonly address: string
  readonly users: readonly wire.User[]
  readonly me: string
  readonly channelId: string
  readonly receivedAt: number
  /** How the thread stood when it was stored last; null: it is new to us. */
  readonly known: TheirChat['state'] | null
  /** Of the chat; missing: not asked for. */
  readonly properties?: wire.Chat['properties']
  /** Which buttons stood pressed then; missing: nobody remembers. */
  readonly presses?: Presses
}

export interface ThreadNews {
  readonly updates: readonly InboundUpdate[]
  readonly unreadable: readonly Unreadable[]
}

const nothing: ThreadNews = { updates: [], unreadable: [] }

export const threadNews = (worker: LiveChatIncomeMessageWorker, thread: wire.Thread, view: ThreadView): ThreadNews => {
  const { address, users, me, known, receivedAt } = view
  const standing = standingOf(thread, users, me)
  const about = {
    address,
    theirChat: thread.id,
    at: instant(thread.created_at) ?? receivedAt,
    sender: senderIn(users, address),
    // Told only where there are any ("Threads").
    ...(thread.restricted_access == null ? { tags: thread.tags ?? [] } : {}),
    ...(view.properties === undefined
      ? {}
      : { properties: { conversation: view.properties, chat: thread.properties } }),
  }
  const now = standingUpdate(about, standing)
  // What others have, or had to the end, is told no further than that.
  if (standing.state === 'elsewhere' || (known === 'elsewhere' && standing.state === 'ended'))
    return known === null ? nothing : { updates: [now], unreadable: [] }
  if (standing.state === 'ended' && known === null && !standing.wasOurs) return nothing
  const read = (thread.events ?? []).map(event => worker.read(event, { ...view, theirChat: thread.id }))
  const opening = standingUpdate(about, { state: 'open', isOurs: true })
  const said = read.flatMap(({ updates }) => updates.flatMap(withText))
  const pressed = pressNews(pressesIn(thread, customerIn(users)?.id), view.presses, { address, at: receivedAt })
  return {
    updates: [opening, ...said, ...pressed, ...seen(thread, view), ...(standing.state === 'ended' ? [now] : [])],
    unreadable: read.flatMap(({ unreadable }) => unreadable ?? []),
  }
}

/** Their text as it is now, should it have been changed while nobody told us. */
const withText = (update: InboundUpdate): readonly InboundUpdate[] => {
  if ((update.type !== 'message' && update.type !== 'echo') || update.text === '') return [update]
  if (update.type === 'echo' && update.messageId !== undefined) return [update]
  const { externalId, address, at, text } = update
  return [update, { type: 'edit', externalId, address, at, text }]
}

/** The customer has seen everything up to an instant of LiveChat's clock: the last of the others' events until then. */
const seen = (thread: wire.Thread, { address, users }: ThreadView): readonly InboundUpdate[] => {
  const customer = customerIn(users)
  const upTo = customer?.events_seen_up_to
  if (customer === null || upTo == null) return []
  const last = (thread.events ?? [])
    .flatMap(event => wire.event.safeParse(event).data ?? [])
    .findLast(
      event =>
        event.author_id != null &&
        event.author_id !== customer.id &&
        event.visibility !== 'agents' &&
        event.created_at != null &&
        isUpTo(event.created_at, upTo),
    )
  if (last === undefined) return []
  const at = instant(upTo) ?? 0
  return [{ type: 'receipt', state: 'read', externalId: last.id, address, at }]
}

/** Instants of theirs have microseconds, which a number of milliseconds would lose. */
const isUpTo = (at: string, limit: string): boolean => {
  const [one, other] = [instant(at) ?? 0, instant(limit) ?? 0]
  return one < other || (one === other && fraction(at) <= fraction(limit))
}

const fraction = (text: string): string => (/\.(\d+)/.exec(text)?.[1] ?? '').padEnd(6, '0')
