// Starts a hub from its options; whatever keeps it from starting is one line that names the flag and the remedy.
import type { Log } from '../channels/channel.ts'
import { checkDataDir, makeDataDir, openOnData, takePort } from '../machine/starting.ts'
import type { HubOptions } from './command-line.ts'
import { type Hub, openHub } from './hub.ts'

/** Throws CannotStart before anything was made or changed. */
export const startHub = async (options: Omit<HubOptions, 'logLevel'>, outDir: string, log: Log): Promise<Hub> => {
  checkDataDir(options.dataDir)
  const listener = await takePort(options)
  return openOnData(
    async () => {
      makeDataDir(options.dataDir)
      return openHub({ ...options, listener, outDir, log })
    },
    () => listener.close(Promise.resolve()),
  )
}
