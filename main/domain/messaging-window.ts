// The messaging window: some networks let a business write freely only for so long after the customer last wrote.
import { DAY, HOUR } from './clock.ts'
import type { ChannelKind } from './unified-message.ts'

/** How long the window stays open after the customer's last message. Networks that are not named have none. */
const windows: Partial<Record<ChannelKind, number>> = { whatsapp: DAY }

/** From when on the screens count down, so that nobody is surprised. */
const soonMs = 2 * HOUR

/** When free replies end, as things stand; null: this network has no window. A customer who never wrote opened none. */
export const windowClosesAt = (kind: ChannelKind, lastInboundAt: number | null): number | null => {
  const length = windows[kind]
  return length === undefined ? null : (lastInboundAt ?? 0) + length
}

export type WindowState = 'none' | 'open' | 'closesSoon' | 'closed'

/** At the instant of closing it is closed. */
export const windowState = (closesAt: number | null, now: number): WindowState => {
  if (closesAt === null) return 'none'
  if (now >= closesAt) return 'closed'
  return closesAt - now <= soonMs ? 'closesSoon' : 'open'
}
