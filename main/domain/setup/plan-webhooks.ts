// The webhooks on cases of a file: by name, without their signing secret and without what follows a "?" in their address, which may
// be a key. One that is here keeps both.
import type { AuditFields } from '../audit.ts'
import { addressOnRecord, hostsIn, webhookAddressFault } from '../outbound-address.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { byName } from './by-name.ts'
import { compared } from './compare.ts'
import type { WebhookItem } from './plan-item.ts'
import { nameKey, type Setup, type SetupWebhook } from './setup-file.ts'

export const webhooksFrom = (present: Setup, file: Setup): readonly WebhookItem[] | Refusal => {
  const items: WebhookItem[] = []
  const known = byName(present.webhooks, webhook => webhook.name)
  const allowed = file.settings.OutboundAllowedHosts ?? present.settings.OutboundAllowedHosts ?? ''
  for (const [i, given] of file.webhooks.entries()) {
    const fault = webhookAddressFault(given.url, hostsIn(allowed))
    if (fault !== null)
      return refuse('invalid', `webhooks[${i}].url: ${fault.replace(/\.$/, '')}.`, { field: `webhooks[${i}].url` })
    items.push(itemOf(known.get(nameKey(given.name)), given))
  }
  return items
}

const itemOf = (here: SetupWebhook | undefined, given: SetupWebhook): WebhookItem => {
  const keepsKey = here?.hasKey === true && here.url === given.url
  const lacksKey = given.hasKey && !keepsKey
  const wanted = { ...given, hasKey: keepsKey, active: lacksKey ? (here?.active ?? false) : given.active }
  const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
  const isNew = here === undefined
  return {
    what: 'webhook',
    noun: 'webhook',
    name: wanted.name,
    ...change,
    notes: [
      ...(isNew ? ['Has a new signing secret: make one under Webhooks, and give it to whoever is called.'] : []),
      ...(lacksKey && isNew
        ? ['Comes switched off: enter what followed the “?” in its address, then switch it on.']
        : []),
    ],
    wanted,
  }
}

const fieldsOf = ({ name, url, hasKey, events, active }: SetupWebhook): AuditFields => ({
  name,
  url: hasKey ? addressOnRecord(`${url}?`) : url,
  events: [...events].toSorted(),
  active,
})
