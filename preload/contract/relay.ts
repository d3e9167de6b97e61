// The relay over the door: how it is, pairing by a one-time code, parting, and pages added by a login at Facebook through it. No
// credentials and no tokens come out.
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

/** A page that somebody chose at Facebook. */
export const offeredPage = z.object({
  id,
  name: z.string(),
  /** data: address; null: there is none. */
  picture: z.string().nullable(),
  /** What the person would have to be allowed at Facebook, so that the page can be served. */
  missing: z.array(z.enum(['MODERATE', 'MESSAGING'])),
  /** The channel that serves it already. */
  channel: z.object({ id, name: z.string() }).nullable(),
})

const wish = z.string().min(1).max(200)

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
  beginLogin: at('CanManageChats', 'Begin a login at Facebook, to add pages; the address is for the system browser')
    .input(nothing)
    .output(z.object({ wish: z.string(), url: z.string() })),
  login: at('CanManageChats', 'What became of a login that I began: the pages that were chosen, without their tokens')
    .input(z.strictObject({ wish }))
    .output(
      z.discriminatedUnion('state', [
        z.object({ state: z.literal('waiting') }),
        z.object({ state: z.literal('failed'), sentence: z.string() }),
        z.object({ state: z.literal('pages'), pages: z.array(offeredPage) }),
      ]),
    ),
  connectPages: at('CanManageChats', 'Make a channel of each of these pages, or renew the token of the one it has')
    .input(
      z.strictObject({
        wish,
        pageIds: z.array(id).min(1, 'tick at least one page').max(100),
        queueId: id,
        active: z.boolean().default(false),
      }),
    )
    .output(
      z.object({
        connected: z.array(
          z.object({
            pageId: id,
            channelId: id,
            name: z.string(),
            /** False: the channel was there, and has a new token. */
            isNew: z.boolean(),
            warning: z.string().nullable(),
          }),
        ),
        refused: z.array(z.object({ pageId: id, name: z.string(), sentence: z.string() })),
      }),
    ),
}
