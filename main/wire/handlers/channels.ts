// Channels over the door.
import { asId, type ChannelId, type QueueId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { channelView } from '../views/channel.ts'
import { customerRootOf } from './workstation.ts'

const done = { ok: true } as const

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
    const { channelId, version, queueId, ...rest } = input
    const { services, actor } = context
    const change = present({ ...rest, queueId: queueId === undefined ? undefined : asId<QueueId>(queueId) })
    const card = granted(await services.channels.update(actor, asId<ChannelId>(channelId), change, version))
    return { ...channelView(actor, card), ...present({ warning: card.warning }) }
  }),

  test: door.channels.test.handler(async ({ input, context }) => {
    const channelId = input.channelId === undefined ? null : asId<ChannelId>(input.channelId)
    const root = await customerRootOf(context)
    const { profile, ...found } = await context.services.channels.test(
      input.kind,
      channelId,
      input.settings,
      root,
      context.actor,
    )
    return { ...found, profile: { ...profile } }
  }),

  beginSignIn: door.channels.beginSignIn.handler(async ({ input, context }) => {
    const { kind, settings, redirectUri } = input
    return granted(context.services.signIns.begin(context.actor, kind, settings, redirectUri))
  }),

  signIn: door.channels.signIn.handler(async ({ input, context }) =>
    context.services.signIns.state(context.actor, input.ticket),
  ),

  finishSignIn: door.channels.finishSignIn.handler(async ({ input, context }) =>
    context.services.signIns.finish(context.actor, input.ticket, input.pasted),
  ),

  remove: door.channels.remove.handler(async ({ input, context }) => {
    granted(await context.services.channels.remove(context.actor, asId<ChannelId>(input.channelId)))
    return done
  }),

  restore: door.channels.restore.handler(async ({ input, context }) => {
    const { services, actor } = context
    return channelView(actor, granted(await services.channels.restore(actor, asId<ChannelId>(input.channelId))))
  }),

  quarantine: door.channels.quarantine.handler(async ({ context }) => ({
    items: [...(await context.services.channels.quarantine())],
  })),
}
