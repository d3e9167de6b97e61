// WhatsApp for the tests of its connector: the emulated Twilio on the test's own clock, and a door in front of one channel that
// mounts its webhooks as a host does.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { onTestFinished } from 'vitest'
import type { ChannelLink, Connector } from '../../../main/channels/channel.ts'
import { webhookUrl } from '../../../main/channels/webhook.ts'
import { createWhatsAppConnector } from '../../../main/channels/whatsapp/connector.ts'
import type { WhatsAppSettings } from '../../../main/channels/whatsapp/settings.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { createWebhookDoor } from '../../../main/wire/carriers/webhooks.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { TwilioEmulator } from '../../kit/twilio-emulator/twilio-emulator.ts'
import { RecordingDoor } from './recording-door.ts'

export interface WhatsAppNetwork {
  readonly twilio: TwilioEmulator
  readonly clock: HandClock
  /** Where Twilio calls the channel. */
  readonly url: string
  /** The connector, its webhooks mounted while a channel of it is connected. */
  readonly connector: Connector<WhatsAppSettings>
}

export const aWhatsAppNetwork = async (): Promise<WhatsAppNetwork> => {
  const clock = new HandClock()
  const twilio = new TwilioEmulator(clock)
  await twilio.start()
  onTestFinished(() => twilio.stop())
  let link: ChannelLink | null = null
  const webhooks = {
    urlOf: async () => url,
    offer: async () => ({ status: 404 }),
    take: async (_kind: string, _id: string, request: Parameters<NonNullable<ChannelLink['takeWebhook']>>[0]) =>
      (await link?.takeWebhook?.(request)) ?? { status: 503 },
  }
  const server = createServer(getRequestListener(createWebhookDoor({ webhooks }, clock)))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const url = webhookUrl(`http://127.0.0.1:${port}`, 'whatsapp', 'channel') ?? ''
  twilio.webhook = `${url}#rc=5&rp=all`
  const inner = createWhatsAppConnector()
  return {
    twilio,
    clock,
    url,
    connector: {
      ...inner,
      connect(config, door, signal) {
        if (door instanceof RecordingDoor) door.publicUrl = url
        const made = inner.connect(config, door, signal)
        link = made
        signal.addEventListener('abort', () => {
          if (link === made) link = null
        })
        // What Twilio could not bring while nobody was there comes now.
        void twilio.caller.again()
        return made
      },
    },
  }
}

export interface WhatsAppChannel extends WhatsAppNetwork {
  readonly door: RecordingDoor
  readonly link: ChannelLink
}

/** A channel that is online. */
export const aWhatsAppChannel = async (): Promise<WhatsAppChannel> => {
  const network = await aWhatsAppNetwork()
  const door = new RecordingDoor(network.clock)
  const settings = network.connector.parseSettings(network.twilio.settings)
  if (isRefusal(settings)) throw new Error(settings.sentence)
  const off = new AbortController()
  const config = { channelId: 'channel', name: 'WhatsApp', settings, cursor: null }
  const link = network.connector.connect(config, door, off.signal)
  onTestFinished(() => {
    off.abort()
    return link.stopped()
  })
  await door.untilHealth('online')
  return { ...network, door, link }
}
