// The storage port of cases: rows with their names, filtered and paged within somebody's reach; history, comments and links.
import type { Case, CaseChange, CaseComment, CaseStatus, CaseStep } from '../domain/case.ts'
import type { CaseReach } from '../domain/case-access.ts'
import type { AgentId, CaseId, ChatId, ContactId, QueueId } from '../domain/ids.ts'

/** A case with the names that a line of a list shows. */
export interface CaseRow extends Case {
  readonly contactName: string | null
  readonly assigneeName: string | null
  readonly registeredByName: string | null
  readonly queueName: string | null
}

/** What is to be found among the cases; the newest numbers first. */
export interface CaseFilter {
  /** Any of these. */
  readonly statuses?: readonly CaseStatus[]
  /** Null: nobody's. */
  readonly assigneeId?: AgentId | null
  readonly contactId?: ContactId
  readonly queueId?: QueueId
  readonly chatId?: ChatId
  /** In number, subject, description, account or the contact's name. */
  readonly text?: string
  /** When it was registered. */
  readonly from?: number
  /** Exclusive. */
  readonly to?: number
  /** Page on: only smaller numbers. */
  readonly before?: number
  readonly limit: number
}

export interface CaseReads {
  get(id: CaseId): Promise<Case | null>
  row(id: CaseId): Promise<CaseRow | null>
  byIdempotencyKey(key: string): Promise<Case | null>
  /** Within the reach: the rule of `isWithin`, as a condition. */
  list(filter: CaseFilter, reach: CaseReach): Promise<CaseRow[]>
  /** Assigned to the agent and neither resolved nor closed. */
  countOpenOf(agentId: AgentId): Promise<number>
  /** Newest first. */
  history(id: CaseId, limit: number): Promise<CaseStep[]>
  /** Oldest first, the newest `limit` of them. */
  comments(id: CaseId, limit: number): Promise<CaseComment[]>
  /** Those who own or owned a chat of the case's conversations, and those at whom one rings. */
  agentsOfChats(id: CaseId): Promise<AgentId[]>
}

export interface CaseWrites extends CaseReads {
  /** Gives it the next number. Throws when the key was used. */
  insert(one: Omit<Case, 'number'>, idempotencyKey: string | null): Promise<Case>
  /** Counts the version; false when it is not `expectedVersion` any more. */
  update(
    id: CaseId,
    change: CaseChange & Pick<Partial<Case>, 'resolvedAt' | 'closedAt'>,
    expectedVersion: number,
    at: number,
  ): Promise<boolean>
  /** False when it was linked already. */
  link(id: CaseId, chatId: ChatId, at: number): Promise<boolean>
  /** False when it was not linked. */
  unlink(id: CaseId, chatId: ChatId, at: number): Promise<boolean>
  addStep(id: CaseId, step: CaseStep): Promise<void>
  /** False when the key was used: the comment is there. */
  addComment(id: CaseId, comment: CaseComment, idempotencyKey: string | null): Promise<boolean>
}
