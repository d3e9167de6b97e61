// Webhooks: how a network that calls us reaches its connector, the same whether a hub took the call itself or somebody
// passed it on.

/** A call as the network made it. Signatures cover its address and body, so both are exactly as they were sent. */
export interface WebhookRequest {
  readonly method: string
  /** In full and as the network knows it: the public address, never the name that a proxy calls us by. */
  readonly url: string
  /** What follows the channel's own address in it: '' or '/media/...'. */
  readonly path: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
  /** When whoever took the call took it. */
  readonly receivedAt: number
}

export interface WebhookAnswer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

/** Larger bodies are turned away unread; the networks' own stay far below. */
export const largestWebhook = 3 * 1024 * 1024

/** Where a channel is called, below the public address of the host. */
export const webhookPath = (kind: string, channelId: string): string =>
  `/hooks/${encodeURIComponent(kind)}/${encodeURIComponent(channelId)}`

/** Whose networks know one address for all channels of a kind: Meta has one for all pages of an app. */
export const hasSharedAddress = (kind: string): boolean => kind === 'facebook'

/** A public address with a path behind it; null when there is none. */
export const webhookUrl = (publicRoot: string, kind: string, channelId: string): string | null =>
  URL.canParse(publicRoot)
    ? `${publicRoot.replace(/[?#].*$/, '').replace(/\/+$/, '')}${webhookPath(kind, channelId)}`
    : null
