// A webhook as its form shows it, and as the contract wants it.
import { type WebhookEvent, webhookEvents } from '../../../main/domain/case-webhook.ts'
import { hostsIn, webhookAddressFault } from '../../../main/domain/outbound-address.ts'
import type { WebhookView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { checkText, type Wrong, wrongOnly } from '../form/check.ts'

export interface WebhookForm {
  readonly name: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly active: boolean
}

export const emptyWebhook: WebhookForm = { name: '', url: '', events: webhookEvents, active: true }

export const webhookForm = ({ name, url, events, active }: WebhookView): WebhookForm => ({
  name,
  url,
  events: webhookEvents.filter(event => events.includes(event)),
  active,
})

/** `allowedHosts`: the system setting. */
export const checkWebhook =
  (allowedHosts: string) =>
  (form: WebhookForm): Wrong<WebhookForm> =>
    wrongOnly<WebhookForm>({
      name: checkText(form.name, 200),
      url: checkText(form.url, 2_000) ?? upperFirst(webhookAddressFault(form.url.trim(), hostsIn(allowedHosts))),
      events: form.events.length === 0 ? t('settings.webhooks.noEvents') : null,
    })

export const upperFirst = (sentence: string | null): string | null =>
  sentence === null ? null : `${sentence.charAt(0).toLocaleUpperCase()}${sentence.slice(1)}`

export const webhookInput = (form: WebhookForm) => ({
  name: form.name.trim(),
  url: form.url.trim(),
  events: [...form.events],
  active: form.active,
})
