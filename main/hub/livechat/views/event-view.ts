// A message as the protocol's events: its text, and one event for each of its files. Notes and what only agents should know are
// for agents. Source: "Events" of the Agent and Customer Chat API, 3.6.
import { type ContentNames, contentView } from '../../../channels/livechat/content/content-view.ts'
import type { Message } from '../../../domain/message.ts'
import type { Properties } from '../../../domain/property.ts'
import { agentForCustomers, eventId, instant, type Side } from '../names.ts'
import type { Library } from './library.ts'
import { systemMessageOf } from './system-message.ts'

/** What it takes to show messages of one conversation. */
export interface EventPlace {
  readonly library: Library
  readonly side: Side
  /** The customer's id. */
  readonly customerId: string
  /** The address under which the file of an attachment can be had, by everybody who knows it. */
  fileUrl(attachmentId: string): string
}

export type EventView = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string }

/** Empty: nothing for those eyes. */
export const eventsOf = async (
  place: EventPlace,
  message: Message,
  properties: Properties = {},
): Promise<readonly EventView[]> => {
  if (message.direction === 'note' && place.side === 'customer') return []
  if (message.direction === 'system') {
    const system = systemMessageOf(message)
    if (system === null || (system.visibility === 'agents' && place.side === 'customer')) return []
    return [
      {
        ...common(message, properties),
        type: 'system_message',
        ...shownTo(place.side, system.visibility),
        ...system.says,
      },
    ]
  }
  const visibility = message.direction === 'note' ? 'agents' : 'all'
  const base = {
    ...common(message, properties),
    author_id: await authorOf(place, message),
    ...shownTo(place.side, visibility),
    ...(message.deletedAt === null ? {} : { deleted: true }),
  }
  const isGone = message.deletedAt !== null
  // To customers it is as if it had never been said; agents see that something was.
  if (isGone && place.side === 'customer') return []
  const files = isGone ? [] : message.attachments
  const events: EventView[] = []
  // Content stands for itself: the text only says it in words for those who cannot show it.
  if (message.content !== null && !isGone)
    events.push({ ...base, ...contentView(await namesOf(place), message.content) })
  else if (message.text !== '' || files.length === 0)
    events.push({
      ...base,
      type: 'message',
      text: isGone ? '' : message.text,
      ...(await postbackView(place, message)),
    })
  const { custom_id: _, ...further } = base
  for (const file of files)
    events.push({
      // What the sender calls the message is said once.
      ...(events.length === 0 ? base : further),
      id: eventId(message.chatId, message.id, events.length),
      type: 'file',
      name: file.name,
      content_type: file.mime,
      url: place.fileUrl(file.id),
      ...(file.size === null ? {} : { size: file.size }),
      ...(file.width === null ? {} : { width: file.width }),
      ...(file.height === null ? {} : { height: file.height }),
    })
  return events
}

/** Of every event that the message is, also when what was in it is gone. */
export const eventIdsOf = ({ chatId, id, text, content, attachments }: Message): string[] => {
  const texts = content !== null || (text === '' && attachments.length > 0) ? 0 : 1
  const events = content !== null ? 1 : texts + attachments.length
  return Array.from({ length: events }, (_, part) => eventId(chatId, id, part))
}

const common = (message: Message, properties: Properties) => ({
  id: eventId(message.chatId, message.id),
  ...(message.customId === null ? {} : { custom_id: message.customId }),
  created_at: instant(message.storedAt),
  properties,
})

const namesOf = async ({ library, side, customerId }: EventPlace): Promise<ContentNames> => {
  const [groups, agents, { id }] = await Promise.all([library.groups(), library.agents(), library.organization()])
  return {
    groupOf: queueId => groups.get(queueId),
    userId: agentId => {
      if (agentId === null) return customerId
      return side === 'customer' ? agentForCustomers(id, agentId) : (agents.get(agentId)?.login ?? agentId)
    },
  }
}

/** Of a text that answers a button of an earlier message. */
const postbackView = async (
  { library }: EventPlace,
  { postback }: Message,
): Promise<{ readonly postback?: object }> => {
  if (postback === null) return {}
  const answered = postback.messageId === null ? null : await library.reads.messages.get(postback.messageId)
  const { type, value } = postback
  return {
    postback: {
      id: postback.buttonId,
      thread_id: answered?.chatId ?? '',
      event_id: answered === null ? '' : eventId(answered.chatId, answered.id),
      ...(type === null || value === null ? {} : { type, value }),
    },
  }
}

/** The agent side says who may see an event; the customer side has only what everybody may. */
const shownTo = (side: Side, visibility: 'all' | 'agents') =>
  side === 'agents' ? { visibility } : { recipients: 'all', visibility: 'all' }

const authorOf = async ({ library, side, customerId }: EventPlace, message: Message): Promise<string> => {
  if (message.direction === 'in') return customerId
  return message.agentId === null ? 'system' : library.agentIdFor(side, message.agentId)
}
