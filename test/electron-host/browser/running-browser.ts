// The one browser of this process: Electron has one as well. It starts once the main script has run to its end, so that
// a second instance which quits at once never starts it.
import { launchChromium, type RunningBrowser } from './chromium.ts'

let running: RunningBrowser | undefined

export async function startBrowser(switches: readonly string[]): Promise<RunningBrowser> {
  running = await launchChromium(switches)
  return running
}

/** Throws before the app is ready, as most of Electron does. */
export function runningBrowser(what: string): RunningBrowser {
  if (!running) throw new Error(`${what} before app is ready`)
  return running
}
