// What the services can be asked about processes, the actions that run them, and their runs.
import type { ChatAction } from '../domain/chat-action.ts'
import type { ChatActionId, ChatId, ProcessId, RunId, StepId } from '../domain/ids.ts'
import type { ProcessProblem, ProcessVersion } from '../domain/process.ts'
import type { FormField, FormValues } from '../domain/process-form.ts'
import type { ProcessRun, ProcessStep, RunStatus } from '../domain/process-run.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { ProcessRow } from '../storage/process-store.ts'
import type { Actor, Doer, Done } from './actor.ts'

export interface ProcessSummary extends Omit<ProcessRow, 'changedBy'> {
  readonly changedByName: string | null
  /** Captions of the actions that run it. */
  readonly actions: readonly string[]
}

export interface ProcessDetail extends ProcessSummary {
  /** The draft, or what is published. */
  readonly xml: string
  readonly problems: readonly ProcessProblem[]
}

export interface DryRun {
  readonly steps: readonly {
    readonly elementId: string
    readonly name: string
    readonly kind: string
    readonly sentence: string
  }[]
  readonly finished: boolean
  readonly sentence: string
  readonly problems: readonly ProcessProblem[]
}

export interface SecretCard {
  readonly name: string
  readonly host: string
  readonly changedAt: number
  readonly changedByName: string | null
}

export interface ProcessVerbs {
  list(): Promise<readonly ProcessSummary[]>
  get(id: ProcessId): Promise<ProcessDetail | Refusal>
  create(doer: Doer, input: { readonly name: string; readonly xml?: string }): Promise<ProcessDetail | Refusal>
  saveDraft(
    doer: Doer,
    id: ProcessId,
    change: { readonly name?: string; readonly xml?: string },
    version?: number,
  ): Promise<ProcessDetail | Refusal>
  discardDraft(doer: Doer, id: ProcessId, version?: number): Promise<ProcessDetail | Refusal>
  publish(doer: Doer, id: ProcessId, version?: number): Promise<ProcessDetail | Refusal>
  versions(id: ProcessId): Promise<readonly (Omit<ProcessVersion, 'xml' | 'publishedBy'> & PublishedBy)[] | Refusal>
  getVersion(id: ProcessId, number: number): Promise<string | Refusal>
  validate(xml: string): Promise<readonly ProcessProblem[]>
  /** Can be undone for a day. */
  remove(doer: Doer, id: ProcessId): Promise<Done | Refusal>
  restore(doer: Doer, id: ProcessId): Promise<ProcessDetail | Refusal>
  listSecrets(): Promise<readonly SecretCard[]>
  /** The value in clear; '' leaves it as it is. */
  setSecret(
    doer: Doer,
    secret: { readonly name: string; readonly host: string; readonly value: string },
  ): Promise<SecretCard | Refusal>
  removeSecret(doer: Doer, name: string): Promise<Done | Refusal>
}

interface PublishedBy {
  readonly publishedByName: string | null
  readonly running: number
}

export interface ChatActionCard extends ChatAction {
  readonly processName: string
  readonly runnable: boolean
}

export type ChatActionInput = Pick<ChatAction, 'caption' | 'icon' | 'queueId' | 'processId' | 'shortcut'>

export interface ChatActionVerbs {
  list(): Promise<readonly ChatActionCard[]>
  create(doer: Doer, input: ChatActionInput): Promise<ChatActionCard | Refusal>
  update(
    doer: Doer,
    id: ChatActionId,
    change: Partial<ChatActionInput>,
    version?: number,
  ): Promise<ChatActionCard | Refusal>
  reorder(doer: Doer, ids: readonly ChatActionId[]): Promise<Done | Refusal>
  /** Can be undone for a day. */
  remove(doer: Doer, id: ChatActionId): Promise<Done | Refusal>
  restore(doer: Doer, id: ChatActionId): Promise<ChatActionCard | Refusal>
}

export interface RunCard {
  readonly run: ProcessRun
  readonly steps: readonly ProcessStep[]
  readonly chatNumber: number
  readonly contactName: string
  readonly startedByName: string
}

export interface AgentForm {
  readonly step: ProcessStep
  readonly chatId: ChatId
  readonly processName: string
  readonly title: string
  readonly fields: readonly FormField[]
}

export interface RunVerbs {
  /** The same key of the same agent twice starts one run. */
  run(actor: Actor, chatId: ChatId, actionId: ChatActionId, idempotencyKey?: string): Promise<RunCard | Refusal>
  ofChat(actor: Actor, chatId: ChatId): Promise<readonly RunCard[] | Refusal>
  list(query: { readonly processId?: ProcessId; readonly status?: RunStatus; readonly limit: number }): Promise<{
    readonly runs: readonly RunCard[]
    readonly failed: number
    readonly running: number
  }>
  retry(actor: Actor, id: RunId): Promise<RunCard | Refusal>
  cancel(actor: Actor, id: RunId): Promise<RunCard | Refusal>
  forms(actor: Actor, chatId: ChatId): Promise<readonly AgentForm[] | Refusal>
  saveForm(actor: Actor, stepId: StepId, values: FormValues): Promise<Done | Refusal>
  answerForm(actor: Actor, stepId: StepId, values: FormValues): Promise<Done | Refusal>
  /** What a diagram would do in a chat; nothing is touched. */
  dryRun(
    actor: Actor,
    chatId: ChatId,
    xml: string,
    answers: Readonly<Record<string, FormValues>>,
  ): Promise<DryRun | Refusal>
}
