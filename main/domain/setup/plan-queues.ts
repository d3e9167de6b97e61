// The queues of a file: by name, with their members by name, in the order of the file. None is archived by a file.
import type { AuditFields } from '../audit.ts'
import { hoursOnRecord } from '../hours-on-record.ts'
import { isRefusal, type Refusal } from '../refusal.ts'
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
  for (const [i, given] of file.queues.entries()) {
    const agents = resolve(given.agents, names.agents, `queues[${i}].agents`, 'agent')
    if (isRefusal(agents)) return agents
    const roles = resolve(given.roles, names.roles, `queues[${i}].roles`, 'role')
    if (isRefusal(roles)) return roles
    items.push(itemOf(present, { ...given, agents, roles }, people))
  }
  return items
}

const itemOf = (present: Setup, given: SetupQueue, people: Parameters<typeof queuesFrom>[3]): QueueItem => {
  const here = present.queues.find(queue => nameKey(queue.name) === nameKey(given.name))
  const isKept = here !== undefined && given.archived && !here.archived
  const wanted = isKept ? { ...given, archived: false } : given
  const absent = absentMember(present, wanted, people)
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

/** Somebody whom the file would add, but whoever imports it may not. */
const absentMember = (present: Setup, queue: SetupQueue, people: Parameters<typeof queuesFrom>[3]): string | null => {
  const isAbsent = ({ verdict }: RoleItem | AgentItem, name: string, known: readonly string[]) =>
    verdict === 'impossible' && !known.some(one => nameKey(one) === nameKey(name))
  const roles = (present.roles ?? []).map(({ name }) => name)
  const role = people.roles.find(item => queue.roles.includes(item.name) && isAbsent(item, item.name, roles))
  const logins = (present.agents ?? []).map(({ login }) => login)
  const agent = people.agents.find(
    item => queue.agents.includes(item.wanted.login) && isAbsent(item, item.wanted.login, logins),
  )
  if (role !== undefined) return `The role “${role.name}” is not here, and you may not add roles.`
  return agent === undefined ? null : `The agent “${agent.wanted.login}” is not here, and you may not add agents.`
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
