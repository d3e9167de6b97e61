// What the work on contacts needs from outside.
import type { Clock } from '../../domain/clock.ts'
import type { FileStore, Store } from '../../storage/store.ts'

export interface ContactPorts {
  readonly store: Store
  readonly files: FileStore
  readonly clock: Clock
}
