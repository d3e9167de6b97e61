// Does one step of a run: its effect and its record in one transaction, or, for what is done outside, the record after it.
import type { Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { AgentId, Ids, StepId } from '../domain/ids.ts'
import { nextTryAfter, type ProcessRun, type ProcessStep, stepKey } from '../domain/process-run.ts'
import type { ServiceTaskKind } from '../domain/process-tasks.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Store, Transaction } from '../storage/store.ts'
import { tellRun, writeLine } from './record.ts'
import { fail } from './run-mover.ts'
import type { Aftermath, Did, Failed, OutsideTask } from './tasks/task.ts'
import { kindsDone, type Task, type Tasks } from './tasks/tasks.ts'

interface Parts {
  readonly store: Store
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly tasks: Tasks
  readonly aftermath: Aftermath
  readonly isConnected: (id: AgentId) => boolean
}

interface Standing {
  readonly run: ProcessRun
  readonly step: ProcessStep
}

export class StepDoer {
  readonly #parts: Parts
  readonly #stop = new AbortController()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Ends calls that are on the wire; they are made again at the next start. */
  stop(): void {
    this.#stop.abort()
  }

  /** What is done outside may take its time. */
  get kinds(): { readonly inside: readonly ServiceTaskKind[]; readonly outside: readonly ServiceTaskKind[] } {
    return { inside: kindsDone(this.#parts.tasks, 'inside'), outside: kindsDone(this.#parts.tasks, 'outside') }
  }

  /** Resolves when the step has a new state on disk. */
  async perform(step: ProcessStep): Promise<void> {
    const task = taskOf(this.#parts.tasks, step.kind)
    try {
      if (task === null) await this.#overNow(step)
      else if ('outside' in task) await this.#outside(step, task.outside)
      else await this.#inside(step.id, task)
    } catch (error) {
      // A bug or a full disk: told in the log, and tried again like any failure.
      this.#parts.log.error('A step of a process could not be done', { stepId: step.id, error: String(error) })
      if (!this.#stop.signal.aborted)
        await this.#parts.store.transact(tx =>
          this.#settle(tx, step.id, {
            failed: true,
            sentence: 'Something went wrong inside Parley. It was written to the log.',
          }),
        )
    }
  }

  /** A timer that is over. */
  async #overNow({ id }: ProcessStep): Promise<void> {
    const now = this.#parts.clock.now()
    await this.#parts.store.transact(async tx => {
      const there = await standing(tx, id, 'waiting')
      if (there === null || there.step.dueAt === null || there.step.dueAt > now) return
      await tx.runs.updateStep(id, { status: 'done', output: {}, endedAt: now })
    })
  }

  async #inside(id: StepId, task: Extract<Task, { inside: unknown }>): Promise<void> {
    const { store, clock, ids, aftermath, isConnected } = this.#parts
    const did = await store.transact(async tx => {
      const there = await standing(tx, id, 'due')
      if (there === null) return null
      const now = clock.now()
      const [chat, agent] = [await tx.chats.get(there.run.chatId), await tx.agents.get(there.run.startedBy)]
      const done =
        chat === null || agent === null
          ? refuse('notFound', 'Its chat is not there any more.')
          : await task.inside({ tx, now, ids, chat, agent, isConnected, ...there })
      await this.#settle(tx, id, done)
      return isRefusal(done) ? null : done
    })
    did?.after?.(aftermath)
  }

  async #outside({ id }: ProcessStep, task: OutsideTask): Promise<void> {
    const there = await standing(this.#parts.store, id, 'due')
    if (there === null) return
    const done = await task({ ...there, key: stepKey(there.step), signal: this.#stop.signal })
    if (this.#stop.signal.aborted && !('outcome' in done)) return
    await this.#parts.store.transact(tx => this.#settle(tx, id, done))
    if ('outcome' in done) done.after?.(this.#parts.aftermath)
  }

  async #settle(tx: Transaction, id: StepId, done: Did | Failed | Refusal): Promise<void> {
    const there = await standing(tx, id, 'due')
    if (there === null) return
    const now = this.#parts.clock.now()
    const { run, step } = there
    const attempts = step.attempts + 1
    if ('outcome' in done) {
      const { output, outcome } = done
      await tx.runs.updateStep(id, { status: 'done', output, outcome, attempts, reason: null, endedAt: now })
      if (done.line) await writeLine(tx, run, 'did', `${run.processName}: ${done.outcome}`, now)
      return tellRun(tx, run, now)
    }
    const nextTryAt = isRefusal(done) && done.code !== 'unavailable' ? null : nextTryAfter(attempts, now)
    const reason = done.sentence
    await tx.runs.updateStep(id, { status: nextTryAt === null ? 'failed' : 'due', attempts, nextTryAt, reason })
    if (nextTryAt === null) await fail(tx, run, step.name, reason, now)
    else await tellRun(tx, run, now)
  }
}

/** The step and its run, if both are still as they must be for it to be done. */
const standing = async (
  reads: Pick<Store, 'runs'>,
  id: StepId,
  status: 'due' | 'waiting',
): Promise<Standing | null> => {
  const step = await reads.runs.step(id)
  const run = step === null ? null : await reads.runs.get(step.runId)
  return step === null || run === null || step.status !== status || run.status !== 'running' ? null : { run, step }
}

const taskOf = (tasks: Tasks, kind: ProcessStep['kind']): Task | null =>
  kind === 'wait' || kind === 'askAgent' || kind === 'decision' ? null : tasks[kind]
