// Deliveries to webhooks: how each stands, and when a call that failed is tried again.
import { DAY, HOUR, SECOND } from './clock.ts'

export const webhookDeliveryStates = ['waiting', 'delivered', 'givenUp'] as const
export type WebhookDeliveryState = (typeof webhookDeliveryStates)[number]

/** Characters of an answer that the log keeps. */
export const longestAnswer = 2_000
/** So long the log is kept. */
export const logKeptMs = 30 * DAY

const firstPause = 10 * SECOND
const longestPause = 6 * HOUR
/** So long it is tried, or kept for a webhook that is switched off. */
export const patienceMs = 3 * DAY

/**
 * When to try again after so many attempts (1 or more): after 10 s, 20 s, 40 s, ... at most 6 hours, or when the other side asks for
 * more patience than that; null after three days.
 */
export const retryAt = (
  attempts: number,
  { queuedAt, now, askedPauseMs }: { readonly queuedAt: number; readonly now: number; readonly askedPauseMs: number },
): number | null => {
  const pause = Math.min(firstPause * 2 ** Math.min(attempts - 1, 20), longestPause)
  const at = now + Math.max(pause, Math.min(askedPauseMs, DAY))
  return at - queuedAt > patienceMs ? null : at
}

/** Only these say that the call was taken. */
export const isTaken = (status: number): boolean => status >= 200 && status < 300
