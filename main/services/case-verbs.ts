// What the services can be asked about cases: lists, one case, changes, comments, and links with chats.
import type { Case, CaseChange, CaseComment, CaseStep } from '../domain/case.ts'
import type { AgentId, CaseId, ChatId, ContactId, QueueId } from '../domain/ids.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { CaseFilter, CaseRow } from '../storage/case-store.ts'
import type { Actor, Doer } from './actor.ts'

export interface CaseCard {
  readonly row: CaseRow
  /** Newest first, at most 500. */
  readonly history: readonly CaseStep[]
  /** Oldest first. */
  readonly comments: readonly CaseComment[]
  /** Of its chats, those that the asking agent may see. */
  readonly chats: readonly { readonly id: ChatId; readonly number: number; readonly openedAt: number }[]
}

export interface CaseInput {
  readonly subject: string
  readonly description: string
  readonly account: string
  readonly contactId: ContactId | null
  readonly assigneeId: AgentId | null
  readonly queueId: QueueId | null
  /** The contact and the queue are the chat's where none are named. */
  readonly chatId: ChatId | null
}

export interface CaseVerbs {
  list(
    actor: Actor,
    filter: CaseFilter,
  ): Promise<{ readonly cases: readonly CaseRow[]; readonly nextBefore: number | null }>
  /** Of the agent's: how many are open, i.e. neither resolved nor closed. */
  countMine(actor: Actor): Promise<number>
  get(actor: Actor, id: CaseId): Promise<CaseCard | Refusal>
  /** The same key of the same agent twice makes one case. */
  create(actor: Actor, input: CaseInput, idempotencyKey?: string): Promise<CaseCard | Refusal>
  /** With a `version`, refused when somebody changed it since. */
  update(actor: Actor, id: CaseId, change: CaseChange, version?: number): Promise<CaseCard | Refusal>
  /** Null: nobody's. */
  assign(actor: Actor, id: CaseId, assigneeId: AgentId | null): Promise<CaseCard | Refusal>
  comment(actor: Actor, id: CaseId, text: string, idempotencyKey?: string): Promise<CaseCard | Refusal>
  linkChat(actor: Actor, id: CaseId, chatId: ChatId): Promise<CaseCard | Refusal>
  unlinkChat(actor: Actor, id: CaseId, chatId: ChatId): Promise<CaseCard | Refusal>
  /**
   * "Create case" of the seeds, by the rule of domain/case-from-chat.ts; assigned to the chat's agent. The same key twice makes one
   * case, so that a process that is run again after a crash makes no second. Whether the doer may is the caller's to check.
   */
  createFromChat(
    doer: Doer,
    chatId: ChatId,
    idempotencyKey: string,
    /** In the place of what the rule would say. */
    given?: { readonly subject?: string; readonly description?: string },
  ): Promise<Case | Refusal>
}
