// The tables of cases and webhooks as Kysely sees them.
import type { Generated } from 'kysely'
import type { Case, CaseComment, CaseStep } from '../domain/case.ts'
import type { CaseId, ChatId } from '../domain/ids.ts'
import type { CaseWebhook, Delivery, Webhook } from './webhook-store.ts'

type Columns<T> = { -readonly [K in keyof T]: T[K] }

export interface CaseDatabase {
  case: Columns<Omit<Case, 'number' | 'chatIds'>> & {
    number: Generated<number>
    /** Words besides those of its texts by which search finds it. */
    foundBy: string | null
    idempotencyKey: string | null
  }
  caseChat: { caseId: CaseId; chatId: ChatId; at: number }
  caseHistory: Columns<CaseStep> & { n: Generated<number>; caseId: CaseId }
  caseComment: Columns<CaseComment> & { n: Generated<number>; caseId: CaseId; idempotencyKey: string | null }
  webhook: Columns<Omit<CaseWebhook, 'kind' | 'events' | 'active'>> & {
    kind: Webhook['kind']
    /** JSON. */
    events: string
    /** JSON of what a webhook of the protocol follows. */
    follows: string | null
    /** 0 or 1. */
    active: number
    deletedAt: number | null
  }
  webhookDelivery: Columns<Delivery> & { n: Generated<number> }
  /** 0 or 1. */
  webhookClient: { clientId: string; enabled: number }
  webhooksTold: { only: 1; seq: number }
}
