// What the services can be asked about webhooks on cases: set up, tried out, and looked after.
import type { WebhookEvent } from '../../domain/case-webhook.ts'
import type { DeliveryId, WebhookId } from '../../domain/ids.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { WebhookDeliveryState } from '../../domain/webhook-delivery.ts'
import type { CaseWebhook, DeliveryRow } from '../../storage/webhook-store.ts'
import type { Doer, Done } from '../actor.ts'

export interface WebhookInput {
  readonly name: string
  readonly url: string
  readonly events: readonly WebhookEvent[]
  readonly active: boolean
}

export interface WebhookCard {
  readonly webhook: CaseWebhook
  readonly waiting: number
  readonly givenUp: number
}

/** The secret in clear, which is told this once. */
export interface WithSecret {
  readonly card: WebhookCard
  readonly secret: string
}

export interface CaseWebhookVerbs {
  list(): Promise<readonly WebhookCard[]>
  create(doer: Doer, input: WebhookInput): Promise<WithSecret | Refusal>
  /** With a `version`, refused when somebody changed it since. */
  update(doer: Doer, id: WebhookId, change: Partial<WebhookInput>, version?: number): Promise<WebhookCard | Refusal>
  /** The old one is good no more. */
  renewSecret(doer: Doer, id: WebhookId): Promise<WithSecret | Refusal>
  /** Can be undone for a day. */
  remove(doer: Doer, id: WebhookId): Promise<Done | Refusal>
  restore(doer: Doer, id: WebhookId): Promise<WebhookCard | Refusal>
  /** Calls it once, now, with an event of the type "test"; not tried again. */
  test(id: WebhookId): Promise<DeliveryRow | Refusal>
  deliveries(
    id: WebhookId,
    page: { readonly state?: WebhookDeliveryState; readonly before?: number; readonly limit: number },
  ): Promise<{ readonly deliveries: readonly DeliveryRow[]; readonly nextBefore: number | null } | Refusal>
  /** Puts it in line again, with its old event id and all its patience. */
  resend(doer: Doer, id: DeliveryId): Promise<DeliveryRow | Refusal>
}
