// What the services can be asked about webhooks of LiveChat's protocol: who follows chats, and what they are told.
import type { ConversationId, WebhookId } from '../../domain/ids.ts'
import type { Following, ProtocolAction } from '../../domain/protocol-webhook.ts'
import type { Refusal } from '../../domain/refusal.ts'
import type { ProtocolWebhook } from '../../storage/webhook-store.ts'
import type { Doer, Done } from '../actor.ts'

export interface ProtocolWebhookInput {
  /** What it is for; may be empty. */
  readonly description: string
  readonly url: string
  /** Goes with every call, so that the receiver knows who calls. */
  readonly secret: string
  readonly follows: Following
}

export interface ProtocolWebhookCard {
  readonly webhook: ProtocolWebhook
  readonly waiting: number
  readonly givenUp: number
}

/** What one webhook is told, before it has a number. */
export interface Telling {
  readonly webhookId: WebhookId
  readonly conversationId: ConversationId | null
  readonly eventId: string
  readonly action: ProtocolAction
  /** JSON without the secret. */
  readonly body: string
}

export interface ProtocolWebhookVerbs {
  list(): Promise<readonly ProtocolWebhookCard[]>
  /** Refused as `tooMany` when the program follows the action often enough. On at once only where the program's webhooks are on. */
  register(doer: Doer, input: ProtocolWebhookInput): Promise<ProtocolWebhook | Refusal>
  /** `clientId`: whose it must be; null: anybody's. */
  unregister(doer: Doer, clientId: string | null, id: WebhookId): Promise<Done | Refusal>
  /** Empty when it cannot be read on this machine. */
  secretOf(webhook: ProtocolWebhook): string
  /** Whether the program's webhooks on what happens anywhere are called; those on its bots always are. */
  isOn(clientId: string): Promise<boolean>
  turn(doer: Doer, clientId: string, on: boolean): Promise<void>
  /** Programs that have webhooks, or had, with their switch. */
  clients(): Promise<ReadonlyMap<string, boolean>>
  /** Who is told now, and up to which event of the log they were. */
  following(): Promise<{ readonly webhooks: readonly ProtocolWebhook[]; readonly upTo: number | null }>
  /** Puts in line what happened up to this event, all or nothing, and has it delivered. */
  tell(upTo: number, tellings: readonly Telling[]): Promise<void>
}
