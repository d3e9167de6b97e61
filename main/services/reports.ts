// What networks report on single messages of ours. Reports come late, twice, out of order, and even before the network has
// answered the call by which the message was sent.
import type { ChannelId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import type { InboundUpdate } from '../domain/unified-message.ts'
import type { Transaction } from '../storage/store.ts'

type Report = Extract<InboundUpdate, { type: 'status' }>

/** Moves the message that it is about; null when nothing moved. */
export const takeReport = async (tx: Transaction, channelId: ChannelId, report: Report): Promise<Message | null> => {
  const message = await reportedOn(tx, channelId, report)
  if (message === null) return null
  const { externalId, state, canRetry = false } = report
  const trouble = state === 'failed' ? { reason: whyFailed(report), surelyNotArrived: true, canRetry } : null
  if (!(await tx.outbox.report(message.id, state, { externalId, trouble }))) return null
  // Whatever our own attempt comes to say of it, nothing is left to be sent.
  await tx.outbox.remove(message.id)
  return message
}

/** Of what we say to a network: a reply, or a note that it shows its own agents. */
export const isSent = ({ direction }: Message): boolean => direction === 'out' || direction === 'note'

export const whyFailed = ({ reason = 'The network could not deliver it.' }: Report): string => reason

/** Null: about none of ours, or about an attempt that is over. */
const reportedOn = async (tx: Transaction, channelId: ChannelId, report: Report): Promise<Message | null> => {
  const known = await tx.messages.byExternalId(channelId, report.externalId)
  if (known !== null) {
    if (!isSent(known)) return null
    // It is being sent again, and this is about the attempt before: only that it did arrive is still news.
    const isPast = known.state === 'queued' && (report.state === 'failed' || report.state === 'sent')
    return isPast ? null : known
  }
  if (report.messageId === undefined) return null
  const named = await tx.messages.get(report.messageId)
  if (named === null || !isSent(named) || named.state !== 'queued') return null
  const chat = await tx.chats.get(named.chatId)
  return chat?.channelId === channelId ? named : null
}
