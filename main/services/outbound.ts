// The port for calls to addresses that a supervisor entered: webhooks, and the HTTP task of processes. It never throws.

export interface OutboundRequest {
  readonly method: string
  /** http or https, without a user name or a password. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array | null
  /** For the whole call, the answer's last byte included. */
  readonly timeoutMs: number
  /** Bytes of the answer that are kept; what comes beyond is not read. */
  readonly largestAnswer: number
  /** Hosts ("crm.internal", "10.0.0.5", "[::1]:8080") that may be called although their address is private. */
  readonly allowedHosts: readonly string[]
  readonly signal?: AbortSignal
}

export type OutboundOutcome =
  /** Any status; a redirect is an answer like others and is not followed. */
  | {
      readonly kind: 'answered'
      readonly status: number
      /** Names in lower case. */
      readonly headers: Readonly<Record<string, string>>
      readonly body: Uint8Array
      /** False: it was longer than `largestAnswer`. */
      readonly isWhole: boolean
    }
  /** Not called, and trying again would not help. */
  | { readonly kind: 'refused'; readonly sentence: string }
  /** `surelyNotSent`: the other side has heard nothing of it. */
  | { readonly kind: 'failed'; readonly sentence: string; readonly surelyNotSent: boolean }

export interface Outbound {
  send(request: OutboundRequest): Promise<OutboundOutcome>
}
