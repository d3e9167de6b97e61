// The channels of a file: by kind and name, without secrets. One whose secret is missing comes switched off.
import type { AuditFields } from '../audit.ts'
import type { Refusal } from '../refusal.ts'
import { absentQueues } from './absent-queues.ts'
import { byName } from './by-name.ts'
import { compared, impossible, plain } from './compare.ts'
import type { ChannelItem, PlanRules, QueueItem } from './plan-item.ts'
import { type Names, nowhere } from './references.ts'
import { nameKey, type Setup, type SetupChannel } from './setup-file.ts'

export const channelsFrom = (
  present: Setup,
  file: Setup,
  names: Names,
  queues: readonly QueueItem[],
  rules: PlanRules,
): readonly ChannelItem[] | Refusal => {
  const items: ChannelItem[] = []
  const known = byName(present.channels, channel => channel.name)
  const absent = absentQueues(present, queues)
  const archived = archivedQueues(present, queues)
  for (const [i, given] of file.channels.entries()) {
    const queue = names.queues.get(nameKey(given.queue))
    if (queue === undefined) return nowhere(`channels[${i}].queue`, 'queue', given.queue)
    const place = { isAbsent: absent.has(queue), isArchived: archived.has(nameKey(queue)) }
    items.push(itemOf(known.get(nameKey(given.name)), { ...given, queue }, place, rules))
  }
  return items
}

const itemOf = (
  namesake: SetupChannel | undefined,
  given: SetupChannel,
  queue: { readonly isAbsent: boolean; readonly isArchived: boolean },
  { checkChannel }: PlanRules,
): ChannelItem => {
  const here = namesake?.kind === given.kind ? namesake : undefined
  const { refused, missing, dropsSecrets } = checkChannel(given)
  const why =
    namesake !== undefined && here === undefined
      ? `There is a channel “${namesake.name}” of another kind here. Rename one of the two.`
      : queue.isAbsent
        ? `Its queue “${given.queue}” cannot be added.`
        : refused
  const staysOn = here?.active === true && !dropsSecrets
  const isOff = given.active && !staysOn && (missing.length > 0 || queue.isArchived)
  const wanted = isOff ? { ...given, active: false } : given
  const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
  const notes = [
    ...(missing.length > 0 && !staysOn
      ? [`${dropsSecrets ? movedAway : 'Comes switched off'}: enter its ${missing.join(' and ')}, then switch it on.`]
      : []),
    ...(queue.isArchived && given.active ? ['Its queue is archived, so it comes switched off.'] : []),
  ]
  return {
    what: 'channel',
    noun: 'channel',
    name: wanted.name,
    ...(why === null ? change : impossible),
    notes: why === null ? notes : [why],
    wanted,
    dropsSecrets,
  }
}

const movedAway = 'Its secrets would be sent elsewhere than before, so they are dropped and it is switched off'

/** Those that take no chats after the import, by key. */
const archivedQueues = (present: Setup, queues: readonly QueueItem[]): ReadonlySet<string> => {
  const after = new Map(present.queues.map(queue => [nameKey(queue.name), queue.archived]))
  for (const { verdict, wanted } of queues)
    if (verdict !== 'impossible') after.set(nameKey(wanted.name), wanted.archived)
  return new Set([...after].filter(([, archived]) => archived).map(([key]) => key))
}

const fieldsOf = ({ kind, name, queue, active, settings }: SetupChannel): AuditFields => ({
  kind,
  name,
  queue,
  active,
  settings: plain(settings),
})
