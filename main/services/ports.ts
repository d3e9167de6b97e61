// Everything the services need from outside, in one object: no singletons, no environment, no import-time effects.
import type { Connector, Log } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import type { Ids } from '../domain/ids.ts'
import type { FileStore, Store } from '../storage/store.ts'
import type { Backups } from './contacts/backups.ts'
import type { Keychain } from './keychain.ts'
import type { Outbound } from './outbound.ts'
import type { Passwords } from './passwords.ts'
import type { Interpreter } from './process-interpreter.ts'
import type { RelayCaller } from './relay/relay-line.ts'

export interface Ports {
  readonly clock: Clock
  readonly ids: Ids
  readonly store: Store
  readonly files: FileStore
  readonly keychain: Keychain
  readonly passwords: Passwords
  readonly connectors: readonly Connector[]
  /** For webhooks and processes. */
  readonly outbound: Outbound
  /** How to reach a relay, for networks that call a public address. */
  readonly relay: RelayCaller
  /** What reads diagrams; missing: a thread of its own. */
  readonly interpreter?: Interpreter
  readonly log: Log
  /** Missing: nothing makes copies of the data. */
  readonly backups?: Backups
}
