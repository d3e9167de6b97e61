// Where networks can call our channels, and who takes such a call. The same for a call that a host took itself and one that
// somebody passed on: the connector checks that it is genuine.
import type { Log } from '../channels/channel.ts'
import { hasSharedAddress, type WebhookAnswer, type WebhookRequest, webhookUrl } from '../channels/webhook.ts'
import { asId, type ChannelId } from '../domain/ids.ts'
import type { Channel, Reads } from '../storage/store.ts'
import type { ChannelSignIns } from './channel-sign-ins.ts'
import type { Links } from './links.ts'
import { isRelayed, ownAddress, pairedRelay } from './relay/paired.ts'
import type { SignInState, WebhookVerbs } from './verbs.ts'

export class Webhooks implements WebhookVerbs {
  readonly #reads: Reads
  readonly #links: Links
  readonly #log: Log
  readonly #signIns: Pick<ChannelSignIns, 'cameBack'>

  constructor(ports: { store: Reads; log: Log }, links: Links, signIns: Pick<ChannelSignIns, 'cameBack'>) {
    this.#signIns = signIns
    this.#reads = ports.store
    this.#links = links
    this.#log = ports.log
  }

  async urlOf(channelId: string): Promise<string | null | undefined> {
    const channel = await this.#reads.channels.get(asId<ChannelId>(channelId))
    return channel === null ? undefined : webhookUrlOf(this.#reads, channel)
  }

  async take(kind: string, channelId: string, request: WebhookRequest): Promise<WebhookAnswer> {
    const channel = await this.#reads.channels.get(asId<ChannelId>(channelId))
    if (channel?.kind !== kind) return { status: 404, body: 'There is no such channel.' }
    return this.#handTo(channel.id, request)
  }

  /**
   * One good answer is enough, unless somebody whose it is could not keep it. A genuine call that is nobody's is taken and
   * dropped: a network that is refused for an hour calls for nobody any more (facts/channels.md 0.2).
   */
  async offer(kind: string, request: WebhookRequest): Promise<WebhookAnswer> {
    if (request.method === 'GET') {
      const query = new URL(request.url, 'http://parley').searchParams
      const signedIn = await this.#signIns.cameBack(kind, query)
      if (signedIn !== null) return goBack(signedIn)
    }
    const channels = (await this.#reads.channels.all()).filter(channel => channel.kind === kind)
    if (!hasSharedAddress(kind) || channels.length === 0) return { status: 404, body: 'There is no such channel.' }
    const on = channels.filter(({ id }) => this.#links.get(id) !== undefined)
    const answers = await Promise.all(on.map(({ id }) => this.#handTo(id, request)))
    const answer = answers.find(one => one.status >= 500) ?? answers.find(one => one.status < 300)
    if (answer !== undefined) return answer
    // Genuine, but about no channel that is on: one that is off may want it once it is on.
    const isGenuine = answers.some(one => one.status === 404)
    if (on.length < channels.length && (isGenuine || on.length === 0)) return isOff
    if (!isGenuine) return answers[0] ?? isOff
    this.#log.warn('A webhook was about no channel, and was dropped', { kind })
    return { status: 200 }
  }

  async #handTo(channelId: ChannelId, request: WebhookRequest): Promise<WebhookAnswer> {
    const link = this.#links.get(channelId)
    // The network tries again, and by then the channel may be on.
    if (link === undefined) return isOff
    if (link.takeWebhook === undefined) return { status: 404, body: 'This network does not call.' }
    try {
      return await link.takeWebhook(request)
    } catch (error) {
      this.#log.error('A connector threw over a webhook', { channelId, error: String(error) })
      return { status: 500 }
    }
  }
}

/** What the person sees in the browser whose job is done. */
const goBack = (signedIn: SignInState): WebhookAnswer => {
  const words =
    signedIn.state === 'failed' ? signedIn.sentence : 'Signed in. Go back to Parley; this page can be closed.'
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    },
    body: `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Parley</title><h1>${escaped(words)}</h1></html>`,
  }
}

const escaped = (text: string): string => text.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)

const isOff: WebhookAnswer = { status: 503, headers: { 'retry-after': '60' }, body: 'The channel is off.' }

/**
 * By the channel's own public address when it has one, else by that of the relay that this workstation is paired with, else by the
 * host's; null: nobody has said what that is.
 */
export const webhookUrlOf = async (
  reads: Pick<Reads, 'settings' | 'relay'>,
  channel: Pick<Channel, 'kind' | 'id' | 'settings'>,
): Promise<string | null> => {
  const { kind, id, settings } = channel
  const relay = isRelayed(channel) ? await pairedRelay(reads) : null
  const root = ownAddress(settings) || relay?.publicUrl || (await reads.settings.all()).SiteUrl
  return webhookUrl(root, kind, id)
}
