// What the methods of the Agent Chat API work with.
import type { Ids } from '../../../domain/ids.ts'
import type { Actor, Services } from '../../../services/verbs.ts'
import type { Switchboard } from '../pushes/switchboard.ts'
import type { ChatViews } from '../views/chat-view.ts'

export interface AgentParts {
  readonly services: Services
  readonly ids: Pick<Ids, 'secret'>
  readonly views: ChatViews
  readonly switchboard: Switchboard
  /** Who a token of an agent's program belongs to. */
  readonly identify: (credentials: string) => Promise<AgentCredentials | null>
}

export interface AgentCredentials {
  readonly actor: Actor
  readonly scopes: readonly string[] | null
}
