// Hands our own files to Twilio, which fetches what a message is to carry: by a sealed address that names one file of one
// customer and ends after some hours.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { HOUR } from '../../domain/clock.ts'
import type { ChannelDoor } from '../channel.ts'
import type { WebhookAnswer } from '../webhook.ts'

/** Longer than Twilio keeps anything in its queue (facts/channels.md 3.3). */
const goodForMs = 6 * HOUR

interface Ticket {
  readonly address: string
  readonly attachmentId: string
  readonly until: number
}

export class MediaDoor {
  readonly #key: Buffer
  readonly #door: ChannelDoor

  /** `secret`: known to us and Twilio only; what it seals cannot be made by anybody else. */
  constructor(secret: string, door: ChannelDoor) {
    this.#key = createHmac('sha256', secret).update('parley media').digest()
    this.#door = door
  }

  addressOf(webhookUrl: string, address: string, attachmentId: string): string {
    const until = this.#door.clock.now() + goodForMs
    const body = Buffer.from(JSON.stringify([address, attachmentId, until])).toString('base64url')
    return `${webhookUrl}/media/${body}.${this.#seal(body)}`
  }

  /** `path`: what follows the channel's address, "/media/...". */
  async answer(path: string): Promise<WebhookAnswer> {
    const ticket = this.#open(path.replace(/^\/media\//, ''))
    if (ticket === null) return { status: 404, headers: quiet, body: 'There is no such file.' }
    if (ticket.until < this.#door.clock.now()) return { status: 410, headers: quiet, body: 'This address has ended.' }
    const file = await this.#door.openAttachment(ticket.address, ticket.attachmentId)
    if (file === null) return { status: 404, headers: quiet, body: 'There is no such file.' }
    return {
      status: 200,
      headers: { ...quiet, 'content-type': plainMime(file.mime), 'content-disposition': 'attachment' },
      body: file.bytes,
    }
  }

  #open(token: string): Ticket | null {
    const [body = '', seal = ''] = token.split('.')
    const [given, right] = [Buffer.from(seal), Buffer.from(this.#seal(body))]
    if (given.length !== right.length || !timingSafeEqual(given, right)) return null
    const [address, attachmentId, until] = JSON.parse(Buffer.from(body, 'base64url').toString()) as [
      string,
      string,
      number,
    ]
    return { address, attachmentId, until }
  }

  #seal(body: string): string {
    return createHmac('sha256', this.#key).update(body).digest('base64url')
  }
}

/** Nothing of a file is ever a page of ours. */
const quiet = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
}

const plainMime = (mime: string): string => (/^[\w.+-]+\/[\w.+-]+$/.test(mime) ? mime : 'application/octet-stream')
