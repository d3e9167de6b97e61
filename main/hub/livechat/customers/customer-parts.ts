// What the methods of the Customer Chat API work with.

import type { Lanes } from '../../../channels/lanes.ts'
import type { WebConnector } from '../../../channels/web/connector.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { Ids } from '../../../domain/ids.ts'
import type { Services } from '../../../services/verbs.ts'
import type { UploadDesk } from '../files/upload-desk.ts'
import type { Throttle } from '../limits.ts'
import type { Switchboard } from '../pushes/switchboard.ts'
import type { ChatViews } from '../views/chat-view.ts'
import type { CustomerLines } from './customer-lines.ts'
import type { CustomerRecords } from './customer-records.ts'
import type { CustomerTokens } from './customer-tokens.ts'
import type { GroupPresence } from './group-presence.ts'

export interface CustomerParts {
  readonly services: Services
  readonly ids: Pick<Ids, 'secret'>
  readonly web: WebConnector
  readonly views: ChatViews
  readonly tokens: CustomerTokens
  readonly switchboard: Switchboard
  readonly clock: Clock
  readonly uploads: UploadDesk
  readonly records: CustomerRecords
  readonly lanes: Lanes
  readonly presence: GroupPresence
  readonly lines: CustomerLines
  /** Requests of each customer. */
  readonly calls: Throttle
}
