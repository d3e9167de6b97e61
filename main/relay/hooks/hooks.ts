// Takes what networks call: tells whether it is genuine, puts it on disk, and only then says that it was taken. However the
// workstations are, that is a matter of milliseconds; media alone is fetched from them while the caller waits.

import type { IncomingMessage } from 'node:http'
import type { Log } from '../../channels/channel.ts'
import { answerHandshake, isSigned as isSignedByMeta } from '../../channels/facebook/app-webhook.ts'
import { largestWebhook, type WebhookAnswer, type WebhookRequest, webhookUrl } from '../../channels/webhook.ts'
import { isSigned as isSignedByTwilio } from '../../channels/whatsapp/form.ts'
import type { Clock } from '../../domain/clock.ts'
import { BodyReader, bodiesAtOnce, comingIn, TooMuchAtOnce } from '../../wire/carriers/body-reader.ts'
import { BodyTooLarge } from '../../wire/carriers/read-body.ts'
import type { FacebookApp } from '../command-line.ts'
import type { Calls } from '../health/calls.ts'
import type { Lines } from '../lines/lines.ts'
import type { Roster } from '../roster/roster.ts'
import { type Addressee, type Deliveries, noSuchChannel } from '../store/deliveries.ts'
import type { Room } from '../store/room.ts'
import { facebookAddressees } from './facebook-addressees.ts'

export interface HooksParts {
  readonly publicUrl: string
  readonly facebook: FacebookApp | null
  readonly roster: Roster
  readonly deliveries: Deliveries
  readonly room: Room
  readonly lines: Lines
  readonly calls: Calls
  readonly clock: Clock
  readonly log: Log
}

type Kind = 'whatsapp' | 'facebook'

export class Hooks {
  readonly #parts: HooksParts
  readonly #bodies: BodyReader

  constructor(parts: HooksParts) {
    this.#parts = parts
    this.#bodies = new BodyReader(largestWebhook, bodiesAtOnce, parts.clock)
  }

  /** `path`: what follows the relay's public address, query and all, byte for byte as it was asked for. */
  async take(request: IncomingMessage, path: string): Promise<WebhookAnswer> {
    const [, kind, rest = '', query = ''] = /^\/hooks\/(whatsapp|facebook)((?:\/[^?]*)?)(\?.*)?$/s.exec(path) ?? []
    if (kind === 'facebook' && rest === '') return this.#counted('facebook', () => this.#facebook(request, query))
    const [, channelId, below = ''] = /^\/([^/]{1,200})(\/.*)?$/s.exec(rest) ?? []
    if (kind !== 'whatsapp' || channelId === undefined) return notHere
    if (below.startsWith('/media/')) return this.#media(request, channelId, below, query)
    if (below !== '') return notHere
    return this.#counted('whatsapp', () => this.#whatsApp(request, channelId, query))
  }

  async #whatsApp(request: IncomingMessage, channelId: string, query: string): Promise<WebhookAnswer> {
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'POST' } }
    const channel = this.#parts.roster.get('whatsapp', decoded(channelId))
    if (channel === null) return notHere
    const { secret } = channel
    if (secret === null) return { ...comeAgain, body: 'The workstation has not told this channel’s auth token yet.' }
    if (request.headers['x-twilio-signature'] === undefined) return unsigned
    return this.#bodies.with(comingIn(request), async body => {
      const call = this.#call(request, this.#url('whatsapp', channel.channelId) + query, '', body)
      if (!isSignedByTwilio(call, secret)) return unsigned
      const refused = channel.goneAt === null ? null : { cause: 'gone' as const, reason: noSuchChannel }
      const taken = { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' }
      return this.#keep('whatsapp', call, [{ ...channel, body, refused }], taken)
    })
  }

  async #facebook(request: IncomingMessage, query: string): Promise<WebhookAnswer> {
    const { facebook, publicUrl, roster } = this.#parts
    if (facebook === null) return { status: 404, body: 'This relay has no Facebook app: see FACEBOOK_APP_ID.' }
    const url = `${publicUrl}/hooks/facebook${query}`
    if (request.method === 'GET') return answerHandshake(url, facebook.verifyToken)
    if (request.method !== 'POST') return { status: 405, headers: { allow: 'GET, POST' } }
    const signature = request.headers['x-hub-signature-256']
    if (typeof signature !== 'string') return unsigned
    return this.#bodies.with(comingIn(request), async body => {
      if (!isSignedByMeta(body, signature, facebook.appSecret)) return unsigned
      const addressees = facebookAddressees(body, page => roster.ofPage(page))
      return this.#keep('facebook', this.#call(request, url, '', body), addressees, {
        status: 200,
        body: 'EVENT_RECEIVED',
      })
    })
  }

  async #keep(
    kind: Kind,
    call: WebhookRequest,
    addressees: readonly Addressee[],
    taken: WebhookAnswer,
  ): Promise<WebhookAnswer> {
    const { room, deliveries, lines, log } = this.#parts
    const about = JSON.stringify(call.headers).length + call.url.length
    const place = room.take(addressees.reduce((sum, { body }) => sum + body.byteLength + about, 0))
    if (place === null) return { ...comeAgain, body: 'The relay is full.' }
    let kept: readonly Addressee[]
    try {
      kept = await deliveries.keep(kind, call, addressees)
    } catch (error) {
      log.error('A call could not be stored', { kind, error: String(error) })
      return { ...comeAgain, body: 'The relay cannot store anything now.' }
    } finally {
      place.free()
    }
    for (const { deskId, channelId, refused } of kept) {
      if (refused !== null) log.warn('A genuine call is for nobody', { kind, deskId, channelId, ...refused })
      else if (deskId !== null && channelId !== null) lines.of(deskId)?.stored(kind, channelId)
    }
    return taken
  }

  async #media(request: IncomingMessage, channelId: string, path: string, query: string): Promise<WebhookAnswer> {
    if (request.method !== 'GET' && request.method !== 'HEAD') return { status: 405, headers: { allow: 'GET, HEAD' } }
    const channel = this.#parts.roster.get('whatsapp', decoded(channelId))
    if (channel === null || channel.goneAt !== null) return notHere
    const url = this.#url('whatsapp', channel.channelId) + path + query
    const line = this.#parts.lines.of(channel.deskId)
    if (line === null) return { ...comeAgain, body: 'The workstation is away.' }
    return line.ask(channel.kind, channel.channelId, this.#call(request, url, path, new Uint8Array()))
  }

  async #counted(kind: Kind, take: () => Promise<WebhookAnswer>): Promise<WebhookAnswer> {
    const began = performance.now()
    const answer = await take().catch((error: unknown): WebhookAnswer => {
      if (error instanceof BodyTooLarge) return { status: 413, body: 'The body is larger than any webhook.' }
      if (error instanceof TooMuchAtOnce) return { ...comeAgain, body: 'Too much at once.' }
      this.#parts.log.warn('A call broke off', { kind, error: String(error) })
      return { status: 400, body: 'The body could not be read.' }
    })
    this.#parts.calls.count(kind, answer.status, (performance.now() - began) / 1_000)
    return answer
  }

  #url(kind: Kind, channelId: string): string {
    return webhookUrl(this.#parts.publicUrl, kind, channelId) ?? ''
  }

  #call(request: IncomingMessage, url: string, path: string, body: Uint8Array): WebhookRequest {
    const headers = Object.fromEntries(
      kept.flatMap(name => (typeof request.headers[name] === 'string' ? [[name, request.headers[name]]] : [])),
    )
    return { method: request.method ?? '', url, path, headers, body, receivedAt: this.#parts.clock.now() }
  }
}

/** Of the network's headers, those that say something about the call; never those that say something to a proxy or to us. */
const kept = [
  'content-type',
  'user-agent',
  'x-twilio-signature',
  'i-twilio-idempotency-token',
  'x-hub-signature',
  'x-hub-signature-256',
]

const notHere: WebhookAnswer = { status: 404, body: 'There is no webhook at this address.' }
const unsigned: WebhookAnswer = { status: 403, body: 'This is not signed for this address.' }
const comeAgain: WebhookAnswer = { status: 503, headers: { 'retry-after': '30' } }

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
