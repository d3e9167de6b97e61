// IncomeMessageWorker of LiveChat: their events and threads -> what we understand. Pure; what nobody understands is kept whole.
import { asId, type MessageId } from '../../domain/ids.ts'
import type { Sender } from '../../domain/sender.ts'
import { standInName } from '../../domain/stand-in-name.ts'
import type { InboundUpdate, IncomingPostback, Unreadable } from '../../domain/unified-message.ts'
import type { Intake } from '../channel.ts'
import { whole } from '../whole.ts'
import { saidIn } from './content/said.ts'
import { customerIn } from './standing.ts'
import * as wire from './wire.ts'

export interface View {
  readonly address: string
  readonly theirChat: string
  readonly users: readonly wire.User[]
  readonly channelId: string
  /** Stands in where an event tells no time (epoch ms). */
  readonly receivedAt: number
}

/** By which our own events are known again, also on a licence that two workstations serve. */
export const markOf = (channelId: string, messageId: MessageId): string => `parley:${channelId}:${messageId}`

const markedIn = (customId: string | null | undefined, channelId: string): MessageId | null => {
  const prefix = `parley:${channelId}:`
  return customId?.startsWith(prefix) ? asId(customId.slice(prefix.length)) : null
}

export class LiveChatIncomeMessageWorker {
  /** What the event says; empty when that is nothing for people. `event` as it came. */
  read(event: unknown, view: View): { readonly updates: readonly InboundUpdate[]; readonly unreadable?: Unreadable } {
    const known = wire.event.safeParse(event)
    if (!known.success)
      return {
        updates: [],
        unreadable: { payload: whole(event), reason: 'This is no event of LiveChat.' },
      }
    const { data } = known
    const said = saidIn(data, event)
    if (said === null) return { updates: [] }
    const at = instant(data.created_at) ?? view.receivedAt
    const { address, theirChat, users, channelId } = view
    const common = { externalId: data.id, address, at }
    const author = users.find(user => user.id === data.author_id)
    const messageId = markedIn(data.custom_id, channelId)
    const deletion: readonly InboundUpdate[] = data.deleted === true ? [{ type: 'deletion', ...common }] : []
    if (isCustomers(data, author)) {
      const message: InboundUpdate = {
        type: 'message',
        ...common,
        ...said,
        ...postbackOf(data),
        sender: senderOf(author, address),
        theirChat,
      }
      return { updates: [message, ...deletion] }
    }
    const isSystem = data.type === 'system_message'
    const as = isSystem ? 'system' : data.visibility === 'agents' ? 'note' : null
    const echo: InboundUpdate = {
      type: 'echo',
      ...common,
      ...said,
      author: isSystem ? 'LiveChat' : (author?.name ?? data.author_id ?? 'LiveChat'),
      byApp: null,
      ...(messageId === null ? {} : { messageId }),
      ...(as === null ? {} : { as }),
    }
    return { updates: [echo, ...deletion, ...banIn(data, common)] }
  }

  /** A push as it came, for programs that hand over what they heard. Users are as far known as the push tells them. */
  toUnified(payload: unknown, receivedAt = 0): Intake {
    const read = this.#readPush(typeof payload === 'string' ? parsed(payload) : payload, receivedAt)
    if (read !== null) return read
    return {
      updates: [],
      unreadable: [{ payload: whole(payload), reason: 'This is no push of LiveChat that brings a message.' }],
    }
  }

  #readPush(payload: unknown, receivedAt: number): Intake | null {
    const push = wire.frame.safeParse(payload).data
    const about = push === undefined ? undefined : wire.about.safeParse(push.payload).data
    if (push?.action !== 'incoming_event' || about?.chat_id == null || about.thread_id == null) return null
    const view = { address: about.chat_id, theirChat: about.thread_id, users: [], channelId: '', receivedAt }
    const { updates, unreadable } = this.read(about.event, view)
    return { updates, unreadable: unreadable === undefined ? [] : [unreadable] }
  }
}

const postbackOf = ({ postback }: wire.Event): { readonly postback?: IncomingPostback } => {
  if (postback == null) return {}
  const { id, event_id: externalId, type, value } = postback
  return {
    postback: {
      buttonId: id,
      ...(externalId == null ? {} : { externalId }),
      ...(type == null ? {} : { type }),
      ...(value == null ? {} : { value }),
    },
  }
}

/** Whoever is banned there is cut off, until they write again. */
const banIn = (
  { system_message_type: type, text }: wire.Event,
  { address, at }: { readonly address: string; readonly at: number },
): readonly InboundUpdate[] =>
  type === 'customer_banned'
    ? [{ type: 'reachability', address, at, reachable: false, reason: text || 'LiveChat has banned the customer.' }]
    : []

/** Agents go by their e-mail address and bots by a word without hyphens; customers by a UUID (Agent Chat API, "Users"). */
const isCustomers = ({ author_id, type }: wire.Event, author: wire.User | undefined): boolean => {
  if (author !== undefined) return author.type === 'customer'
  return type !== 'system_message' && author_id != null && /^[\da-f]{8}-[\da-f]{4}-/i.test(author_id)
}

export const senderOf = (customer: wire.User | null | undefined, address: string): Sender => {
  const name = customer?.name?.trim()
  return {
    name: name === undefined || name === '' ? standInName(address) : name,
    ...(customer?.email == null || customer.email === '' ? {} : { email: customer.email }),
    ...(customer?.phone_number == null || customer.phone_number === '' ? {} : { phone: customer.phone_number }),
  }
}

export const senderIn = (users: readonly wire.User[], address: string): Sender => senderOf(customerIn(users), address)

/** Epoch ms; theirs has microseconds. */
export const instant = (text: string | null | undefined): number | null => {
  const at = text == null ? Number.NaN : Date.parse(text)
  return Number.isNaN(at) ? null : at
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
