// WebOutcomeMessageWorker: an agent's message -> the visitor's open pages.
import type { Clock } from '../../domain/clock.ts'
import type { OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { Audience } from './audience.ts'
import type { PageMessage } from './wire.ts'

export class WebOutcomeMessageWorker {
  readonly #audience: Audience
  readonly #clock: Clock

  constructor(audience: Audience, clock: Clock) {
    this.#audience = audience
    this.#clock = clock
  }

  /**
   * The network is ours: what is stored is sent, whether a page is open or not, because the visitor finds it in the
   * history on return. The message's own id is its external id; 'delivered' and 'read' come as receipts from a page.
   */
  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    if (signal.aborted) {
      return { outcome: 'failed', reason: 'Sending was called off.', surelyNotArrived: true, retry: 'later' }
    }
    this.#audience.push(message.address, { type: 'message', message: toPage(message, this.#clock.now()) })
    return { outcome: 'sent', externalId: message.messageId }
  }
}

const toPage = ({ messageId, authorName, text, attachment, content }: OutgoingMessage, at: number): PageMessage => ({
  id: messageId,
  mine: false,
  authorName,
  kind: attachment?.kind ?? 'text',
  text,
  at,
  attachments: attachment
    ? [
        {
          id: attachment.id,
          kind: attachment.kind,
          name: attachment.name,
          mime: attachment.mime,
          size: attachment.size,
          width: null,
          height: null,
        },
      ]
    : [],
  content: content ?? null,
  state: 'sent',
  deleted: false,
  clientId: null,
})
