// Queues, channels, system settings and canned replies over the door.
import {
  type AgentId,
  asId,
  type CannedReplyId,
  type ChannelId,
  type FileId,
  type QueueId,
  type RoleId,
} from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { channelView } from '../views/channel.ts'
import { queueView } from '../views/queue.ts'
import { cannedReplyView, settingsView } from '../views/settings.ts'

const done = { ok: true } as const

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
}

export const channels = {
  list: door.channels.list.handler(async ({ context }) => ({
    channels: (await context.services.channels.list()).map(card => channelView(context.actor, card)),
  })),

  register: door.channels.register.handler(async ({ input, context }) => {
    const { services, actor } = context
    const card = granted(await services.channels.register(actor, { ...input, queueId: asId<QueueId>(input.queueId) }))
    return { ...channelView(actor, card), ...present({ warning: card.warning }) }
  }),

  update: door.channels.update.handler(async ({ input, context }) => {
    const { channelId, queueId, ...rest } = input
    const change = present({ ...rest, queueId: queueId === undefined ? undefined : asId<QueueId>(queueId) })
    const card = granted(await context.services.channels.update(context.actor, asId<ChannelId>(channelId), change))
    return channelView(context.actor, card)
  }),

  test: door.channels.test.handler(async ({ input, context }) => {
    const channelId = input.channelId === undefined ? null : asId<ChannelId>(input.channelId)
    const { ok, sentence, profile } = await context.services.channels.test(input.kind, channelId, input.settings)
    return { ok, sentence, profile: { ...profile } }
  }),

  remove: door.channels.remove.handler(async ({ input, context }) => {
    granted(await context.services.channels.remove(context.actor, asId<ChannelId>(input.channelId)))
    return done
  }),

  quarantine: door.channels.quarantine.handler(async ({ context }) => ({
    items: [...(await context.services.channels.quarantine())],
  })),
}

export const settings = {
  get: door.settings.get.handler(async ({ context }) => settingsView(await context.services.settings.get())),

  set: door.settings.set.handler(async ({ input, context }) => {
    const { OmniChatNotificationSound: sound, ...rest } = input
    const kept = sound === undefined || sound === null ? sound : { ...sound, fileId: asId<FileId>(sound.fileId) }
    const change = present({ ...rest, OmniChatNotificationSound: kept })
    return settingsView(granted(await context.services.settings.set(context.actor, change)))
  }),
}

export const cannedReplies = {
  list: door.cannedReplies.list.handler(async ({ context }) => ({
    replies: (await context.services.cannedReplies.list()).map(cannedReplyView),
  })),

  create: door.cannedReplies.create.handler(async ({ input, context }) => {
    const queueId = input.queueId === null ? null : asId<QueueId>(input.queueId)
    return cannedReplyView(granted(await context.services.cannedReplies.create(context.actor, { ...input, queueId })))
  }),

  update: door.cannedReplies.update.handler(async ({ input, context }) => {
    const { id, queueId, ...rest } = input
    const queue = queueId === undefined || queueId === null ? queueId : asId<QueueId>(queueId)
    const change = present({ ...rest, queueId: queue })
    return cannedReplyView(
      granted(await context.services.cannedReplies.update(context.actor, asId<CannedReplyId>(id), change)),
    )
  }),

  remove: door.cannedReplies.remove.handler(async ({ input, context }) => {
    granted(await context.services.cannedReplies.remove(context.actor, asId<CannedReplyId>(input.id)))
    return done
  }),
}
