// The canned replies of a file: by name.
import type { AuditFields } from '../audit.ts'
import type { Refusal } from '../refusal.ts'
import { compared, impossible } from './compare.ts'
import type { QueueItem, ReplyItem } from './plan-item.ts'
import { type Names, nowhere } from './references.ts'
import { nameKey, type Setup, type SetupReply } from './setup-file.ts'

export const repliesFrom = (
  present: Setup,
  file: Setup,
  names: Names,
  queues: readonly QueueItem[],
): readonly ReplyItem[] | Refusal => {
  const items: ReplyItem[] = []
  for (const [i, given] of file.cannedReplies.entries()) {
    const queue = given.queue === null ? null : names.queues.get(nameKey(given.queue))
    if (queue === undefined) return nowhere(`cannedReplies[${i}].queue`, 'queue', given.queue ?? '')
    const wanted = { ...given, queue }
    const here = present.cannedReplies.find(reply => nameKey(reply.name) === nameKey(wanted.name))
    const isAbsent =
      queues.some(one => one.name === queue && one.verdict === 'impossible') &&
      !present.queues.some(one => nameKey(one.name) === nameKey(queue ?? ''))
    const change = compared(here === undefined ? null : fieldsOf(here), fieldsOf(wanted))
    items.push({
      what: 'cannedReply',
      noun: 'cannedReply',
      name: wanted.name,
      ...(isAbsent ? impossible : change),
      notes: isAbsent ? [`Its queue “${queue}” cannot be added.`] : [],
      wanted,
    })
  }
  return items
}

const fieldsOf = ({ name, text, queue }: SetupReply): AuditFields => ({ name, text, queue })
