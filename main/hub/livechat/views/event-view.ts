// A message as the protocol's events: its text, and one event for each of its files. Notes and what only agents should know are
// for agents. Source: "Events" of the Agent and Customer Chat API, 3.6.
import type { Message } from '../../../domain/message.ts'
import type { Properties } from '../../../domain/property.ts'
import { eventId, instant } from '../names.ts'
import type { Library } from './library.ts'
import { systemMessageOf } from './system-message.ts'

/** Whose eyes: agents see logins and notes, customers see neither. */
export type Side = 'agents' | 'customer'

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
  const files = isGone ? [] : message.attachments
  const events: EventView[] = []
  if (message.text !== '' || files.length === 0)
    events.push({ ...base, type: 'message', text: isGone ? '' : message.text })
  for (const [i, file] of files.entries())
    events.push({
      ...base,
      id: eventId(message.chatId, message.id, i + 1),
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

const common = (message: Message, properties: Properties) => ({
  id: eventId(message.chatId, message.id),
  created_at: instant(message.storedAt),
  properties,
})

/** The agent side says who may see an event; the customer side has only what everybody may. */
const shownTo = (side: Side, visibility: 'all' | 'agents') =>
  side === 'agents' ? { visibility } : { recipients: 'all', visibility: 'all' }

const authorOf = async ({ library, side, customerId }: EventPlace, message: Message): Promise<string> => {
  if (message.direction === 'in') return customerId
  if (message.agentId === null) return 'system'
  if (side === 'customer') return library.hiddenAgentId(message.agentId)
  return (await library.agent(message.agentId))?.login ?? message.agentId
}
