// Moves a run on when its steps are over: the interpreter says where it stands then, and that is stored with the new steps at once.
import type { Clock } from '../domain/clock.ts'
import { asId, type Ids, type RunId, type StepId } from '../domain/ids.ts'
import { nextIteration, type ProcessRun, type ProcessStep } from '../domain/process-run.ts'
import type { Interpreter, Moved, OpenStep, Stuck, Variables } from '../services/process-interpreter.ts'
import type { Store, Transaction } from '../storage/store.ts'
import { factsOf } from './facts.ts'
import { tellRun, writeLine } from './record.ts'

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly interpreter: Interpreter
}

/** A crash before the end leaves everything as it was: the same question is asked again. False: somebody was faster. */
export const moveRun = async ({ store, clock, ids, interpreter }: Parts, id: RunId): Promise<boolean> => {
  const run = await store.runs.get(id)
  if (run === null || run.status !== 'running') return false
  const [steps, version, chat, secrets] = await Promise.all([
    store.runs.steps(id),
    store.processes.publishedVersion(run.processId, run.versionNumber),
    store.chats.get(run.chatId),
    store.processSecrets.all(),
  ])
  const over = steps.filter(({ status, taken }) => status === 'done' && !taken)
  const open = steps.filter(isOpen)
  const now = clock.now()
  const moved: Moved | Stuck =
    version === null || chat === null
      ? { stuck: true, elementId: null, sentence: 'Its diagram or its chat is not there any more.' }
      : await interpreter.move({
          xml: version.xml,
          state: run.state,
          variables: run.variables,
          facts: await factsOf(store, chat, run.startedBy),
          secretNames: secrets.map(({ name }) => name),
          nonce: ids.secret(12).replace(/[^A-Za-z0-9]/g, ''),
          now,
          entered: run.entered,
          completions: over.map(step => ({ executionId: step.executionId, variables: resultsOf(step) })),
          known: open.map(({ executionId }) => executionId),
        })
  return store.transact(async tx => {
    if ('stuck' in moved) return fail(tx, run, nameOf(steps, moved), moved.sentence, now)
    const status = moved.ended ? 'finished' : 'running'
    const { state, variables, entered } = moved
    const change = { state, variables, entered, status, endedAt: moved.ended ? now : null } as const
    if (!(await tx.runs.update(id, change, run.revision))) return false
    for (const step of over) await tx.runs.updateStep(step.id, { taken: true })
    for (const step of (await tx.runs.steps(id)).filter(isOpen))
      if (!moved.open.some(({ executionId }) => executionId === step.executionId))
        await tx.runs.updateStep(step.id, { status: 'withdrawn', endedAt: now })
    const added: ProcessStep[] = []
    for (const one of moved.open.filter(({ executionId }) => !open.some(known => known.executionId === executionId))) {
      const step = newStep(asId(ids.next()), run, one, nextIteration([...steps, ...added], one.elementId), now)
      added.push(step)
      await tx.runs.insertStep(step)
    }
    if (moved.ended && saysItEnded(steps)) await writeLine(tx, run, 'finished', `${run.processName} is done`, now)
    await tellRun(tx, { ...run, status }, now)
    return true
  })
}

/** A run that failed waits for a person, with its reason in the chat. */
export const fail = async (
  tx: Transaction,
  run: ProcessRun,
  where: string,
  sentence: string,
  now: number,
): Promise<boolean> => {
  const reason = where === '' ? sentence : `${where}: ${sentence}`
  if (!(await tx.runs.update(run.id, { status: 'failed', reason }, run.revision))) return false
  await writeLine(tx, run, 'failed', `${run.processName} failed. ${reason}`, now)
  await tellRun(tx, { ...run, status: 'failed' }, now)
  return true
}

const isOpen = ({ status }: ProcessStep): boolean => status === 'due' || status === 'waiting' || status === 'failed'

/** What it did at once is told by the lines of its steps. */
const saysItEnded = (steps: readonly ProcessStep[]): boolean =>
  steps.some(({ kind, attempts }) => kind === 'wait' || kind === 'askAgent' || attempts > 1) || steps.length === 0

const nameOf = (steps: readonly ProcessStep[], { elementId }: Stuck): string =>
  elementId === null ? '' : (steps.find(step => step.elementId === elementId)?.name ?? elementId)

/** The answers of a form each under its own name; what a task found out under the name that it was given. */
const resultsOf = ({ kind, input, output }: ProcessStep): Variables => {
  if (output === null) return {}
  if (kind === 'askAgent') return output
  const name = input.result
  return typeof name === 'string' ? { [name]: output } : {}
}

const newStep = (
  id: StepId,
  run: ProcessRun,
  { executionId, elementId, name, kind, input, dueAt }: OpenStep,
  iteration: number,
  now: number,
): ProcessStep => {
  const waits = kind === 'wait' || kind === 'askAgent'
  return {
    id,
    runId: run.id,
    elementId,
    name,
    kind,
    iteration,
    executionId,
    status: waits ? 'waiting' : 'due',
    input,
    output: null,
    taken: false,
    attempts: 0,
    nextTryAt: waits ? null : now,
    dueAt,
    reason: null,
    outcome: null,
    draft: null,
    startedAt: now,
    endedAt: null,
  }
}
