// A relay as a workstation reaches it: by calls out of this machine only, over the Clock it is given.
import type { Log } from '../../channels/channel.ts'
import type { Clock } from '../../domain/clock.ts'
import type { RelayCaller } from '../../services/relay/relay-line.ts'
import { DeskLine } from './desk-line.ts'
import { type Fetch, pairWith } from './pairing.ts'

export interface RelayCallerOptions {
  readonly clock: Clock
  readonly log: Log
  /** From 0 up to 1: spreads the workstations of a relay that was started anew. */
  readonly random: () => number
  /** What the relay's operator sees of this workstation, such as the name of the machine. */
  readonly name: string
  /** Where there is a better one than Node's. */
  readonly fetch?: Fetch
}

export const createRelayCaller = ({ fetch, name, ...ports }: RelayCallerOptions): RelayCaller => ({
  pair: (url, code, signal) =>
    pairWith(fetch ?? globalThis.fetch, url, { code, name: name.trim().slice(0, 100) || 'Parley' }, signal),
  open(pairing, desk, signal) {
    const line = new DeskLine(ports, pairing, desk, signal)
    line.start()
    return line
  },
})
