// What a customer's program sends, as the intake takes it from every network.

import type { Groups } from '../../../channels/livechat/content/form-input.ts'
import { contentFault } from '../../../domain/content/limits.ts'
import { standInName } from '../../../domain/stand-in-name.ts'
import type { UnifiedMessage } from '../../../domain/unified-message.ts'
import { contentOfEvent, type EventInput, postbackOfEvent } from '../events/event-input.ts'
import type { UploadDesk } from '../files/upload-desk.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'

export interface Saying {
  readonly customerId: string
  readonly at: number
  /** Like no other of the customer's. */
  readonly unique: string
  readonly groups: Groups
  readonly uploads: UploadDesk
  readonly into: UnifiedMessage['into']
}

export const saidBy = async (saying: Saying, event: EventInput): Promise<UnifiedMessage | ProtocolError> => {
  const { customerId, at, unique, into } = saying
  const what = await whatOf(saying, event)
  if (isProtocolError(what)) return what
  const postback = postbackOfEvent(event)
  return {
    type: 'message',
    externalId: `${customerId}:${unique}`,
    address: customerId,
    sender: { name: standInName(customerId) },
    at,
    ...what,
    ...(into === undefined ? {} : { into }),
    ...(event.custom_id == null ? {} : { customId: event.custom_id }),
    ...(postback === null ? {} : { postback }),
    ...(event.properties == null ? {} : { properties: event.properties }),
  }
}

const whatOf = async (
  { groups, uploads }: Saying,
  event: EventInput,
): Promise<Pick<UnifiedMessage, 'kind' | 'text' | 'content' | 'attachments'> | ProtocolError> => {
  switch (event.type) {
    case 'message':
      return { kind: 'text', text: event.text }
    case 'file': {
      const file = await uploads.open(event.url)
      if (file === null)
        return fail(
          'validation',
          '`event.url`: there is no such file here (any more). Upload it with upload_file first.',
        )
      return { kind: file.kind, text: '', attachments: [file] }
    }
    case 'system_message':
      return fail('not_allowed', 'Customers do not send system messages. Send a message or a custom event.')
    default: {
      const content = contentOfEvent(groups, event)
      if (content === null) return fail('validation', '`event`: there is nothing in it.')
      const fault = contentFault(content)
      if (fault === null) return { kind: 'text', text: '', content }
      return fail('validation', `\`event${fault.field === '' ? '' : `.${fault.field}`}\`: ${fault.sentence}`)
    }
  }
}
