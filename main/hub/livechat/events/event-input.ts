// Events as programs of either side send them, by type. Source: "Events" of the Agent and Customer Chat API, 3.6.
import { z } from 'zod'
import {
  filledForm,
  filledFormContentOf,
  form,
  formContentOf,
  type Groups,
} from '../../../channels/livechat/content/form-input.ts'
import { richContentOf, richMessage } from '../../../channels/livechat/content/rich-input.ts'
import type { MessageContent } from '../../../domain/message-content.ts'
import type { IncomingPostback } from '../../../domain/unified-message.ts'
import { readEventId } from '../names.ts'
import { propertiesInput } from './properties-input.ts'

/** Bytes of a text: "Message", 3.6. */
const longestText = 16 * 1024
const text = z
  .string()
  .refine(said => new TextEncoder().encode(said).byteLength <= longestText, 'must have at most 16 KB')

const visibility = z.enum(['all', 'agents'])

const common = {
  custom_id: z.string().min(1).max(256).nullish(),
  visibility: visibility.nullish(),
  /** What 3.1 and chat-sdk call it. */
  recipients: visibility.nullish(),
  properties: propertiesInput.nullish(),
}

const message = z.object({
  type: z.literal('message'),
  text: text.refine(said => said.trim() !== '', 'must not be empty'),
  postback: z
    .object({
      id: z.string().min(1).max(500),
      thread_id: z.string(),
      event_id: z.string(),
      type: z.string().max(100).nullish(),
      value: text.nullish(),
    })
    .nullish(),
})
const file = z.object({ type: z.literal('file'), url: z.string().max(4_000), alternative_text: text.nullish() })
const custom = z.object({ type: z.literal('custom'), content: z.record(z.string(), z.unknown()).nullish() })
const systemMessage = z.object({
  type: z.literal('system_message'),
  system_message_type: z.string().min(1).max(200),
  text: text.nullish(),
  text_vars: z.record(z.string().max(200), text).nullish(),
})

export const eventInput = z.discriminatedUnion('type', [
  message.extend(common),
  file.extend(common),
  richMessage.extend(common),
  form.extend(common),
  filledForm.extend(common),
  custom.extend(common),
  systemMessage.extend(common),
])
export type EventInput = z.output<typeof eventInput>

/** Whether only agents are to see it. */
export const isForAgents = ({ visibility, recipients }: EventInput): boolean => (visibility ?? recipients) === 'agents'

/** Null: it is a text, a file or a system message. */
export const contentOfEvent = (groups: Groups, event: EventInput): MessageContent | null => {
  switch (event.type) {
    case 'rich_message':
      return richContentOf(event)
    case 'form':
      return formContentOf(groups, event)
    case 'filled_form':
      return filledFormContentOf(groups, event)
    case 'custom':
      return { type: 'custom', content: event.content ?? {} }
    default:
      return null
  }
}

/** Which button of which of our messages a text answers; null: none. */
export const postbackOfEvent = (event: EventInput): IncomingPostback | null => {
  if (event.type !== 'message' || event.postback == null) return null
  const { id, event_id, type, value } = event.postback
  const named = readEventId(event_id)
  return {
    buttonId: id,
    ...(named === null ? {} : { messageId: named.messageId }),
    ...(type == null ? {} : { type }),
    ...(value == null ? {} : { value }),
  }
}
