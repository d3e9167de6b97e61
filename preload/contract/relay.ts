// The relay over the door: how it is, pairing by a one-time code, parting. The credentials that pairing gives never come out.
import { z } from 'zod'
import { id, instant } from '../shapes.ts'
import { at } from './gates.ts'

const nothing = z.strictObject({})

export const relayStatus = z.object({
  /** Empty: there is none. */
  url: z.string(),
  /** Where networks call; null: the relay has not said so yet. */
  publicUrl: z.string().nullable(),
  state: z.discriminatedUnion('state', [
    z.object({ state: z.literal('off') }),
    z.object({ state: z.literal('connecting') }),
    z.object({ state: z.literal('online'), since: instant }),
    z.object({ state: z.literal('retrying'), until: instant, reason: z.string() }),
    z.object({ state: z.literal('needsAttention'), reason: z.string(), remedy: z.string() }),
  ]),
  /** Since when there is no line, though there should be one. */
  awaySince: instant.nullable(),
  /** What the relay keeps for this workstation; null: it has not said so. */
  waiting: z
    .object({
      count: z.number().int(),
      oldestAt: instant.nullable(),
      /** Kept apart, because this workstation would not have them. */
      refused: z.number().int(),
      /** What the relay's operator must know. */
      alarm: z.string().nullable(),
    })
    .nullable(),
  /** The channels whose calls come through it. */
  channelIds: z.array(id),
  /** Pages can be added by a login at Facebook. */
  hasFacebook: z.boolean(),
})

export const relay = {
  status: at('CanManageChats', 'How the relay is: the line to it, and what waits there')
    .input(nothing)
    .output(relayStatus),
  pair: at('CanManageChats', 'Pair this workstation with a relay by a one-time code; ends a pairing that was there')
    .input(z.strictObject({ url: z.string().trim().max(2_000), code: z.string().trim().max(100) }))
    .output(relayStatus),
  unpair: at('CanManageChats', 'Part from the relay: channels without a public address of their own stop receiving')
    .input(nothing)
    .output(relayStatus),
}
