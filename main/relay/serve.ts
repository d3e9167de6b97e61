// The relay as a program: one line of JSON when it is ready, logs on standard error, a clean stop on a signal.
import { giveUp, heedStrayFailures, stopOnSignals } from '../machine/program.ts'
import { readCommandLine } from './command-line.ts'
import type { Relay } from './relay.ts'

export const serve = async (args: readonly string[]): Promise<void> => {
  const read = readCommandLine(args, process.env)
  if (read.kind === 'help') {
    process.stdout.write(read.text)
    return
  }
  if (read.kind === 'wrong') return giveUp(read.line)
  // Loaded only now: whoever mistyped a flag does not wait.
  const [{ openLog }, { CannotStart }, { newCodeFor, startRelay }] = await Promise.all([
    import('../machine/log.ts'),
    import('../machine/starting.ts'),
    import('./start-up.ts'),
  ])
  try {
    if (read.kind === 'newCode') return print({ code: await newCodeFor(read.dataDir) })
    const log = openLog(read.options.logLevel)
    const relay: Relay = await startRelay(read.options, log)
    stopOnSignals(relay)
    heedStrayFailures(log)
    const { publicUrl } = read.options
    const code = relay.firstCode === null ? {} : { code: relay.firstCode }
    print({ ready: true, url: relay.url, publicUrl, ...code })
  } catch (error) {
    if (error instanceof CannotStart) return giveUp(error.message)
    throw error
  }
}

const print = (line: Record<string, unknown>): void => void process.stdout.write(`${JSON.stringify(line)}\n`)
