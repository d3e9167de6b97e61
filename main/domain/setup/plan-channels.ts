// The channels of a file: by kind and name, without secrets. One whose secret is missing comes switched off.
import type { AuditFields } from '../audit.ts'
import type { Refusal } from '../refusal.ts'
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
  for (const [i, given] of file.channels.entries()) {
    const queue = names.queues.get(nameKey(given.queue))
    if (queue === undefined) return nowhere(`channels[${i}].queue`, 'queue', given.queue)
    items.push(itemOf(present, { ...given, queue }, queues, rules))
  }
  return items
}

const itemOf = (
  present: Setup,
  given: SetupChannel,
  queues: readonly QueueItem[],
  { checkChannel }: PlanRules,
): ChannelItem => {
  const namesake = present.channels.find(channel => nameKey(channel.name) === nameKey(given.name))
  const here = namesake?.kind === given.kind ? namesake : undefined
  const { refused, missing } = checkChannel(given)
  const archived = feeds(present, queues, given.queue)
  const why =
    namesake !== undefined && here === undefined
      ? `There is a channel “${namesake.name}” of another kind here. Rename one of the two.`
      : absentQueue(present, queues, given.queue) || refused
  const isOff = given.active && !here?.active && (missing.length > 0 || archived)
  const wanted = isOff ? { ...given, active: false } : given
  const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
  const notes = [
    ...(missing.length > 0 && !here?.active
      ? [`Comes switched off: enter its ${missing.join(' and ')}, then switch it on.`]
      : []),
    ...(archived && given.active ? ['Its queue is archived, so it comes switched off.'] : []),
  ]
  return {
    what: 'channel',
    noun: 'channel',
    name: wanted.name,
    ...(why === null ? change : impossible),
    notes: why === null ? notes : [why],
    wanted,
  }
}

const absentQueue = (present: Setup, queues: readonly QueueItem[], name: string): string | null =>
  queues.some(queue => queue.name === name && queue.verdict === 'impossible') &&
  !present.queues.some(queue => nameKey(queue.name) === nameKey(name))
    ? `Its queue “${name}” cannot be added.`
    : null

const feeds = (present: Setup, queues: readonly QueueItem[], name: string): boolean => {
  const planned = queues.find(queue => queue.name === name && queue.verdict !== 'impossible')
  if (planned !== undefined) return planned.wanted.archived
  return present.queues.find(queue => nameKey(queue.name) === nameKey(name))?.archived ?? false
}

const fieldsOf = ({ kind, name, queue, active, settings }: SetupChannel): AuditFields => ({
  kind,
  name,
  queue,
  active,
  settings: plain(settings),
})
