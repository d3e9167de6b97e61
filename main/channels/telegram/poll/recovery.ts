// How polling goes on after trouble: what to tell people, and how long to wait. Pure: memory, trouble, now and chance in,
// health and a pause out.
import { assertNever } from '../../../domain/assert-never.ts'
import { MINUTE, SECOND } from '../../../domain/clock.ts'
import type { ChannelHealth } from '../../../domain/unified-message.ts'
import { pauseWhenTokenIsRefused, type Trouble } from '../errors.ts'

export interface Memory {
  /** Failures since the last good poll. */
  readonly failures: number
  /** When another program got in the way lately. */
  readonly conflicts: readonly number[]
}

export const untroubled: Memory = { failures: 0, conflicts: [] }

export interface NextStep {
  readonly memory: Memory
  readonly health: ChannelHealth
  readonly waitMs: number
}

export const afterTrouble = (memory: Memory, trouble: Trouble, now: number, chance: number): NextStep => {
  const failures = memory.failures + 1
  const kept: Memory = { ...memory, failures }
  const backOffMs = exponential(SECOND, memory.failures, chance)
  const retrying = (reason: string, waitMs = backOffMs): NextStep => ({
    memory: kept,
    health: { state: 'retrying', until: now + waitMs, reason },
    waitMs,
  })
  const attention = (reason: string, remedy: string, waitMs: number): NextStep => ({
    memory: kept,
    health: { state: 'needsAttention', reason, remedy },
    waitMs,
  })
  switch (trouble.kind) {
    case 'unreached':
    case 'unanswered':
      return retrying(`Telegram cannot be reached (${trouble.why}).`)
    case 'foreign':
      return retrying(
        `Something between Parley and Telegram answers in its place (HTTP ${trouble.status}): check the network and the API root.`,
      )
    case 'refused':
      break
    default:
      return assertNever(trouble)
  }
  const { code, description, retryAfterMs = 0 } = trouble
  if (code === 401) return { memory: kept, health: tokenRefused, waitMs: pauseWhenTokenIsRefused }
  if (code === 404) {
    return attention(
      'There is no such bot at this address of the Bot API.',
      'Check the token and the API root in the settings of the channel.',
      pauseWhenTokenIsRefused,
    )
  }
  if (code === 409 && /webhook/i.test(description)) {
    return attention(
      'Another product receives the messages of this bot through a webhook.',
      'Open the channel in the settings, press Test, and take the bot over. Parley does not take it away by itself.',
      MINUTE,
    )
  }
  if (code === 409) return afterConflict(kept, now, chance)
  if (code === 429) return retrying('Telegram asks for a pause.', Math.max(retryAfterMs, SECOND))
  if (code >= 500) return retrying(`Telegram has trouble of its own (${code}).`, Math.max(retryAfterMs, backOffMs))
  return retrying(`Telegram refuses to hand out messages: ${description || `error ${code}`}.`)
}

export const tokenRefused: ChannelHealth = {
  state: 'needsAttention',
  reason: 'Telegram does not accept the token of the bot any more.',
  remedy: 'Get a new token from @BotFather and enter it in the settings of the channel.',
}

/** The disk failed. Telegram is told nothing, keeps the messages, and offers them again. */
export const afterStoreFailure = (memory: Memory, now: number, chance: number): NextStep => {
  const waitMs = exponential(SECOND, memory.failures, chance)
  const reason = 'Parley could not store what came in. Telegram keeps it meanwhile.'
  return {
    memory: { ...memory, failures: memory.failures + 1 },
    health: { state: 'retrying', until: now + waitMs, reason },
    waitMs,
  }
}

/**
 * One conflict may be the remains of our own last run. Several mean that somebody else takes messages away from us:
 * both sides end each other's polls in turn, so polls that succeed in between prove nothing for a while.
 */
const afterConflict = (memory: Memory, now: number, chance: number): NextStep => {
  const conflicts = [...recent(memory.conflicts, now), now]
  const waitMs = exponential(5 * SECOND, conflicts.length - 1, chance)
  const health: ChannelHealth =
    conflicts.length < manyConflicts
      ? {
          state: 'retrying',
          until: now + waitMs,
          reason: 'The bot is used elsewhere: another program receives for it.',
        }
      : contested
  return { memory: { ...memory, conflicts }, health, waitMs }
}

export const afterGoodPoll = (
  memory: Memory,
  now: number,
): { readonly memory: Memory; readonly health: ChannelHealth } => {
  const conflicts = recent(memory.conflicts, now)
  return {
    memory: { failures: 0, conflicts },
    health: conflicts.length < manyConflicts ? { state: 'online' } : contested,
  }
}

const contested: ChannelHealth = {
  state: 'needsAttention',
  reason: 'The bot is used elsewhere: another program receives for it, and takes a part of its messages.',
  remedy: 'Stop the other program, or make a bot of its own for Parley.',
}

const manyConflicts = 3
const recent = (conflicts: readonly number[], now: number): readonly number[] =>
  conflicts.filter(at => now - at < 5 * MINUTE)

/** Doubles with every failure up to a minute; between half and the whole of that, so that a crowd does not come back at once. */
const exponential = (firstMs: number, failures: number, chance: number): number =>
  Math.round(Math.min(MINUTE, firstMs * 2 ** Math.min(failures, 10)) * (0.5 + chance / 2))
