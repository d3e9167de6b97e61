// The chat actions of a file: by caption and queue. One that would stand in the way of another here cannot come.
import type { AuditFields } from '../audit.ts'
import { isRefusal, type Refusal, refuse } from '../refusal.ts'
import { absentQueues } from './absent-queues.ts'
import { compared, impossible } from './compare.ts'
import type { ActionItem, ActionOrderItem, ProcessItem, QueueItem } from './plan-item.ts'
import { type Names, nowhere } from './references.ts'
import { nameKey, type Setup, type SetupAction } from './setup-file.ts'

/** Captions are unique among the actions that meet in a chat, so in different queues one may stand twice. */
export const actionKey = ({ caption, queue }: Pick<SetupAction, 'caption' | 'queue'>): string =>
  JSON.stringify([nameKey(caption), queue === null ? null : nameKey(queue)])

export const actionsFrom = (
  present: Setup,
  file: Setup,
  names: Names,
  parts: { readonly queues: readonly QueueItem[]; readonly processes: readonly ProcessItem[] },
): readonly ActionItem[] | Refusal => {
  const given = resolved(file.chatActions, names)
  if (isRefusal(given)) return given
  const here = new Map(present.chatActions.map(action => [actionKey(action), action]))
  const absent = absentQueues(present, parts.queues)
  const lacking = absentProcesses(present, parts.processes)
  const why = new Map<SetupAction, string>()
  for (const action of given) {
    if (action.queue !== null && absent.has(action.queue))
      why.set(action, `Its queue “${action.queue}” cannot be added.`)
    else if (lacking.has(nameKey(action.process))) why.set(action, `Its process “${action.process}” cannot be added.`)
  }
  findObstacles(here, given, why)
  return given.map(wanted => {
    const known = here.get(actionKey(wanted))
    const obstacle = why.get(wanted)
    const change = compared(known === undefined ? null : fieldsOf(known), fieldsOf(wanted))
    return {
      what: 'chatAction',
      noun: 'chatAction',
      name: wanted.caption,
      ...(obstacle === undefined ? change : impossible),
      notes: obstacle === undefined ? [] : [obstacle],
      wanted,
    }
  })
}

/** The file's actions take the places they hold here already, in the file's order; new ones come after. */
export const actionOrderFrom = (present: Setup, items: readonly ActionItem[]): readonly ActionOrderItem[] => {
  const ofFile = items.filter(({ verdict }) => verdict !== 'impossible').map(({ wanted }) => wanted)
  const isIn = new Set(ofFile.map(actionKey))
  const known = new Set(present.chatActions.map(actionKey))
  const places = [...present.chatActions, ...ofFile.filter(action => !known.has(actionKey(action)))]
  const next = ofFile.values()
  const wanted = places.map(action => (isIn.has(actionKey(action)) ? (next.next().value ?? action) : action))
  if (places.every((action, i) => actionKey(action) === actionKey(wanted[i] ?? action))) return []
  return [
    {
      what: 'actionOrder',
      noun: 'setup',
      name: 'Order of chat actions',
      verdict: 'changed',
      before: { order: places.map(({ caption }) => caption) },
      after: { order: wanted.map(({ caption }) => caption) },
      notes: [],
      wanted,
    },
  ]
}

/** With queues and processes as they are called after the import; a refusal when two of the file stand in each other's way. */
const resolved = (actions: readonly SetupAction[], names: Names): readonly SetupAction[] | Refusal => {
  const done: SetupAction[] = []
  const earlier = new Meetings()
  for (const [i, given] of actions.entries()) {
    const place = `chatActions[${i}]`
    const queue = given.queue === null ? null : names.queues.get(nameKey(given.queue))
    if (queue === undefined) return nowhere(`${place}.queue`, 'queue', given.queue ?? '')
    const process = names.processes.get(nameKey(given.process))
    if (process === undefined) return nowhere(`${place}.process`, 'process', given.process)
    const action = { ...given, queue, process }
    const other = earlier.inTheWayOf(action)
    if (other !== null) {
      const field = nameKey(other.caption) === nameKey(action.caption) ? 'caption' : 'shortcut'
      const what = `“${action[field]}” stands twice in the same chats of the file. Change one of them, or take it out.`
      return refuse('invalid', `${place}.${field}: ${what}`, { field: `${place}.${field}` })
    }
    done.push(action)
    earlier.add(action)
  }
  return done
}

/** What cannot come leaves what is here as it is, which may stand in the way of others in turn. */
const findObstacles = (
  here: ReadonlyMap<string, SetupAction>,
  given: readonly SetupAction[],
  why: Map<SetupAction, string>,
): void => {
  for (let found = -1; found !== why.size; ) {
    found = why.size
    const after = new Map(here)
    for (const action of given) if (!why.has(action)) after.delete(actionKey(action))
    const staying = new Meetings()
    for (const action of after.values()) staying.add(action)
    for (const action of given) {
      const other = why.has(action) ? null : staying.inTheWayOf(action)
      if (other !== null) why.set(action, obstacleOf(action, other))
    }
  }
}

/** Actions by what may be there only once in a chat, so that a large file takes no longer than its length. */
class Meetings {
  /** By caption or shortcut, then by queue; null: the chats of all queues. */
  readonly #named = new Map<string, Map<string | null, SetupAction>>()

  add(action: SetupAction): void {
    for (const name of onlyOnce(action)) {
      const queues = this.#named.get(name) ?? new Map<string | null, SetupAction>()
      this.#named.set(name, queues)
      const queue = queueKey(action)
      if (!queues.has(queue)) queues.set(queue, action)
    }
  }

  inTheWayOf(action: SetupAction): SetupAction | null {
    const queue = queueKey(action)
    for (const name of onlyOnce(action)) {
      const queues = this.#named.get(name)
      const [first] = queue === null ? (queues?.values() ?? []) : []
      const other = queue === null ? first : (queues?.get(null) ?? queues?.get(queue))
      if (other !== undefined) return other
    }
    return null
  }
}

const queueKey = ({ queue }: SetupAction): string | null => (queue === null ? null : nameKey(queue))

const onlyOnce = ({ caption, shortcut }: SetupAction): readonly string[] => [
  `caption ${nameKey(caption)}`,
  ...(shortcut === null ? [] : [`shortcut ${shortcut}`]),
]

const obstacleOf = (action: SetupAction, other: SetupAction): string =>
  nameKey(action.caption) === nameKey(other.caption)
    ? `There is an action “${other.caption}” in these chats already. Rename one of the two.`
    : `Its shortcut ${other.shortcut} runs “${other.caption}” here already. Change one of the two.`

/** Keys of the codes. */
const absentProcesses = (present: Setup, items: readonly ProcessItem[]): ReadonlySet<string> => {
  const known = new Set(present.processes.map(({ code }) => nameKey(code)))
  const absent = items.filter(({ verdict, wanted }) => verdict === 'impossible' && !known.has(nameKey(wanted.code)))
  return new Set(absent.map(({ wanted }) => nameKey(wanted.code)))
}

const fieldsOf = ({ caption, icon, queue, process, shortcut }: SetupAction): AuditFields => ({
  caption,
  icon,
  queue,
  process,
  shortcut,
})
