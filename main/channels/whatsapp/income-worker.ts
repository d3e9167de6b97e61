// WhatsAppIncomeMessageWorker: what Twilio calls us with -> what Parley understands. Pure, and never throws: what cannot be
// understood comes back whole, with the reason.
import { asId, type MessageId } from '../../domain/ids.ts'
import type { InboundUpdate } from '../../domain/unified-message.ts'
import type { Intake } from '../channel.ts'
import { whole } from '../whole.ts'
import { saidIn } from './content.ts'
import { reportedError } from './error-codes.ts'
import type { Fields } from './form.ts'

/** Our own field, put in from the address of a status callback: which message of ours it is about. */
export const replyField = 'ParleyReply'

export class WhatsAppIncomeMessageWorker {
  /**
   * The fields of one webhook, as an object, as JSON or as the form itself. Twilio tells no times, so `receivedAt` (epoch
   * ms) is when it was written, as near as anybody knows.
   */
  toUnified(payload: unknown, receivedAt?: number): Intake {
    const doubt = (reason: string): Intake => ({ updates: [], unreadable: [{ payload: whole(payload), reason }] })
    const fields = fieldsIn(payload)
    if (fields === null) return doubt('This is no webhook of Twilio: it has no fields.')
    const sid = fields.MessageSid || fields.SmsMessageSid || fields.SmsSid
    if (!sid) return doubt('This is no webhook of Twilio: there is no MessageSid.')
    if (receivedAt === undefined) return doubt('Nobody said when this came, and Twilio does not tell.')
    const isReport = (fields.MessageStatus ?? '') !== '' && fields.MessageStatus !== 'received'
    const address = (isReport ? fields.To : fields.From) ?? ''
    if (!/^whatsapp:./.test(address)) return doubt(`"${address.slice(0, 60)}" is no address in WhatsApp.`)
    return isReport ? this.#report(fields, sid, address, receivedAt) : this.#message(fields, sid, address, receivedAt)
  }

  #message(fields: Fields, sid: string, address: string, at: number): Intake {
    const number = address.slice('whatsapp:'.length)
    const phone = /^\d+$/.test(fields.WaId ?? '') ? `+${fields.WaId}` : number
    return {
      updates: [
        {
          type: 'message',
          externalId: sid,
          address,
          sender: { name: fields.ProfileName?.trim() || number, phone },
          at,
          ...saidIn(fields),
        },
      ],
    }
  }

  /** Of Twilio's states those that tell an agent something. */
  #report(fields: Fields, sid: string, address: string, at: number): Intake {
    const reply = fields[replyField] ?? ''
    const common = {
      type: 'status',
      externalId: sid,
      address,
      at,
      ...(/^\d+$/.test(reply) ? { messageId: asId<MessageId>(reply) } : {}),
    } as const
    return { updates: reportOf(fields).map(report => ({ ...common, ...report })) }
  }
}

type Report = Pick<Extract<InboundUpdate, { type: 'status' }>, 'state' | 'reason' | 'canRetry' | 'unreachable'>

const reportOf = (fields: Fields): readonly Report[] => {
  switch (fields.MessageStatus) {
    case 'sent':
    case 'delivered':
    case 'read':
      return [{ state: fields.MessageStatus }]
    case 'failed':
    case 'undelivered':
    case 'canceled': {
      const code = Number(fields.ErrorCode) || null
      const known = reportedError(code, fields.ErrorMessage || fields.ChannelStatusMessage || '')
      const { reason, retry, unreachable } = known
      return [{ state: 'failed', reason, canRetry: retry !== 'never', ...(unreachable ? { unreachable } : {}) }]
    }
    default:
      return []
  }
}

/** Null when there are none. */
const fieldsIn = (payload: unknown): Fields | null => {
  const value = typeof payload === 'string' ? fieldsOfText(payload) : payload
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  return Object.fromEntries(Object.entries(value).flatMap(([name, one]) => (isPlain(one) ? [[name, String(one)]] : [])))
}

const isPlain = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value)

const fieldsOfText = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return Object.fromEntries(new URLSearchParams(text))
  }
}
