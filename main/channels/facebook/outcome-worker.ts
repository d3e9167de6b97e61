// FacebookOutcomeMessageWorker: one attempt at one reply. What Messenger cannot take is refused here, in words, before anything
// is sent; what Facebook answers, or does not answer, comes back as a SendResult.
import { type Clock, SECOND } from '../../domain/clock.ts'
import type { OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import { markOf, recipientOf } from './events.ts'
import * as answers from './graph/answers.ts'
import type { GraphApi, Trouble } from './graph/api.ts'
import { sendFailure } from './graph/errors.ts'
import { withQuickReplies } from './quick-replies.ts'
import { largestFile, typeFor, type Uploads } from './uploads.ts'

/** UTF-16 units (facts/channels.md 2.3). */
const longestText = 2_000
const graceMs = 3 * SECOND

export interface OutcomePorts {
  readonly api: GraphApi
  readonly clock: Clock
  readonly uploads: Uploads
  /** Told of every failure, so that the channel's health can follow. */
  readonly onTrouble: (trouble: Trouble) => void
}

export class FacebookOutcomeMessageWorker {
  readonly #ports: OutcomePorts

  constructor(ports: OutcomePorts) {
    this.#ports = ports
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const { api, clock, uploads, onTrouble } = this.#ports
    const { idempotencyKey, attempt, attachment } = message
    const failed = (trouble: Trouble) => {
      onTrouble(trouble)
      return sendFailure(trouble, clock.now(), idempotencyKey, attempt)
    }
    const impossible = whyImpossible(message)
    if (impossible !== null) return notSent(impossible, 'never')
    if (signal.aborted) return notSent('Parley stopped before it was sent.', 'later')
    // Bytes first, which nobody sees: what can be lost on the way is then never a message that may have arrived.
    const uploaded = attachment === undefined ? null : await uploads.idOf(attachment, signal)
    if (uploaded !== null && 'trouble' in uploaded) {
      const result = failed(uploaded.trouble)
      return result.surelyNotArrived ? result : notSent('The file could not be brought to Facebook.', 'later')
    }
    if (signal.aborted) return notSent('Parley stopped before it was sent.', 'later')
    const answer = await api.post(api.page('/messages'), bodyOf(message, uploaded?.id ?? null), signal, graceMs)
    if (!answer.ok) {
      if (attachment !== undefined) uploads.forget(attachment)
      return failed(answer.trouble)
    }
    const sent = answers.sent.safeParse(answer.body).data
    // Facebook says that it took it; without its number only the echo can name it, and that is all.
    return { outcome: 'sent', externalId: sent?.message_id ?? `sent:${idempotencyKey}` }
  }
}

const bodyOf = (message: OutgoingMessage, attachmentId: string | null) => {
  const { messageId, address, text, attachment, replyToExternalId, byHuman } = message
  const what =
    attachment === undefined || attachmentId === null
      ? (withQuickReplies(message) ?? { text })
      : { attachment: { type: typeFor(attachment), payload: { attachment_id: attachmentId } } }
  return {
    recipient: recipientOf(address),
    ...(byHuman === true ? { messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' } : { messaging_type: 'RESPONSE' }),
    message: { ...what, metadata: markOf(messageId) },
    ...(replyToExternalId === undefined ? {} : { reply_to: { mid: replyToExternalId } }),
  }
}

const notSent = (reason: string, retry: 'later' | 'byHand' | 'never') =>
  ({ outcome: 'failed', reason, surelyNotArrived: true, retry }) satisfies SendResult

const whyImpossible = ({ address, text, attachment, template }: OutgoingMessage): string | null => {
  if (!/^(\d{1,40}|user_ref:.{1,200})$/.test(address)) return 'This is no address in Messenger.'
  if (template !== undefined) return 'Messenger has no approved templates. Write the message yourself.'
  if (attachment === undefined && text.trim() === '') return 'Messenger takes no empty messages.'
  if (text.length > longestText) {
    const grouped = (count: number) => count.toLocaleString('en-US')
    return `Messenger takes at most ${grouped(longestText)} characters in one message; these are ${grouped(text.length)}. Shorten it.`
  }
  if (attachment === undefined) return null
  // One message of theirs holds one of the two, and two messages cannot share one attempt.
  if (text !== '') return 'Messenger takes a text and a file one after the other. Send them apart.'
  if (attachment.size === 0) return 'The file is empty, and Messenger takes no empty files.'
  const megabyte = 1024 * 1024
  if (attachment.size <= largestFile) return null
  return `Messenger takes files of at most ${largestFile / megabyte} MB; this one has ${Math.ceil(attachment.size / megabyte)} MB.`
}
