// The relay over the door.
import type { RelayStatusView } from '../../../preload/views.ts'
import { asId, type QueueId } from '../../domain/ids.ts'
import type { RelayStatus } from '../../services/relay/relay-verbs.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'

export const relay = {
  status: door.relay.status.handler(async ({ context }) => view(await context.services.relay.status())),

  pair: door.relay.pair.handler(async ({ input, context }) =>
    view(granted(await context.services.relay.pair(context.actor, input))),
  ),

  beginLogin: door.relay.beginLogin.handler(async ({ context }) =>
    granted(await context.services.pages.beginLogin(context.actor)),
  ),

  login: door.relay.login.handler(async ({ input, context }) => {
    const login = granted(await context.services.pages.login(context.actor, input.wish))
    if (login.state !== 'pages') return login
    return { ...login, pages: login.pages.map(({ missing, ...page }) => ({ ...page, missing: [...missing] })) }
  }),

  connectPages: door.relay.connectPages.handler(async ({ input, context }) => {
    const wanted = { ...input, queueId: asId<QueueId>(input.queueId) }
    const { connected, refused } = granted(await context.services.pages.connectPages(context.actor, wanted))
    return { connected: [...connected], refused: [...refused] }
  }),

  unpair: door.relay.unpair.handler(async ({ context }) => view(await context.services.relay.unpair(context.actor))),
}

const view = ({ channelIds, ...status }: RelayStatus): RelayStatusView => ({ ...status, channelIds: [...channelIds] })
