// Who asks for something, and who changes something: what every verb of the services begins with.
import type { AgentId } from '../domain/ids.ts'
import type { Permission } from '../domain/permissions.ts'

/** Who asks, as found out by `wire` for every call anew. */
export interface Actor {
  readonly agentId: AgentId
  readonly permissions: ReadonlySet<Permission>
}

/** Who changes the set-up, for the audit trail. Null: the workstation itself. */
export type Doer = Pick<Actor, 'agentId'> | null

/** Nothing to tell but that it was done. */
export type Done = undefined
