// The tables of what programs set up, as Kysely sees them.
import type { AgentId } from '../domain/ids.ts'

export interface ConfigurationDatabase {
  /** `queueIds` is JSON. */
  tag: { nameKey: string; name: string; queueIds: string; createdAt: number; createdBy: AgentId | null }
  /** `config` and `publicAccess` are JSON. */
  registeredProperty: { clientId: string; name: string; config: string; publicAccess: string }
  /** `place`: "license" or a queue's id; `value` is JSON. */
  hubProperty: { place: string; namespace: string; name: string; value: string }
  botSecret: { agentId: AgentId; secretHash: string }
}
