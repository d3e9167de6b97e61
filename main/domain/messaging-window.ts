// The messaging window: some networks let a business write freely only for so long after the customer last wrote, and some let a
// person, not a program, answer for longer than that.
import { DAY, HOUR } from './clock.ts'
import type { ChannelKind } from './unified-message.ts'

interface Limits {
  readonly freeMs: number
  /** For answers that a person wrote, where the channel may send them. */
  readonly humanMs?: number
  /** Nobody has an address there who never wrote: then what they wrote was lost on its way, and the network is left to judge. */
  readonly customerBegins?: true
}

/** How long after the customer's last message. Networks that are not named have none (facts/channels.md 2.3 and 3.3). */
const windows: Partial<Record<ChannelKind, Limits>> = {
  whatsapp: { freeMs: DAY },
  facebook: { freeMs: DAY, humanMs: 7 * DAY, customerBegins: true },
}

/** From when on the screens count down, so that nobody is surprised. */
const soonMs = 2 * HOUR

/** When free replies end, as things stand; null: no window is known of. Who never wrote to a number opened none. */
export const windowClosesAt = (kind: ChannelKind, lastInboundAt: number | null): number | null => {
  const limits = windows[kind]
  if (limits === undefined || (lastInboundAt === null && limits.customerBegins)) return null
  return (lastInboundAt ?? 0) + limits.freeMs
}

/** When answers of a person end; null: they have no longer window than free ones. `isAllowed`: the channel may send them. */
export const humanWindowClosesAt = (
  kind: ChannelKind,
  lastInboundAt: number | null,
  isAllowed: boolean,
): number | null => {
  const humanMs = windows[kind]?.humanMs
  return humanMs === undefined || !isAllowed ? null : (lastInboundAt ?? 0) + humanMs
}

/** Whether a channel's settings let agents answer for longer. */
export const allowsHumanAgent = (settings: Readonly<Record<string, unknown>>): boolean =>
  settings.allowHumanAgent === true

/** human: free replies are over, and a person's still go out as such. */
export type WindowState = 'none' | 'open' | 'closesSoon' | 'human' | 'closed'

/** At the instant of closing it is closed. `humanClosesAt`: as `humanWindowClosesAt` says. */
export const windowState = (closesAt: number | null, now: number, humanClosesAt: number | null = null): WindowState => {
  if (closesAt === null) return 'none'
  if (now >= closesAt) return humanClosesAt !== null && now < humanClosesAt ? 'human' : 'closed'
  return closesAt - now <= soonMs ? 'closesSoon' : 'open'
}

/** Why nothing can be sent, and what can be done. `allowsHuman`: the channel lets agents answer for longer. */
export const whyWindowIsClosed = (kind: ChannelKind, allowsHuman: boolean): string => {
  if (kind !== 'facebook')
    return 'More than 24 hours have passed since the customer last wrote, so only an approved template can be sent. Choose one, or wait until they write.'
  const span = allowsHuman ? '7 days' : '24 hours'
  return `More than ${span} have passed since the customer last wrote, so Facebook takes no message until they write again. Reach them another way, or wait.`
}
