// A run of a process: started by an agent in a chat, kept step by step, so that it goes on after a restart exactly where it was.
import type { AgentId, ChatActionId, ChatId, ContactId, ProcessId, RunId, StepId } from './ids.ts'
import type { FormValues } from './process-form.ts'
import type { TaskKind } from './process-tasks.ts'

/** failed: a step gave up, and waits for a person to retry or cancel it. */
export type RunStatus = 'running' | 'failed' | 'finished' | 'cancelled'

export interface ProcessRun {
  readonly id: RunId
  readonly processId: ProcessId
  /** The version it began with, and goes on with. */
  readonly versionNumber: number
  readonly processName: string
  readonly chatId: ChatId
  readonly contactId: ContactId
  /** In whose name its tasks are done. */
  readonly startedBy: AgentId
  readonly actionId: ChatActionId | null
  readonly actionCaption: string
  readonly status: RunStatus
  /** Of one that failed or was cancelled: a sentence. */
  readonly reason: string | null
  /** What its steps have found out, by name; JSON. */
  readonly variables: Readonly<Record<string, unknown>>
  /** Where its tokens are, in the interpreter's own words; null: not begun. */
  readonly state: string | null
  /** Elements entered so far, against loops without end. */
  readonly entered: number
  /** Grows with every change: of two who would move it on at once, one wins. */
  readonly revision: number
  readonly startedAt: number
  readonly endedAt: number | null
}

/**
 * due: to be done, now or at `nextTryAt`. waiting: for a person or for `dueAt`. done: with its output, which the run may not have taken
 * yet (`taken`). failed: gave up with `reason`. withdrawn: the run went another way.
 */
export type StepStatus = 'due' | 'waiting' | 'done' | 'failed' | 'withdrawn'

export interface ProcessStep {
  readonly id: StepId
  readonly runId: RunId
  readonly elementId: string
  /** What it is called in the diagram, or by its kind. */
  readonly name: string
  readonly kind: TaskKind
  /** 1 for the first time that the run comes to this element. Run, element and iteration are the step's idempotency key. */
  readonly iteration: number
  /** The interpreter's name of this visit. */
  readonly executionId: string
  readonly status: StepStatus
  /** The fields of the task with every expression worked out. */
  readonly input: Readonly<Record<string, unknown>>
  readonly output: Readonly<Record<string, unknown>> | null
  /** Whether the run has moved on with the output. */
  readonly taken: boolean
  readonly attempts: number
  readonly nextTryAt: number | null
  /** Of a timer: when it is over. */
  readonly dueAt: number | null
  readonly reason: string | null
  /** What it did, in a sentence. */
  readonly outcome: string | null
  /** What the agent has typed into the form so far. */
  readonly draft: FormValues | null
  readonly startedAt: number
  readonly endedAt: number | null
}

/** The same for every attempt: whoever is asked twice can tell. */
export const stepKey = ({ runId, elementId, iteration }: Pick<ProcessStep, 'runId' | 'elementId' | 'iteration'>) =>
  `${runId}/${elementId}/${iteration}`

const SECOND = 1_000
/** Between attempts; after the last one the step has failed. */
export const retryDelaysMs: readonly number[] = [10 * SECOND, 60 * SECOND, 300 * SECOND, 1_800 * SECOND]

/** When to try again after so many attempts; null: no more. */
export const nextTryAfter = (attempts: number, now: number): number | null => {
  const delay = retryDelaysMs[attempts - 1]
  return delay === undefined ? null : now + delay
}

export const runLimits = {
  /** Elements that one run may enter in all: a loop without end is stopped here. */
  entered: 10_000,
  /** Steps that may be open at one time. */
  openSteps: 200,
  /** Characters of all variables together, as JSON. */
  variables: 1_000_000,
} as const

export const nextIteration = (steps: readonly Pick<ProcessStep, 'elementId'>[], elementId: string): number =>
  steps.filter(step => step.elementId === elementId).length + 1
