// Canned replies over the door.
import { asId, type CannedReplyId, type QueueId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { cannedReplyView } from '../views/settings.ts'

const done = { ok: true } as const

export const cannedReplies = {
  list: door.cannedReplies.list.handler(async ({ context }) => ({
    replies: (await context.services.cannedReplies.list()).map(cannedReplyView),
  })),

  create: door.cannedReplies.create.handler(async ({ input, context }) => {
    const queueId = input.queueId === null ? null : asId<QueueId>(input.queueId)
    return cannedReplyView(granted(await context.services.cannedReplies.create(context.actor, { ...input, queueId })))
  }),

  update: door.cannedReplies.update.handler(async ({ input, context }) => {
    const { id, version, queueId, ...rest } = input
    const { services, actor } = context
    const queue = queueId === undefined || queueId === null ? queueId : asId<QueueId>(queueId)
    const change = present({ ...rest, queueId: queue })
    return cannedReplyView(
      granted(await services.cannedReplies.update(actor, asId<CannedReplyId>(id), change, version)),
    )
  }),

  remove: door.cannedReplies.remove.handler(async ({ input, context }) => {
    granted(await context.services.cannedReplies.remove(context.actor, asId<CannedReplyId>(input.id)))
    return done
  }),

  restore: door.cannedReplies.restore.handler(async ({ input, context }) => {
    const { services, actor } = context
    return cannedReplyView(granted(await services.cannedReplies.restore(actor, asId<CannedReplyId>(input.id))))
  }),
}
