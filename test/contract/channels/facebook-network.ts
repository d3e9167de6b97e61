// Messenger for the tests of its connector: the emulated Meta on the test's own clock, a page, and a door in front of one channel
// that mounts its webhooks as a host does.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import type { ChannelLink, Connector } from '../../../main/channels/channel.ts'
import { createFacebookConnector } from '../../../main/channels/facebook/connector.ts'
import type { FacebookSettings } from '../../../main/channels/facebook/settings.ts'
import { webhookUrl } from '../../../main/channels/webhook.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { createWebhookDoor } from '../../../main/wire/carriers/webhooks.ts'
import { GraphEmulator } from '../../kit/graph-emulator/graph-emulator.ts'
import type { EmulatedPage } from '../../kit/graph-emulator/page.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { RecordingDoor } from './recording-door.ts'

export interface FacebookNetwork {
  readonly graph: GraphEmulator
  readonly page: EmulatedPage
  readonly clock: HandClock
  /** The connector, its webhooks mounted while a channel of it is connected. */
  readonly connector: Connector<FacebookSettings>
}

export const aFacebookNetwork = async (): Promise<FacebookNetwork> => {
  const clock = new HandClock()
  const graph = new GraphEmulator(clock)
  await graph.start()
  onTestFinished(() => graph.stop())
  const page = graph.world.addPage('Lampion')
  let link: ChannelLink | null = null
  const take = async (request: Parameters<NonNullable<ChannelLink['takeWebhook']>>[0]) =>
    (await link?.takeWebhook?.(request)) ?? { status: 503 }
  const webhooks = {
    urlOf: async () => url,
    take: async (_kind: string, _id: string, request: Parameters<typeof take>[0]) => take(request),
    offer: async (_kind: string, request: Parameters<typeof take>[0]) => take(request),
  }
  const server = createServer(getRequestListener(createWebhookDoor({ webhooks }, clock)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const url = webhookUrl(`http://127.0.0.1:${port}`, 'facebook', 'channel') ?? ''
  graph.world.callback = `http://127.0.0.1:${port}/hooks/facebook`
  const inner = createFacebookConnector()
  return {
    graph,
    page,
    clock,
    connector: {
      ...inner,
      connect(config, door, signal) {
        if (door instanceof RecordingDoor) door.publicUrl = url
        const made = inner.connect(config, door, signal)
        link = made
        signal.addEventListener('abort', () => {
          if (link === made) link = null
        })
        // What Meta could not bring while nobody was there comes now.
        void graph.caller.again()
        return made
      },
    },
  }
}

export interface FacebookChannel extends FacebookNetwork {
  readonly door: RecordingDoor
  readonly link: ChannelLink
}

/** A channel that is online. `change`: of its settings, or of the page before it connects. */
export const aFacebookChannel = async (
  change: { readonly settings?: Partial<FacebookSettings>; readonly before?: (page: EmulatedPage) => void } = {},
): Promise<FacebookChannel> => {
  const network = await aFacebookNetwork()
  change.before?.(network.page)
  const door = new RecordingDoor(network.clock)
  const settings = network.connector.parseSettings({ ...network.graph.settingsOf(network.page), ...change.settings })
  if (isRefusal(settings)) throw new Error(settings.sentence)
  const off = new AbortController()
  const config = { channelId: 'channel', name: 'Facebook', settings, cursor: null }
  const link = network.connector.connect(config, door, off.signal)
  onTestFinished(() => {
    off.abort()
    return link.stopped()
  })
  await door.untilHealth('online')
  return { ...network, door, link }
}
