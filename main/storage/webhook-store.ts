// The storage port of webhooks: who follows cases or chats from outside, and every delivery with how it went.
import type { WebhookEvent } from '../domain/case-webhook.ts'
import type { CaseId, ConversationId, DeliveryId, WebhookId } from '../domain/ids.ts'
import type { Following, ProtocolAction } from '../domain/protocol-webhook.ts'
import type { WebhookDeliveryState } from '../domain/webhook-delivery.ts'

interface AnyWebhook {
  readonly id: WebhookId
  readonly name: string
  readonly url: string
  readonly active: boolean
  /** As the keychain made it. */
  readonly sealedSecret: string
  readonly createdAt: number
  readonly version: number
}

export interface CaseWebhook extends AnyWebhook {
  readonly kind: 'case'
  /** Those it is told of. */
  readonly events: readonly WebhookEvent[]
}

/** Registered over LiveChat's protocol, or as if it were. */
export interface ProtocolWebhook extends AnyWebhook {
  readonly kind: 'protocol'
  readonly follows: Following
}

export type Webhook = CaseWebhook | ProtocolWebhook

export interface Delivery {
  readonly id: DeliveryId
  readonly webhookId: WebhookId
  /** Null: of no case. */
  readonly caseId: CaseId | null
  /** Null: of no conversation. */
  readonly conversationId: ConversationId | null
  /** The same for every webhook that is told of the event, and for every attempt. */
  readonly eventId: string
  readonly type: WebhookEvent | ProtocolAction | 'test'
  /** JSON, as it is sent but for the secret. */
  readonly body: string
  readonly madeAt: number
  /** Of the first attempt, or of the first since it was sent again by hand; until then, when it was put in line. */
  readonly queuedAt: number
  readonly state: WebhookDeliveryState
  readonly attempts: number
  /** Set while it waits. */
  readonly nextTryAt: number | null
  readonly triedAt: number | null
  readonly tookMs: number | null
  /** HTTP status of the last answer. */
  readonly status: number | null
  /** The beginning of the last answer. */
  readonly answer: string
  /** Why the last attempt was none, in a sentence. */
  readonly trouble: string | null
}

/** With the case's number, and the order in which they were made. */
export interface DeliveryRow extends Delivery {
  readonly n: number
  readonly caseNumber: number | null
}

export interface WebhookReads {
  get(id: WebhookId): Promise<Webhook | null>
  /** By name, without the deleted ones. */
  all(): Promise<Webhook[]>
  cases(): Promise<CaseWebhook[]>
  protocol(): Promise<ProtocolWebhook[]>
  /** Programs whose webhooks were switched on or off. */
  clients(): Promise<ReadonlyMap<string, boolean>>
  /** Up to which event of the log those who follow chats were told; null: nobody follows. */
  toldUpTo(): Promise<number | null>
  /** One that was deleted and can still be had back. */
  deleted(id: WebhookId): Promise<Webhook | null>
  deletedBefore(at: number): Promise<WebhookId[]>
  delivery(id: DeliveryId): Promise<DeliveryRow | null>
  /** Newest first. */
  deliveries(
    id: WebhookId,
    page: { readonly state?: WebhookDeliveryState; readonly before?: number; readonly limit: number },
  ): Promise<DeliveryRow[]>
  /** Heads of the webhook's lines (one for each case or conversation, one for the rest) that are due, oldest first. */
  due(id: WebhookId, now: number, limit: number): Promise<DeliveryRow[]>
  /** When the next head is due; null: nothing waits. */
  nextDue(id: WebhookId): Promise<number | null>
  /** Of each webhook that has any. */
  counts(): Promise<ReadonlyMap<WebhookId, { readonly waiting: number; readonly givenUp: number }>>
}

export interface WebhookWrites extends WebhookReads {
  insert(webhook: Webhook): Promise<void>
  /** Counts the version. */
  update(id: WebhookId, change: Partial<Omit<CaseWebhook, 'id' | 'kind' | 'version' | 'createdAt'>>): Promise<void>
  markDeleted(id: WebhookId, at: number | null): Promise<void>
  /** For good, with its deliveries. */
  delete(id: WebhookId): Promise<void>
  /** Of this program: whether its webhooks on what happens anywhere are called. */
  setClient(clientId: string, enabled: boolean): Promise<void>
  setToldUpTo(seq: number | null): Promise<void>
  addDelivery(delivery: Delivery): Promise<void>
  updateDelivery(
    id: DeliveryId,
    change: Partial<
      Omit<Delivery, 'id' | 'webhookId' | 'caseId' | 'conversationId' | 'eventId' | 'type' | 'body' | 'madeAt'>
    >,
  ): Promise<void>
  /** Those that wait for nothing any more and were made before. Returns how many. */
  deleteSettledBefore(at: number): Promise<number>
  /** Of webhooks that are switched off, what was put in line before `at`; `trouble`: why. How many there were. */
  giveUpOfSwitchedOff(at: number, trouble: string): Promise<number>
}
