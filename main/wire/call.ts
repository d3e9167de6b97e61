// What a handler knows of one call besides its input: who asks, over which carrier, and the house behind the door.
import type { Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { Actor, Services } from '../services/verbs.ts'
import type { SignInThrottle } from './sign-in-throttle.ts'
import type { Standing } from './standing.ts'

export type Carrier = 'ipc' | 'socket' | 'http'

/** What the host says of itself. */
export interface HostFacts {
  readonly version: string
  readonly kind: 'desktop' | 'hub'
  readonly demo: boolean
  /** Where customers find this machine's door, e.g. http://127.0.0.1:7000; null while there is none. */
  customerDoor(): string | null
  /** Whether programs that speak LiveChat's protocol come in by that door too. */
  readonly takesPrograms: boolean
}

/** What a carrier has to say of each call. */
export interface Caller {
  /** Of the session; null: nobody has signed in. */
  readonly token: string | null
  readonly carrier: Carrier
  /** The network address, for the brake on guessing passwords; null: this machine's own window. */
  readonly address: string | null
  /** What the person sits at, for the list of their sessions: "Firefox on Linux". Missing: what the carrier tells. */
  readonly device?: string
  /** Resolves when the other side can take more; a stream waits for it. Missing: at once. */
  readonly ready?: () => Promise<void>
}

export interface House {
  readonly services: Services
  readonly host: HostFacts
  readonly clock: Clock
  readonly log: Log
  readonly standing: Standing
  readonly throttle: SignInThrottle
}

export type Call = Caller & House

/** After the gate. In procedures that are open to everybody, `actor` is nobody, who may do nothing. */
export interface AdmittedCall extends Call {
  readonly actor: Actor
}
