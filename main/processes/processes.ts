// Everything of processes put together: their set-up, their runs, the engine that does the work, and what came along.

import type { Log } from '../channels/channel.ts'
import type { AgentId } from '../domain/ids.ts'
import type { CaseVerbs } from '../services/case-verbs.ts'
import type { Ports } from '../services/ports.ts'
import type { Interpreter } from '../services/process-interpreter.ts'
import { ProcessSetup } from '../services/process-setup.ts'
import type { ProcessVerbs, RunVerbs } from '../services/process-verbs.ts'
import { ThreadedInterpreter } from './interpreter/interpreter.ts'
import { ProcessEngine } from './process-engine.ts'
import { ProcessRuns } from './process-runs.ts'
import { installShipped } from './shipped/shipped.ts'
import type { Aftermath } from './tasks/task.ts'
import { createTasks } from './tasks/tasks.ts'

export interface Processes {
  readonly setup: ProcessVerbs
  readonly runs: RunVerbs
  /** Goes on with every run where it was. */
  start(): Promise<void>
  stop(): Promise<void>
  settled(): Promise<void>
}

export const openProcesses = (
  ports: Ports,
  parts: {
    readonly cases: Pick<CaseVerbs, 'createFromChat'>
    readonly aftermath: Aftermath
    readonly isConnected: (id: AgentId) => boolean
  },
): Processes => {
  const interpreter = ports.interpreter ?? openInterpreter(ports.log)
  const tasks = createTasks({ ...ports, cases: parts.cases })
  const engine = new ProcessEngine({ ...ports, ...parts, interpreter, tasks })
  const setup = new ProcessSetup(ports, interpreter)
  return {
    setup,
    runs: new ProcessRuns({ ...ports, interpreter, kick: () => engine.kick() }),
    start: async () => {
      await installShipped(ports)
      await setup.start()
      engine.kick()
    },
    stop: async () => {
      await engine.stop()
      if (ports.interpreter === undefined) await interpreter.stop()
    },
    settled: () => engine.settled(),
  }
}

export const openInterpreter = (log: Log): Interpreter => new ThreadedInterpreter(threadUrl(import.meta.url), log)

/** Beside the bundle of a program; in the sources, itself. What runs from an archive has it unpacked beside. */
const threadUrl = (here: string): URL =>
  here.endsWith('.ts')
    ? new URL('./interpreter/thread.ts', here)
    : new URL('./process-thread.cjs', here.replace('app.asar/', 'app.asar.unpacked/'))
