// Canned replies over the door.
import { z } from 'zod'
import { name } from '../names.ts'
import * as s from '../shapes.ts'
import { at } from './gates.ts'

/** With variables such as {{contact.name}} (main/domain/reply-variables.ts). */
const text = z.string().trim().min(1, 'must not be empty').max(10_000, 'must be at most 10000 characters')
const oneReply = z.strictObject({ id: s.id })

export const cannedReplies = {
  list: at('signedIn', 'Canned replies')
    .input(z.strictObject({}))
    .output(z.object({ replies: z.array(s.cannedReply) })),
  create: at('CanManageChats', 'Add a canned reply')
    .input(z.strictObject({ name, text, queueId: s.id.nullable().default(null) }))
    .output(s.cannedReply),
  update: at('CanManageChats', 'Change a canned reply; refused when somebody changed it since `version`')
    .input(
      z.strictObject({
        id: s.id,
        version: z.number().int().optional(),
        name: name.optional(),
        text: text.optional(),
        queueId: s.id.nullable().optional(),
      }),
    )
    .output(s.cannedReply),
  remove: at('CanManageChats', 'Delete a canned reply; can be undone for a day')
    .input(oneReply)
    .output(z.object({ ok: z.literal(true) })),
  restore: at('CanManageChats', 'Undo the deletion of a canned reply').input(oneReply).output(s.cannedReply),
}
