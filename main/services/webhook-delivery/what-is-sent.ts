// What goes out to a webhook: signed, for help desks that follow cases; with its secret inside, as LiveChat's protocol has it.
import { assertNever } from '../../domain/assert-never.ts'
import type { Delivery, Webhook } from '../../storage/webhook-store.ts'
import { signedHeaders } from './signature.ts'

export interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** `at`: epoch milliseconds of this attempt. Throws when the secret has another form than it was given. */
export const whatIsSent = async (
  webhook: Webhook,
  { eventId, type, body }: Pick<Delivery, 'eventId' | 'type' | 'body'>,
  secret: string,
  at: number,
): Promise<Sent> => {
  const common = {
    'content-type': 'application/json',
    'user-agent': 'Parley-Webhooks',
    'webhook-event': type,
  }
  switch (webhook.kind) {
    case 'case':
      return { headers: { ...common, ...(await signedHeaders(secret, eventId, at, body)) }, body }
    case 'protocol':
      return {
        headers: { ...common, 'webhook-id': eventId, 'webhook-timestamp': String(Math.floor(at / 1000)) },
        body: withSecret(body, webhook.id, secret),
      }
    default:
      return assertNever(webhook)
  }
}

/** The stored body is without the secret, which stands first in what receivers get. Source: "Webhooks", 3.6. */
const withSecret = (body: string, webhookId: string, secret: string): string =>
  JSON.stringify({ webhook_id: webhookId, secret_key: secret, ...(JSON.parse(body) as object) })
