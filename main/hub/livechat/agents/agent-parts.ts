// What the methods of the Agent Chat API work with.
import type { WebConnector } from '../../../channels/web/connector.ts'
import type { Clock } from '../../../domain/clock.ts'
import type { ChatId } from '../../../domain/ids.ts'
import type { Services } from '../../../services/verbs.ts'
import type { CustomerLines } from '../customers/customer-lines.ts'
import type { CustomerRecords } from '../customers/customer-records.ts'
import type { UploadDesk } from '../files/upload-desk.ts'
import type { Throttle } from '../limits.ts'
import type { Pages } from '../paging.ts'
import type { Switchboard } from '../pushes/switchboard.ts'
import type { ChatViews } from '../views/chat-view.ts'
import type { AgentLines } from './agent-lines.ts'
import type { Follows } from './follows.ts'

export interface AgentParts {
  readonly services: Services
  readonly clock: Clock
  readonly web: WebConnector
  readonly views: ChatViews
  readonly uploads: UploadDesk
  readonly switchboard: Switchboard
  readonly lines: AgentLines
  readonly follows: Follows<ChatId>
  /** Of customers, by the id under which programs know them. */
  readonly customerFollows: Follows<string>
  /** Customers whose programs are connected, also those who have said nothing yet. */
  readonly callers: Pick<CustomerLines, 'partyOf'>
  readonly records: CustomerRecords
  readonly pages: Pages
  /** Requests of each agent. */
  readonly calls: Throttle
  readonly multicasts: Throttle
}
