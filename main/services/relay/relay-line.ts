// The port to a relay: how a workstation is paired with one, and the line over which it brings what networks called with.
import type { WebhookAnswer, WebhookRequest } from '../../channels/webhook.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { RelayedKind, RelayState, RelayWaiting } from '../../domain/relay.ts'

/** What pairing by a one-time code gives. The secret is in clear here, and stored sealed. */
export interface RelayPairing {
  readonly url: string
  readonly clientId: string
  readonly clientSecret: string
}

export interface RelayCaller {
  /** `url` without a slash at the end, checked already. Refuses in words; never throws for what a relay says. */
  pair(url: string, code: string, signal: AbortSignal): Promise<RelayPairing | Refusal>
  /** Keeps a line until the signal: comes back by itself, and says how it is. Returns at once, and never throws. */
  open(pairing: RelayPairing, desk: RelayHearer, signal: AbortSignal): RelayLine
}

export interface RelayLine {
  /** All channels that the relay is to take calls for. Said again by itself whenever the line was away. */
  tell(channels: readonly RelayedChannel[]): void
  /** A person wants to log in at Facebook; answered by `login` or `loggedIn` with this wish. False: the line is away. */
  beginLogin(wish: string): boolean
  /** Gives the pairing up there, if the line stands, and ends it. */
  leave(): void
  /** Resolves when nothing of it is under way; after the signal. */
  ended(): Promise<void>
}

export interface RelayedChannel {
  readonly channelId: string
  readonly kind: RelayedKind
  readonly place: string
  readonly secret?: string
}

export interface RelayedCall {
  readonly channelId: string
  readonly kind: RelayedKind
  readonly request: WebhookRequest
}

export interface RelayDelivery extends RelayedCall {
  /** The relay's number of it: it counts up within a channel. */
  readonly seq: number
  /** Of networks whose secret stays at the relay: its own proof, by the key of the channel. */
  readonly signature?: string
}

/** 2xx: on disk; 4xx: refused for good; 5xx: to be offered again. */
export interface RelayAck {
  readonly status: number
  readonly reason?: string
}

/** A page that a person chose. The token is in clear, and is sealed as soon as it is stored. */
export interface ChosenPage {
  readonly id: string
  readonly name: string
  readonly accessToken: string
  /** data: address of a small picture. */
  readonly picture?: string
  /** What the person may do there, in Facebook's words. */
  readonly tasks: readonly string[]
}

export interface LoginOutcome {
  readonly pages: readonly ChosenPage[]
  /** Where their API is, when it is not Facebook's own. */
  readonly apiRoot?: string
  /** Why there are none, in words; null: it went well. */
  readonly trouble: string | null
}

/** What the workstation does with what a line brings. */
export interface RelayHearer {
  /** Every change; never 'off'. */
  state(state: RelayState): void
  /** The line stands. `publicUrl`: where networks call; `facebookApp`: the number of the Meta app, null: it has none. */
  welcome(relay: { readonly publicUrl: string; readonly facebookApp: string | null }): void
  /** Called in the relay's order, without waiting for the one before. Must not reject. */
  take(delivery: RelayDelivery): Promise<RelayAck>
  /** A network fetches something, and waits. Must not reject. */
  answer(ask: RelayedCall): Promise<WebhookAnswer>
  /** The keys by which deliveries are signed, by channel. Deliveries that come later may count on them. */
  known(keys: Readonly<Record<string, string>>): void
  waiting(waiting: RelayWaiting): void
  /** Where the person is to be sent, in the system's browser. */
  login(wish: string, url: string): void
  loggedIn(wish: string, outcome: LoginOutcome): void
}
