// FacebookIncomeMessageWorker: what Meta calls us with -> what Parley understands. Pure, and never throws: what cannot be
// understood comes back whole, with the reason.
import { HOUR, SECOND } from '../../domain/clock.ts'
import type { InboundUpdate, Unreadable } from '../../domain/unified-message.ts'
import type { Intake } from '../channel.ts'
import { whole } from '../whole.ts'
import { withLongIdsAsText } from './app-webhook.ts'
import { type EventView, happenedIn } from './events.ts'
import * as wire from './wire.ts'

/** What is known of the page when its calls are read. */
export interface PageView {
  /** Only this page's entries; null: every page's. */
  readonly pageId: string | null
  /** Our own app's number; null: not known (yet). */
  readonly appId: string | null
  /** Whether one app at a time holds a conversation, and gets it as `messaging` (Conversation Routing). */
  readonly isRouted: boolean
}

/** What Meta says about the page itself, for whoever looks after it. */
export interface PolicyNotice {
  readonly action: string
  readonly reason: string
}

export interface Read extends Intake {
  readonly policy: readonly PolicyNotice[]
}

const anyPage: PageView = { pageId: null, appId: null, isRouted: false }

export class FacebookIncomeMessageWorker {
  /** One call's body, parsed or as text. `receivedAt` (epoch ms) stands in where Meta tells no time. */
  toUnified(payload: unknown, receivedAt?: number): Intake {
    const { policy: _, ...intake } = this.read(payload, anyPage, receivedAt)
    return intake
  }

  /** In the order in which things happened, as far as one call tells. */
  read(payload: unknown, page: PageView, receivedAt?: number): Read {
    const body = wire.call.safeParse(typeof payload === 'string' ? parsed(payload) : payload).data
    if (body === undefined)
      return { updates: [], policy: [], unreadable: [doubt(payload, 'This is no call of Meta’s: it has no entries.')] }
    const parts = body.entry.map(raw => readEntry(raw, page, receivedAt))
    const unreadable = parts.flatMap(part => part.unreadable)
    return {
      updates: parts.flatMap(part => part.updates).toSorted((one, other) => one.at - other.at),
      policy: parts.flatMap(part => part.policy),
      ...(unreadable.length === 0 ? {} : { unreadable }),
    }
  }
}

interface Part {
  readonly updates: readonly InboundUpdate[]
  readonly unreadable: readonly Unreadable[]
  readonly policy: readonly PolicyNotice[]
}

const nothing: Part = { updates: [], unreadable: [], policy: [] }

const readEntry = (raw: unknown, page: PageView, receivedAt: number | undefined): Part => {
  const entry = wire.entry.safeParse(raw).data
  if (entry === undefined) return { ...nothing, unreadable: [doubt(raw, 'This entry is none of a page.')] }
  if (page.pageId !== null && entry.id === undefined)
    return { ...nothing, unreadable: [doubt(raw, 'Nobody says which page this entry is of.')] }
  if (page.pageId !== null && entry.id !== page.pageId) return nothing
  const fallbackAt = entry.time ?? receivedAt ?? null
  const { appId } = page
  const holder = page.isRouted ? ({ holder: 'us' } as const) : {}
  const { messaging, standby } = entry
  const aheadMs = entry.time == null || receivedAt === undefined ? 0 : clockAhead(receivedAt - entry.time)
  const parts = [
    ...(messaging ?? []).map(one => readEvent(one, { fallbackAt, aheadMs, appId, isStandby: false, ...holder })),
    ...(standby ?? []).map(one => readEvent(one, { fallbackAt, aheadMs, appId, isStandby: true, holder: 'others' })),
  ]
  if (messaging == null && standby == null)
    return { ...nothing, unreadable: [doubt(raw, 'This entry brings no messages (its kind is not known here).')] }
  return {
    updates: parts.flatMap(part => part.updates),
    unreadable: parts.flatMap(part => part.unreadable),
    policy: parts.flatMap(part => part.policy),
  }
}

/** A call that came so long after it was made: up to a few seconds that is our clock's doing, beyond it was on its way. */
const clockAhead = (ms: number): number => Math.max(-HOUR, Math.min(ms, 3 * SECOND))

const readEvent = (raw: unknown, view: EventView): Part => {
  const event = wire.event.safeParse(raw).data
  if (event === undefined) return { ...nothing, unreadable: [doubt(raw, 'This event is none of Messenger’s.')] }
  if (event.policy_enforcement != null) {
    const { action, reason } = event.policy_enforcement
    return { ...nothing, policy: [{ action: action ?? '', reason: reason ?? '' }] }
  }
  const found = happenedIn(event, view)
  return typeof found === 'string' ? { ...nothing, unreadable: [doubt(raw, found)] } : { ...nothing, updates: found }
}

const doubt = (payload: unknown, reason: string): Unreadable => ({ payload: whole(payload), reason })

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(withLongIdsAsText(text))
  } catch {
    return null
  }
}
