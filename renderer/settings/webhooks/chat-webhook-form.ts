// A webhook on chats as its form has it, and as the contract wants it.
import { hostsIn, webhookAddressFault } from '../../../main/domain/outbound-address.ts'
import { isProtocolAction, longestWebhookUrl, type ProtocolAction } from '../../../main/domain/protocol-webhook.ts'
import { t } from '../../words/words.ts'
import { checkText, type Wrong, wrongOnly } from '../form/check.ts'
import { upperFirst } from './webhook-form.ts'

export interface ChatWebhookForm {
  readonly description: string
  readonly url: string
  readonly action: string
  readonly secret: string
  readonly clientId: string
}

export const emptyChatWebhook: ChatWebhookForm = {
  description: '',
  url: '',
  action: 'incoming_event',
  secret: '',
  clientId: '',
}

/** `allowedHosts`: the system setting. */
export const checkChatWebhook =
  (allowedHosts: string) =>
  (form: ChatWebhookForm): Wrong<ChatWebhookForm> =>
    wrongOnly<ChatWebhookForm>({
      description: form.description.trim() === '' ? null : checkText(form.description, 200),
      url:
        checkText(form.url, longestWebhookUrl) ??
        upperFirst(webhookAddressFault(form.url.trim(), hostsIn(allowedHosts))),
      secret: checkText(form.secret, 255),
      clientId:
        checkText(form.clientId, 100) ?? (/^[\w.-]+$/.test(form.clientId.trim()) ? null : t('tokens.clientOdd')),
    })

export const chatWebhookInput = ({ action, ...form }: ChatWebhookForm) => ({
  description: form.description.trim(),
  url: form.url.trim(),
  action: isProtocolAction(action) ? action : ('incoming_event' satisfies ProtocolAction),
  secret: form.secret,
  clientId: form.clientId.trim(),
})
