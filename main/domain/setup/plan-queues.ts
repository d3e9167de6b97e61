// The queues of a file: by name, with their members by name, in the order of the file. None is archived by a file.
import type { AuditFields } from '../audit.ts'
import { hoursOnRecord } from '../hours-on-record.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
import { byName } from './by-name.ts'
import { compared, impossible, sorted } from './compare.ts'
import type { AgentItem, OrderItem, QueueItem, RoleItem } from './plan-item.ts'
import { type Names, resolve } from './references.ts'
import { nameKey, type Setup, type SetupQueue } from './setup-file.ts'

export const queuesFrom = (
  present: Setup,
  file: Setup,
  names: Names,
  people: { readonly roles: readonly RoleItem[]; readonly agents: readonly AgentItem[] },
): readonly QueueItem[] | Refusal => {
  const items: QueueItem[] = []
  const known = byName(present.queues, queue => queue.name)
  const absent = absentMembers(present, people)
  for (const [i, given] of file.queues.entries()) {
    const agents = resolve(given.agents, names.agents, `queues[${i}].agents`, 'agent')
    if (isRefusal(agents)) return agents
    const roles = resolve(given.roles, names.roles, `queues[${i}].roles`, 'role')
    if (isRefusal(roles)) return roles
    items.push(itemOf(known.get(nameKey(given.name)), { ...given, agents, roles }, absent))
  }
  return items
}

const itemOf = (here: SetupQueue | undefined, given: SetupQueue, members: Absent): QueueItem => {
  const isKept = here !== undefined && given.archived && !here.archived
  const wanted = isKept ? { ...given, archived: false } : given
  const absent = absentMember(wanted, members)
  const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
  return {
    what: 'queue',
    noun: 'queue',
    name: wanted.name,
    ...(absent === null ? change : impossible),
    notes:
      absent !== null
        ? [absent]
        : isKept
          ? ['In the file it is archived; an import archives nothing. Do it by hand.']
          : [],
    wanted,
  }
}

/** Whom the file would add, but whoever imports it may not. */
interface Absent {
  readonly roles: ReadonlySet<string>
  readonly agents: ReadonlySet<string>
}

const absentMembers = (present: Setup, people: Parameters<typeof queuesFrom>[3]): Absent => {
  const absent = (names: readonly string[], here: readonly string[]) => {
    const known = new Set(here.map(nameKey))
    return new Set(names.filter(name => !known.has(nameKey(name))))
  }
  const impossibleOf = <Item extends RoleItem | AgentItem>(items: readonly Item[]) =>
    items.filter(({ verdict }) => verdict === 'impossible')
  const roles = impossibleOf(people.roles).map(({ name }) => name)
  const logins = impossibleOf(people.agents).map(({ wanted }) => wanted.login)
  return {
    roles: absent(
      roles,
      (present.roles ?? []).map(({ name }) => name),
    ),
    agents: absent(
      logins,
      (present.agents ?? []).map(({ login }) => login),
    ),
  }
}

const absentMember = (queue: SetupQueue, absent: Absent): string | null => {
  const role = queue.roles.find(name => absent.roles.has(name))
  if (role !== undefined) return `The role “${role}” is not here, and you may not add roles.`
  const agent = queue.agents.find(login => absent.agents.has(login))
  return agent === undefined ? null : `The agent “${agent}” is not here, and you may not add agents.`
}

/** The file's queues take the places they hold here already, in the file's order; new ones come after. */
export const orderFrom = (present: Setup, file: Setup, items: readonly QueueItem[]): readonly OrderItem[] => {
  const isIn = new Set(items.filter(({ verdict }) => verdict !== 'impossible').map(({ name }) => nameKey(name)))
  const ofFile = file.queues.filter(({ name }) => isIn.has(nameKey(name))).map(({ name }) => name)
  const here = present.queues.map(({ name }) => name)
  const known = new Set(here.map(nameKey))
  const places = [...here, ...ofFile.filter(name => !known.has(nameKey(name)))]
  const next = ofFile.values()
  const wanted = places.map(name => (isIn.has(nameKey(name)) ? (next.next().value ?? name) : name))
  const isSame = places.every((name, i) => nameKey(name) === nameKey(wanted[i] ?? ''))
  if (isSame) return []
  return [
    {
      what: 'order',
      noun: 'setup',
      name: 'Order of queues',
      verdict: 'changed',
      before: { order: places },
      after: { order: wanted },
      notes: [],
      wanted,
    },
  ]
}

const fieldsOf = (queue: SetupQueue): AuditFields => ({
  name: queue.name,
  routingRule: queue.routingRule,
  completionTimeoutMinutes: queue.completionTimeoutMinutes,
  acceptTimeoutMinutes: queue.acceptTimeoutMinutes,
  workingHours: queue.workingHours === null ? null : hoursOnRecord(queue.workingHours),
  agents: sorted(queue.agents),
  roles: sorted(queue.roles),
  archived: queue.archived,
})
