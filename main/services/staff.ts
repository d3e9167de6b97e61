// Who may manage at present, and the refusal of a change after which nobody could.
import { type LostRight, lostRight, type NeededRight, type Staff } from '../domain/last-manager.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Reads } from '../storage/store.ts'

export const readStaff = async (reads: Reads): Promise<Staff> => ({
  roles: await reads.agents.roles(),
  agents: (await reads.agents.all()).map(({ id, name, roleIds, deactivatedAt, passwordHash }) => ({
    id,
    name,
    roleIds,
    canSignIn: deactivatedAt === null && passwordHash !== null,
  })),
})

/** Null: somebody may manage after the change as well. */
export const somebodyManages = async (
  reads: Reads,
  change: (staff: Staff) => Staff,
  field: string,
): Promise<Refusal | null> => {
  const staff = await readStaff(reads)
  const lost = lostRight(staff, change(staff))
  return lost === null ? null : refuse('conflict', sentenceOf(lost), { field })
}

const deeds: { readonly [R in NeededRight]: string } = {
  CanManageAgents: 'manage agents',
  CanManageChats: 'set up chats',
}

const sentenceOf = ({ right, holders }: LostRight): string =>
  holders.length === 1
    ? `${holders[0]} is the last one who may ${deeds[right]}. Give somebody else that right first.`
    : `Nobody would be left who may ${deeds[right]}: ${namesOf(holders)} would lose it. Give somebody else that right first.`

const most = 3

/** "Ann, Ben and 2 more". */
export const namesOf = (names: readonly string[]): string => {
  const shown = names.length > most + 1 ? [...names.slice(0, most), `${names.length - most} more`] : names
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}
