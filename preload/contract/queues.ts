// Queues over the door: live list, add, change, order.
import { z } from 'zod'
import * as s from '../shapes.ts'
import { at } from './gates.ts'

export const queues = {
  list: at('signedIn', 'Queues in their order, with live counts and whether they are open')
    .input(z.strictObject({}))
    .output(z.object({ queues: z.array(s.queue) })),
  create: at('CanManageChats', 'Add a queue').input(s.queueInput).output(s.queue),
  update: at('CanManageChats', 'Change a queue; refused when somebody changed it since `version`')
    .input(
      s.queueChange.extend({ queueId: s.id, version: z.number().int().optional(), archived: z.boolean().optional() }),
    )
    .output(s.queue),
  reorder: at('CanManageChats', 'Put the queues into an order; those that are left out come after, as they were')
    .input(z.strictObject({ queueIds: z.array(s.id).min(1).max(10_000) }))
    .output(z.object({ ok: z.literal(true) })),
}
