// Queues over the door.
import { type AgentId, asId, type QueueId, type RoleId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { queueView } from '../views/queue.ts'

export const queues = {
  list: door.queues.list.handler(async ({ context }) => ({
    queues: (await context.services.queues.list()).map(queueView),
  })),

  create: door.queues.create.handler(async ({ input, context }) => {
    const queue = await context.services.queues.create(context.actor, {
      ...input,
      agentIds: input.agentIds.map(id => asId<AgentId>(id)),
      roleIds: input.roleIds.map(id => asId<RoleId>(id)),
    })
    return queueView(granted(queue))
  }),

  update: door.queues.update.handler(async ({ input, context }) => {
    const { queueId, version, agentIds, roleIds, ...rest } = input
    const change = present({
      ...rest,
      agentIds: agentIds?.map(id => asId<AgentId>(id)),
      roleIds: roleIds?.map(id => asId<RoleId>(id)),
    })
    return queueView(
      granted(await context.services.queues.update(context.actor, asId<QueueId>(queueId), change, version)),
    )
  }),

  reorder: door.queues.reorder.handler(async ({ input, context }) => {
    const ids = input.queueIds.map(id => asId<QueueId>(id))
    granted(await context.services.queues.reorder(context.actor, ids))
    return { ok: true } as const
  }),
}
