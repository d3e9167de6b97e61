// Starts a relay from its options; whatever keeps it from starting is one line that names the flag and the remedy.
import type { Log } from '../channels/channel.ts'
import { checkDataDir, makeDataDir, openOnData, takePort } from '../machine/starting.ts'
import { systemClock } from '../machine/system-clock.ts'
import type { RelayOptions } from './command-line.ts'
import { openRelay, type Relay } from './relay.ts'
import { PairingCodes } from './store/codes.ts'
import { changeBeside } from './store/relay-store.ts'

/** Throws CannotStart before anything was made or changed. */
export const startRelay = async (options: RelayOptions, log: Log): Promise<Relay> => {
  checkDataDir(options.dataDir)
  const listener = await takePort(options)
  return openOnData(
    async () => {
      makeDataDir(options.dataDir)
      return openRelay({ ...options, listener, clock: systemClock, log })
    },
    () => listener.close(Promise.resolve()),
  )
}

/** Another pairing code for a data folder, whether a relay runs on it or not. Throws CannotStart. */
export const newCodeFor = (dataDir: string): Promise<string> =>
  openOnData(
    () => changeBeside(dataDir, data => new PairingCodes(data, systemClock).mint()),
    async () => {},
  )
