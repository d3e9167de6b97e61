// Case: the record of something that a customer wants done, made from a chat or by hand, with a status, an assignee and a history.
import type { AgentId, CaseId, ChatId, ContactId, QueueId } from './ids.ts'

/** In the order in which work goes on. */
export const caseStatuses = ['new', 'inProgress', 'waiting', 'resolved', 'closed'] as const
export type CaseStatus = (typeof caseStatuses)[number]

export const caseSources = ['chat', 'agent'] as const
export type CaseSource = (typeof caseSources)[number]

export const longestSubject = 250
export const longestDescription = 100_000
export const longestAccount = 250
export const longestComment = 20_000
export const mostChatsOfCase = 100

export interface Case {
  readonly id: CaseId
  /** Counts up over the whole workstation; what people say aloud. */
  readonly number: number
  /** One line. */
  readonly subject: string
  readonly description: string
  /** chat: "Create case" made it; agent: somebody wrote it down. */
  readonly source: CaseSource
  readonly status: CaseStatus
  readonly registeredAt: number
  /** Null: Parley itself, such as a process. */
  readonly registeredBy: AgentId | null
  readonly contactId: ContactId | null
  /** The company or account of the contact, as text; '' = not known. */
  readonly account: string
  /** Null: nobody's yet; the agents of its queue see it. */
  readonly assigneeId: AgentId | null
  readonly queueId: QueueId | null
  /** The chats it is about, the one that it was made from first. */
  readonly chatIds: readonly ChatId[]
  /** Of the last change, comment or link. */
  readonly changedAt: number
  /** Set when it was last resolved or closed, cleared when it is taken up again. */
  readonly resolvedAt: number | null
  readonly closedAt: number | null
  /** Grows with every change of a field; a writer names the one they saw. */
  readonly version: number
}

/** The fields that a person can change, each with a line in the history. */
export const caseFields = ['subject', 'description', 'status', 'account', 'assigneeId', 'queueId', 'contactId'] as const
export type CaseField = (typeof caseFields)[number]

export type CaseChange = Partial<Pick<Case, CaseField>>

/** One line of the history: a field from what to what, or a chat that was linked (`from` null) or unlinked (`to` null). */
export interface CaseStep {
  readonly at: number
  /** Null: Parley itself. */
  readonly agentId: AgentId | null
  /** What they were called then. */
  readonly agentName: string
  readonly field: CaseField | 'created' | 'chat'
  readonly from: string | null
  readonly to: string | null
}

export interface CaseComment {
  readonly id: string
  readonly at: number
  readonly agentId: AgentId | null
  readonly agentName: string
  readonly text: string
}

/** Where a case may go from each status. A resolved one can be taken up again; a closed one stays closed. */
const ways: { readonly [From in CaseStatus]: readonly CaseStatus[] } = {
  new: ['inProgress', 'waiting', 'resolved', 'closed'],
  inProgress: ['waiting', 'resolved', 'closed'],
  waiting: ['inProgress', 'resolved', 'closed'],
  resolved: ['inProgress', 'closed'],
  closed: [],
}

export const nextStatuses = (from: CaseStatus): readonly CaseStatus[] => ways[from]

export const mayMove = (from: CaseStatus, to: CaseStatus): boolean => from === to || ways[from].includes(to)

/** Whether somebody still has to do something. */
export const isOpen = (status: CaseStatus): boolean => status !== 'resolved' && status !== 'closed'
