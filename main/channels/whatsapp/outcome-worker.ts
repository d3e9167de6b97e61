// WhatsAppOutcomeMessageWorker: one attempt at one reply. What WhatsApp cannot take is refused here, in words, before
// anything is sent; what Twilio answers, or does not answer, comes back as a SendResult.
import { type Clock, SECOND } from '../../domain/clock.ts'
import type { OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { Trouble, TwilioApi } from './api.ts'
import { sendFailure } from './errors.ts'
import type { MediaDoor } from './media-door.ts'
import * as wire from './wire.ts'

/** Limits of WhatsApp at Twilio (facts/channels.md 3.3). */
const longestText = 1_600
const MB = 1024 * 1024
const largestPicture = 5 * MB
const largestFile = 16 * MB
const graceMs = 3 * SECOND

export interface OutcomePorts {
  readonly api: TwilioApi
  readonly clock: Clock
  readonly sender: string
  readonly media: MediaDoor
  /** Where Twilio calls us, for its reports and for files; null: nowhere. */
  readonly webhookUrl: () => Promise<string | null>
  /** Told of every failure, so that the channel's health can follow. */
  readonly onTrouble: (trouble: Trouble) => void
}

export class WhatsAppOutcomeMessageWorker {
  readonly #ports: OutcomePorts

  constructor(ports: OutcomePorts) {
    this.#ports = ports
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const { api, clock, onTrouble } = this.#ports
    const impossible = whyImpossible(message)
    if (impossible !== null) return notSent(impossible, 'never')
    const webhookUrl = await this.#ports.webhookUrl()
    if (message.attachment !== undefined && webhookUrl === null) return notSent(noAddressForFiles, 'byHand')
    if (signal.aborted) return notSent('Parley stopped before it was sent.', 'later')
    const form = this.#form(message, webhookUrl)
    const answer = await api.post('api', api.account('/Messages.json'), form, signal, graceMs)
    if (!answer.ok) {
      onTrouble(answer.trouble)
      return sendFailure(answer.trouble, clock.now())
    }
    const made = wire.made.safeParse(answer.body).data
    // Twilio says that it took it; without its number only a status callback can name it, and that is all.
    return { outcome: 'sent', externalId: made?.sid ?? `sent:${message.idempotencyKey}` }
  }

  #form({ messageId, address, text, attachment, template }: OutgoingMessage, webhookUrl: string | null) {
    const form = new URLSearchParams({ To: address, From: this.#ports.sender })
    if (template !== undefined) {
      form.set('ContentSid', template.id)
      if (Object.keys(template.variables).length > 0) form.set('ContentVariables', JSON.stringify(template.variables))
    } else {
      if (text !== '') form.set('Body', text)
      if (attachment !== undefined && webhookUrl !== null)
        form.set('MediaUrl', this.#ports.media.addressOf(webhookUrl, address, attachment.id))
    }
    // It carries our own number of the message: a report may come before the answer that tells us Twilio's.
    if (webhookUrl !== null) form.set('StatusCallback', `${webhookUrl}?reply=${encodeURIComponent(messageId)}`)
    return form
  }
}

const notSent = (reason: string, retry: 'later' | 'byHand' | 'never') =>
  ({ outcome: 'failed', reason, surelyNotArrived: true, retry }) satisfies SendResult

const noAddressForFiles =
  'WhatsApp fetches files from this workstation, and nobody has said what its public address is. Ask the person who manages channels to pair Parley with a relay, or to enter the Website URL.'

const whyImpossible = ({ address, text, attachment, template }: OutgoingMessage): string | null => {
  if (!/^whatsapp:\+?\w/.test(address)) return 'This is no address in WhatsApp.'
  if (template !== undefined) return null
  if (attachment === undefined && text.trim() === '') return 'WhatsApp takes no empty messages.'
  if (text.length > longestText) {
    const grouped = (count: number) => count.toLocaleString('en-US')
    return `WhatsApp takes at most ${grouped(longestText)} characters in one message; these are ${grouped(text.length)}. Shorten it.`
  }
  if (attachment === undefined) return null
  if (attachment.size === 0) return 'The file is empty, and WhatsApp takes no empty files.'
  const isPicture = attachment.mime.startsWith('image/')
  const limit = isPicture ? largestPicture : largestFile
  if (attachment.size <= limit) return null
  return `WhatsApp takes ${isPicture ? 'pictures' : 'files'} of at most ${limit / MB} MB; this one has ${Math.ceil(attachment.size / MB)} MB.`
}
