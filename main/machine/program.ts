// What all our programs do alike: end on a signal, say in one line why they cannot start, and outlive a stray failure.
import type { Log } from '../channels/channel.ts'

/** Exit code for what the person who started it can mend. */
const wrongUse = 2

export const giveUp = (line: string): void => {
  process.stderr.write(`${line}\n`)
  process.exitCode = wrongUse
}

/** A second signal does not wait. */
export const stopOnSignals = (program: { stop(): Promise<void> }): void => {
  let stopping = false
  const stop = () => {
    if (stopping) process.exit(1)
    stopping = true
    program.stop().then(
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

/** A stray failure in a corner must not end everybody's work; it is a bug all the same. */
export const heedStrayFailures = (log: Log): void => {
  process.on('unhandledRejection', reason =>
    log.error('A bug: nobody waited for this', { error: reason instanceof Error ? reason.stack : String(reason) }),
  )
}
