// Runs processes: does what is due, moves runs on, wakes for timers and next attempts, at every start where it was before.
import type { Log } from '../channels/channel.ts'
import { type Clock, MINUTE } from '../domain/clock.ts'
import type { AgentId, Ids, StepId } from '../domain/ids.ts'
import type { Interpreter } from '../services/process-interpreter.ts'
import { Rounds } from '../services/rounds.ts'
import type { Store } from '../storage/store.ts'
import { moveRun } from './run-mover.ts'
import { StepDoer } from './step-doer.ts'
import type { Aftermath } from './tasks/task.ts'
import type { Tasks } from './tasks/tasks.ts'

/** Calls to the outside at one time, over all runs. */
const mostUnderway = 16
/** More than can be underway, so that among so many of the oldest there is one to begin wherever there is room. */
const batch = 50

export class ProcessEngine {
  readonly #parts: { store: Store; clock: Clock; ids: Ids; log: Log; interpreter: Interpreter }
  readonly #doer: StepDoer
  readonly #rounds: Rounds
  readonly #underway = new Map<StepId, Promise<void>>()
  #stopped = false
  /** Nothing can be written at present: another try then, not at once for ever. */
  #restUntil = 0

  constructor(parts: {
    store: Store
    clock: Clock
    ids: Ids
    log: Log
    interpreter: Interpreter
    tasks: Tasks
    aftermath: Aftermath
    isConnected: (id: AgentId) => boolean
  }) {
    this.#parts = parts
    this.#doer = new StepDoer(parts)
    this.#rounds = new Rounds('Running processes', parts, () => this.#pass())
  }

  /** Something of a run has changed. */
  kick(): void {
    if (!this.#stopped) this.#rounds.request()
  }

  async settled(): Promise<void> {
    await this.#rounds.settled()
    while (this.#underway.size > 0) {
      await Promise.all(this.#underway.values())
      await this.#rounds.settled()
    }
  }

  /** What is on the wire is cut off, and done again at the next start with the same key. */
  async stop(): Promise<void> {
    this.#stopped = true
    this.#rounds.stop()
    this.#doer.stop()
    await this.settled()
  }

  async #pass(): Promise<number | null> {
    const { store, clock } = this.#parts
    if (clock.now() < this.#restUntil) return this.#restUntil
    for (let moved = true; moved && !this.#stopped; ) {
      moved = false
      for (const id of await store.runs.toMove(batch)) moved = (await this.#move(id)) || moved
      const now = clock.now()
      const { inside, outside } = this.#doer.kinds
      for (const step of [
        ...(await store.runs.dueSteps(now, inside, batch)),
        ...(await store.runs.timersOver(now, batch)),
      ]) {
        if (this.#stopped) break
        await this.#doer.perform(step)
        moved = true
      }
      // Asked for by themselves: however many wait for an answer from outside, they hold back nothing else.
      for (const step of await store.runs.dueSteps(now, outside, batch))
        if (!this.#stopped && !this.#underway.has(step.id) && this.#underway.size < mostUnderway)
          this.#begin(step.id, this.#doer.perform(step))
    }
    return this.#next()
  }

  async #move(id: Parameters<typeof moveRun>[1]): Promise<boolean> {
    return this.#stopped ? false : moveRun(this.#parts, id)
  }

  #begin(id: StepId, doing: Promise<void>): void {
    const over = doing
      .catch((error: unknown) => {
        this.#parts.log.error('A step of a process could not be written down', { stepId: id, error: String(error) })
        this.#restUntil = this.#parts.clock.now() + MINUTE
      })
      .then(() => {
        this.#underway.delete(id)
        this.kick()
      })
    this.#underway.set(id, over)
  }

  /** What is on the wire asks for a round by itself when it is over. */
  async #next(): Promise<number | null> {
    const at = await this.#parts.store.runs.nextDue()
    return at === null || (at <= this.#parts.clock.now() && this.#underway.size > 0) ? null : at
  }
}
