// Who is the last who may manage, as a table.
import { describe, expect, test } from 'vitest'
import { type AgentId, asId, type RoleId } from '../../main/domain/ids.ts'
import { lostRight, type Staff } from '../../main/domain/last-manager.ts'
import type { Permission } from '../../main/domain/permissions.ts'

const both: readonly Permission[] = ['CanManageAgents', 'CanManageChats']

const staff = (roles: Record<string, readonly Permission[]>, agents: Record<string, readonly string[]>): Staff => ({
  roles: Object.entries(roles).map(([id, permissions]) => ({ id: asId<RoleId>(id), permissions })),
  agents: Object.entries(agents).map(([name, roleIds]) => ({
    id: asId<AgentId>(name),
    name: name.replace('?', ''),
    roleIds: roleIds.map(id => asId<RoleId>(id)),
    // "Ben?" was invited and has not come yet.
    canSignIn: !name.endsWith('?'),
  })),
})

const lead = staff({ lead: both, desk: [] }, { Ann: ['lead'], Ben: ['desk'] })
const two = staff({ lead: both, desk: [] }, { Ann: ['lead'], Ben: ['lead'] })

describe('a change is refused when it leaves nobody', () => {
  test.each<[string, Staff, Staff, string | null]>([
    ['nothing changes', lead, lead, null],
    ['the last leaves', lead, staff({ lead: both, desk: [] }, { Ben: ['desk'] }), 'CanManageAgents: Ann'],
    [
      'the last loses the role',
      lead,
      staff({ lead: both, desk: [] }, { Ann: [], Ben: ['desk'] }),
      'CanManageAgents: Ann',
    ],
    [
      'the role loses both rights',
      two,
      staff({ lead: [], desk: [] }, { Ann: ['lead'], Ben: ['lead'] }),
      'CanManageAgents: Ann, Ben',
    ],
    [
      'the role loses only the setting up',
      lead,
      staff({ lead: ['CanManageAgents'], desk: [] }, { Ann: ['lead'], Ben: ['desk'] }),
      'CanManageChats: Ann',
    ],
    [
      'the role loses only the managing of agents',
      lead,
      staff({ lead: ['CanManageChats'], desk: [] }, { Ann: ['lead'], Ben: ['desk'] }),
      'CanManageAgents: Ann',
    ],
    ['one of two leaves', two, staff({ lead: both }, { Ann: ['lead'] }), null],
    ['another takes over in the same change', lead, staff({ lead: both }, { Ann: [], Ben: ['lead'] }), null],
    ['another role takes over', lead, staff({ lead: [], desk: both }, { Ann: ['lead'], Ben: ['desk'] }), null],
    [
      'the other was only invited',
      staff({ lead: both }, { Ann: ['lead'], 'Ben?': ['lead'] }),
      staff({ lead: both }, { Ann: [], 'Ben?': ['lead'] }),
      'CanManageAgents: Ann',
    ],
    ['nobody could before either', staff({ desk: [] }, { Ann: ['desk'] }), staff({ desk: [] }, { Ann: [] }), null],
    [
      'other rights may go',
      staff({ lead: [...both, 'CanReadAudit'] }, { Ann: ['lead'] }),
      staff({ lead: both }, { Ann: ['lead'] }),
      null,
    ],
  ])('%s', (_what, before, after, lost) => {
    const found = lostRight(before, after)
    expect(found === null ? null : `${found.right}: ${found.holders.join(', ')}`).toBe(lost)
  })
})
