// Events as programs send them with lc-sdk-js, whose types want fields that only the server can know; and as they come back.
import type { Agent } from '@livechat/lc-sdk-js'
import { expect } from 'vitest'

type Sent = Parameters<InstanceType<typeof Agent.RTM>['sendEvent']>[1]

const unknownYet = { id: '', author_id: '', created_at: '', recipients: 'all' }

/** Matches an event with this text. */
export const said = (text: string): unknown => expect.objectContaining({ type: 'message', text })

said.message = (text: string, more: { readonly custom_id?: string; readonly recipients?: string } = {}): Sent => ({
  ...unknownYet,
  type: 'message',
  text,
  ...more,
})

/** Buttons have the text in small letters as their postback id. */
said.quickReplies = (title: string, texts: readonly string[]): Sent => ({
  ...unknownYet,
  type: 'rich_message',
  template_id: 'quick_replies',
  elements: [
    {
      title,
      subtitle: '',
      image: { name: '', url: '', content_type: '', size: 0, width: 0, height: 0, alternative_text: '' },
      buttons: texts.map(text => ({
        type: 'message',
        text,
        postback_id: text.toLowerCase(),
        user_ids: [],
        value: text,
      })),
    },
  ],
})

/** `url`: as upload_file answered it. */
said.file = (url: string): Sent => ({ ...unknownYet, type: 'file', url, name: '', content_type: '' })
