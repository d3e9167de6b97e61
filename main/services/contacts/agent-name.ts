// What an agent is called, for cards and lines.
import type { AgentId } from '../../domain/ids.ts'
import type { Reads } from '../../storage/store.ts'

/** Null: nobody, that is Parley itself. */
export const nameOf = async (reads: Reads, id: AgentId | null): Promise<string | null> =>
  id === null ? null : ((await reads.agents.get(id))?.name ?? null)
