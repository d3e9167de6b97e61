// The hub as a program: one line of JSON when it is ready, logs on standard error, a clean stop on a signal.
import { readCommandLine } from './command-line.ts'
import type { Hub } from './hub.ts'

/** Exit code for what the person who started it can mend. */
const wrongUse = 2

export const serve = async (args: readonly string[], outDir: string): Promise<void> => {
  const read = readCommandLine(args, process.env)
  if (read.kind === 'help') {
    process.stdout.write(read.text)
    return
  }
  if (read.kind === 'wrong') return giveUp(read.line)
  // Loaded only now: whoever mistyped a flag does not wait for a whole workstation.
  const [{ openLog }, { CannotStart, startHub }] = await Promise.all([
    import('../machine/log.ts'),
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
  // A stray failure in a corner must not end everybody's work; it is a bug all the same.
  process.on('unhandledRejection', reason =>
    log.error('A bug: nobody waited for this', { error: reason instanceof Error ? reason.stack : String(reason) }),
  )
  const login = hub.first?.login ?? 'admin'
  const password = hub.first === null ? {} : { password: hub.first.password }
  process.stdout.write(`${JSON.stringify({ ready: true, url: hub.url, login, ...password })}\n`)
}

/** A second signal does not wait. */
export const stopOnSignals = (hub: Hub): void => {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    hub.stop().then(
      () => process.exit(0),
      error => {
        process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

const giveUp = (line: string): void => {
  process.stderr.write(`${line}\n`)
  process.exitCode = wrongUse
}
