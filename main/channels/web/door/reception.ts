// What every visitor's session at a host's door shares: the counters by which one customer cannot crowd out the others.
import type { Clock } from '../../../domain/clock.ts'
import type { WebConnector } from '../connector.ts'
import { Bans, Buckets, type DoorLimits } from './limits.ts'

/** What every session of a host's door shares. */
export interface Reception {
  readonly connector: WebConnector
  readonly clock: Clock
  readonly limits: DoorLimits
  readonly says: Buckets
  readonly frames: Buckets
  readonly hellos: Buckets
  readonly newVisitors: Buckets
  readonly bans: Bans
}

export const createReception = (connector: WebConnector, clock: Clock, limits: DoorLimits): Reception => ({
  connector,
  clock,
  limits,
  says: new Buckets(limits.says, clock),
  frames: new Buckets(limits.frames, clock),
  hellos: new Buckets(limits.hellos, clock),
  newVisitors: new Buckets(limits.newVisitors, clock),
  bans: new Bans(clock),
})
