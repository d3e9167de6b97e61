// RehearsalOutcomeMessageWorker: an agent's message -> the scripted customer. Nearly always it arrives.
import { type Clock, SECOND } from '../../domain/clock.ts'
import type { OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { Arrival } from './script/play.ts'

/** Brings a message to a customer. Null: nobody lives there. */
export type Bring = (address: string, reply: { readonly id: string; readonly text: string }) => Promise<Arrival | null>

export class RehearsalOutcomeMessageWorker {
  readonly #bring: Bring
  readonly #clock: Clock

  constructor(bring: Bring, clock: Clock) {
    this.#bring = bring
    this.#clock = clock
  }

  /** The same message has the same external id in every attempt, so that it is heard once. */
  async send({ address, text, attachment, idempotencyKey }: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    if (signal.aborted) return notSent('Parley stopped before it was sent.', 'later')
    const id = `${address}<${idempotencyKey}`
    const arrival = await this.#bring(address, { id, text: text || (attachment?.name ?? '') })
    switch (arrival) {
      case 'arrived':
        return { outcome: 'sent', externalId: id }
      case 'busy': {
        const retryAt = this.#clock.now() + 10 * SECOND
        return { ...notSent('The rehearsed network is busy. Parley tries again in a moment.', 'later'), retryAt }
      }
      case 'lost':
        return notSent('The rehearsed network lost this message on purpose. Send it again, and it arrives.', 'byHand')
      case null:
        return notSent('Nobody in this rehearsal has that address.', 'never')
    }
  }
}

const notSent = (reason: string, retry: 'later' | 'byHand' | 'never') =>
  ({ outcome: 'failed', reason, surelyNotArrived: true, retry }) satisfies SendResult
