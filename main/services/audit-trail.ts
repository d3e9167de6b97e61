// Writes down who changed what, inside the transaction of the change: what was done and what is on record cannot differ.
import { type AuditDeed, type AuditFields, type AuditNoun, difference } from '../domain/audit.ts'
import type { Transaction } from '../storage/store.ts'
import type { Actor } from './verbs.ts'

export interface Deed {
  readonly noun: AuditNoun
  readonly nounId: string
  readonly name: string
  readonly deed: AuditDeed
  readonly before?: AuditFields
  readonly after?: AuditFields
}

/** With both `before` and `after`, only what differs is kept; nothing is written when nothing differs. Null: the workstation itself. */
export const putOnRecord = async (
  tx: Transaction,
  actor: Pick<Actor, 'agentId'> | null,
  at: number,
  { before, after, ...what }: Deed,
): Promise<void> => {
  const agentId = actor?.agentId ?? null
  const agentName = agentId === null ? 'Parley' : ((await tx.agents.get(agentId))?.name ?? agentId)
  if (before === undefined || after === undefined) {
    await tx.audit.append({ at, agentId, agentName, ...what, before: before ?? null, after: after ?? null })
    return
  }
  const changed = difference(before, after)
  if (changed !== null) await tx.audit.append({ at, agentId, agentName, ...what, ...changed })
}
