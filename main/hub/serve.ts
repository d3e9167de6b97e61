// The hub as a program: one line of JSON when it is ready, logs on standard error, a clean stop on a signal.
import { giveUp, heedStrayFailures, stopOnSignals } from '../machine/program.ts'
import { readCommandLine } from './command-line.ts'
import type { Hub } from './hub.ts'

export const serve = async (args: readonly string[], outDir: string): Promise<void> => {
  const read = readCommandLine(args, process.env)
  if (read.kind === 'help') {
    process.stdout.write(read.text)
    return
  }
  if (read.kind === 'wrong') return giveUp(read.line)
  // Loaded only now: whoever mistyped a flag does not wait for a whole workstation.
  const [{ openLog }, { CannotStart }, { startHub }] = await Promise.all([
    import('../machine/log.ts'),
    import('../machine/starting.ts'),
    import('./start-up.ts'),
  ])
  const log = openLog(read.options.logLevel)
  let hub: Hub
  try {
    hub = await startHub(read.options, outDir, log)
  } catch (error) {
    if (error instanceof CannotStart) return giveUp(error.message)
    throw error
  }
  stopOnSignals(hub)
  heedStrayFailures(log)
  const login = hub.first?.login ?? 'admin'
  const password = hub.first === null ? {} : { password: hub.first.password }
  process.stdout.write(`${JSON.stringify({ ready: true, url: hub.url, login, ...password })}\n`)
}
