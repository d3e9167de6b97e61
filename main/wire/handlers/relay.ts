// The relay over the door.
import type { RelayStatusView } from '../../../preload/views.ts'
import type { RelayStatus } from '../../services/relay/relay-verbs.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'

export const relay = {
  status: door.relay.status.handler(async ({ context }) => view(await context.services.relay.status())),

  pair: door.relay.pair.handler(async ({ input, context }) =>
    view(granted(await context.services.relay.pair(context.actor, input))),
  ),

  unpair: door.relay.unpair.handler(async ({ context }) => view(await context.services.relay.unpair(context.actor))),
}

const view = ({ channelIds, ...status }: RelayStatus): RelayStatusView => ({ ...status, channelIds: [...channelIds] })
