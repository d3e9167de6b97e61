// What a relay and its workstations say to each other. The workstation calls, over one WebSocket that it keeps open, so that no
// desk needs an open port; every delivery stays at the relay until the workstation has said that it is on disk.
import { z } from 'zod'

/** Where the workstation connects, with `Authorization: Bearer <clientId>.<clientSecret>`. */
export const linePath = '/line'
/** POST { code, name } -> 200 { clientId, clientSecret }; 403 { message }: the code is wrong, used or too old; 429: too many tries. */
export const pairPath = '/pair'

/** Why the relay ends a line (WebSocket close codes) when coming back soon would not help: the desk says so on its screens. */
export const lineEnds = {
  /** The pairing is not known (any more). Before the line stands, HTTP 401 says the same. */
  unpaired: 4401,
  /** Another workstation has connected by the same pairing: one of them has to be paired anew. */
  replaced: 4409,
} as const

/** In bytes: a file of 16 MB for a network, in base64, with what is around it. Larger frames end the line. */
export const largestFrame = 32 * 1024 * 1024

const bytes = z.base64()

/** A call as a network made it, bytes and public address as they were; see channels/webhook.ts. */
export const request = z.object({
  method: z.string(),
  url: z.string(),
  path: z.string(),
  headers: z.record(z.string(), z.string()),
  body: bytes,
  receivedAt: z.number(),
})

const id = z.string().min(1).max(200)

/** One channel of the workstation, as far as the relay must know it to tell genuine calls and to find whom they are for. */
export const relayedChannel = z.object({
  channelId: id,
  kind: z.enum(['whatsapp', 'facebook']),
  /** Facebook: the page's number, by which the app's calls are told apart. WhatsApp: the sender. */
  place: z.string().max(200),
  /** WhatsApp: the account's auth token, which signs its calls. Never logged, encrypted at rest. */
  secret: z.string().max(500).optional(),
})

export const fromDesk = z.discriminatedUnion('type', [
  /** Right after connecting, and whenever they change: all channels that the relay is to take calls for. */
  z.object({ type: z.literal('channels'), channels: z.array(relayedChannel).max(1_000) }),
  /**
   * `seq` is on disk (2xx), is to be offered again later (5xx), or is refused for good (4xx) and kept apart with the reason. To keep
   * the order within a channel, whoever answers 5xx answers the same to what follows in that channel until `seq` comes again: the
   * relay then goes on from there.
   */
  z.object({ type: z.literal('ack'), seq: z.number().int(), status: z.number().int(), reason: z.string().optional() }),
  /** The answer to an `ask`. */
  z.object({
    type: z.literal('answer'),
    ask: z.number().int(),
    status: z.number().int(),
    headers: z.record(z.string(), z.string()),
    body: bytes,
  }),
  /** Begins a login at Facebook; answered by `login`. `wish` comes back with it. */
  z.object({ type: z.literal('beginLogin'), wish: id }),
  /** The workstation gives its pairing up: nothing is delivered any more, and what waits is set aside for as long as everything is kept. */
  z.object({ type: z.literal('leave') }),
  z.object({ type: z.literal('ping') }),
])

export const fromRelay = z.discriminatedUnion('type', [
  /** First of all. `publicUrl`: where networks call. `facebookApp`: the Meta app's number; null: the relay has none. */
  z.object({ type: z.literal('welcome'), publicUrl: z.string(), facebookApp: z.string().nullable() }),
  /**
   * In order within a channel; the next ones come before the first is acknowledged, up to a window. `signature`: of networks
   * whose secret never leaves the relay, hex HMAC-SHA256 of the body under the channel's `relayKey`.
   */
  z.object({
    type: z.literal('delivery'),
    seq: z.number().int(),
    channelId: id,
    kind: z.enum(['whatsapp', 'facebook']),
    request,
    signature: z.string().optional(),
  }),
  /** A network fetches something that only the workstation has, and waits for the answer. */
  z.object({
    type: z.literal('ask'),
    ask: z.number().int(),
    channelId: id,
    kind: z.enum(['whatsapp', 'facebook']),
    request,
  }),
  /** The channels are known. `keys`: of each channel that needs one, the key by which deliveries are signed. */
  z.object({ type: z.literal('known'), keys: z.record(z.string(), z.string()) }),
  /** What waits for this workstation now, and since when; every few seconds while it changes. `alarm`: what the operator must know. */
  z.object({
    type: z.literal('waiting'),
    count: z.number().int(),
    oldestAt: z.number().nullable(),
    refused: z.number().int(),
    alarm: z.string().nullable(),
  }),
  /** Where the person who logs in at Facebook is to be sent; in the system browser. */
  z.object({ type: z.literal('login'), wish: id, url: z.string() }),
  /** The person came back. Pages with their tokens: for the workstation's main process alone, sealed at once. */
  z.object({
    type: z.literal('loggedIn'),
    wish: id,
    pages: z.array(
      z.object({
        id,
        name: z.string(),
        accessToken: z.string(),
        picture: z.string().optional(),
        tasks: z.array(z.string()),
      }),
    ),
    /** Where their API is, when it is not Facebook's own: a test server's. Believed only of a relay on the same machine. */
    apiRoot: z.string().optional(),
    /** Why there are none, in words for a person; null: it went well. */
    trouble: z.string().nullable(),
  }),
  z.object({ type: z.literal('pong') }),
])

export type FromDesk = z.infer<typeof fromDesk>
export type FromRelay = z.infer<typeof fromRelay>
export type RelayedChannel = z.infer<typeof relayedChannel>
