// The storage ports of processes, their runs and secrets, and of the actions that run them.
import type { ChatAction } from '../domain/chat-action.ts'
import type { AgentId, ChatActionId, ChatId, ProcessId, QueueId, RunId, StepId } from '../domain/ids.ts'
import type { Process, ProcessVersion } from '../domain/process.ts'
import type { ProcessRun, ProcessStep, RunStatus } from '../domain/process-run.ts'
import type { TaskKind } from '../domain/process-tasks.ts'

/** A process as a list shows it, without its diagrams. */
export interface ProcessRow extends Omit<Process, 'draft'> {
  readonly hasDraft: boolean
  readonly publishedAt: number | null
  readonly running: number
  readonly failed: number
}

export interface ProcessReads {
  /** Without the deleted ones, by name. */
  rows(): Promise<ProcessRow[]>
  get(id: ProcessId): Promise<Process | null>
  byCode(code: string): Promise<Process | null>
  publishedVersion(id: ProcessId, number: number): Promise<ProcessVersion | null>
  /** The newest first, with the runs that keep to them still. */
  versions(id: ProcessId): Promise<(Omit<ProcessVersion, 'xml'> & { readonly running: number })[]>
  deleted(id: ProcessId): Promise<Process | null>
  deletedBefore(at: number): Promise<ProcessId[]>
  /** Codes of those that came with Parley and were put there, also when they were deleted since. */
  shipped(): Promise<string[]>
}

export interface ProcessWrites extends ProcessReads {
  insert(process: Process): Promise<void>
  /** Counts the version. */
  update(id: ProcessId, change: Partial<Omit<Process, 'id' | 'version'>>): Promise<void>
  insertVersion(version: ProcessVersion): Promise<void>
  markDeleted(id: ProcessId, at: number | null): Promise<void>
  markShipped(code: string): Promise<void>
  /** For good; false when it was ever run, for then its runs tell of it. */
  delete(id: ProcessId): Promise<boolean>
}

export interface ChatActionReads {
  /** Without the deleted ones, in their order. */
  all(): Promise<ChatAction[]>
  /** Those of the queue and of all queues whose process is published, in their order. */
  ofQueue(queueId: QueueId): Promise<ChatAction[]>
  get(id: ChatActionId): Promise<ChatAction | null>
  deleted(id: ChatActionId): Promise<ChatAction | null>
  deletedBefore(at: number): Promise<ChatActionId[]>
}

export interface ChatActionWrites extends ChatActionReads {
  insert(action: ChatAction): Promise<void>
  /** Counts the version. */
  update(id: ChatActionId, change: Partial<Omit<ChatAction, 'id' | 'version' | 'position'>>): Promise<void>
  /** Their versions stay: nobody's form is out of date by that. */
  setOrder(ids: readonly ChatActionId[]): Promise<void>
  markDeleted(id: ChatActionId, at: number | null): Promise<void>
  delete(id: ChatActionId): Promise<void>
}

export interface RunQuery {
  readonly chatId?: ChatId
  readonly processId?: ProcessId
  readonly status?: RunStatus
  readonly limit: number
}

export interface RunReads {
  get(id: RunId): Promise<ProcessRun | null>
  byIdempotencyKey(key: string): Promise<ProcessRun | null>
  /** Failed ones first, then those that go on, then the newest. */
  list(query: RunQuery): Promise<ProcessRun[]>
  count(status: RunStatus): Promise<number>
  step(id: StepId): Promise<ProcessStep | null>
  /** In the order in which they began. */
  steps(runId: RunId): Promise<ProcessStep[]>
  /** Forms of the chat that wait for an agent, the oldest first. */
  openForms(chatId: ChatId): Promise<ProcessStep[]>
  /** Of running runs: steps of these kinds that are to be done by now, the oldest first. */
  dueSteps(now: number, kinds: readonly TaskKind[], limit: number): Promise<ProcessStep[]>
  /** Of running runs: timers that are over, the oldest first. */
  timersOver(now: number, limit: number): Promise<ProcessStep[]>
  /** When the next step is due; null: none. */
  nextDue(): Promise<number | null>
  /** Running runs that have not begun, or that have steps whose output they have not taken. */
  toMove(limit: number): Promise<RunId[]>
}

export interface RunWrites extends RunReads {
  insert(run: ProcessRun, idempotencyKey: string | null): Promise<void>
  /** Counts the revision; false when it is not `expected` any more. */
  update(id: RunId, change: Partial<Omit<ProcessRun, 'id' | 'revision'>>, expected: number): Promise<boolean>
  insertStep(step: ProcessStep): Promise<void>
  updateStep(id: StepId, change: Partial<Omit<ProcessStep, 'id' | 'runId'>>): Promise<void>
}

export interface ProcessSecret {
  readonly name: string
  /** The only host that it is sent to. */
  readonly host: string
  readonly sealed: string
  readonly changedAt: number
  readonly changedBy: AgentId | null
}

export interface ProcessSecretReads {
  all(): Promise<ProcessSecret[]>
}
export interface ProcessSecretWrites extends ProcessSecretReads {
  put(secret: ProcessSecret): Promise<void>
  delete(name: string): Promise<void>
}
