// The canned replies of a file: by name.
import type { AuditFields } from '../audit.ts'
import type { Refusal } from '../refusal.ts'
import { checkVariables } from '../reply-variables.ts'
import { absentQueues } from './absent-queues.ts'
import { byName } from './by-name.ts'
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
  const known = byName(present.cannedReplies, reply => reply.name)
  const absent = absentQueues(present, queues)
  for (const [i, given] of file.cannedReplies.entries()) {
    const queue = given.queue === null ? null : names.queues.get(nameKey(given.queue))
    if (queue === undefined) return nowhere(`cannedReplies[${i}].queue`, 'queue', given.queue ?? '')
    const wrong = checkVariables(given.text, `cannedReplies[${i}].text`)
    if (wrong !== null) return wrong
    const wanted = { ...given, queue }
    const here = known.get(nameKey(wanted.name))
    const isAbsent = queue !== null && absent.has(queue)
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
