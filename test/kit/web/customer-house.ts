// A host with nothing but the customer's door, on a free port of this machine, with the inside faked.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { getRequestListener } from '@hono/node-server'
import type { ChannelLink } from '../../../main/channels/channel.ts'
import { createWebConnector, type WebConnector } from '../../../main/channels/web/connector.ts'
import { type CustomerDoorOptions, createCustomerDoor } from '../../../main/channels/web/door/customer-door.ts'
import type { Clock } from '../../../main/domain/clock.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { FakeChannelDoor } from '../fake-channel-door.ts'
import { WebVisitor } from './web-visitor.ts'

export const builtPage = fileURLToPath(new URL('../../../out/customer', import.meta.url))

/** One connected channel, seen from inside. */
export interface OpenChannel {
  readonly door: FakeChannelDoor
  readonly link: ChannelLink
  stop(): Promise<void>
}

export interface CustomerHouse extends AsyncDisposable {
  readonly connector: WebConnector
  readonly url: string
  /** `door`: an inside that is there already, as after a restart of the host. */
  open(channelId: string, settings?: Record<string, unknown>, door?: FakeChannelDoor): OpenChannel
  visitor(options?: { channel?: string; ip?: string }): Promise<WebVisitor>
  /** Cuts every connection without a word, as a network does. */
  cutLines(): void
}

let visitors = 0

export const startCustomerHouse = async (
  clock: Clock,
  options: Partial<CustomerDoorOptions> & { port?: number; visitorKey?: Uint8Array } = {},
): Promise<CustomerHouse> => {
  const { port = 0, visitorKey = new Uint8Array(32).fill(7), ...rest } = options
  const secret = () => `visitor${String(++visitors).padStart(15, '0')}`
  const connector = createWebConnector({ visitorKey, ids: { secret } })
  const customer = createCustomerDoor(connector, { clock, assetsDir: builtPage, ...rest })
  const server = createServer(getRequestListener(customer.app.fetch))
  server.on('upgrade', (request, socket, head) => {
    if (!customer.handleUpgrade(request, socket, head)) socket.destroy()
  })
  const lines = new Set<import('node:net').Socket>()
  server.on('connection', line => {
    lines.add(line)
    line.on('close', () => lines.delete(line))
  })
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const stops: (() => Promise<void>)[] = []
  const opened: WebVisitor[] = []

  return {
    connector,
    url,
    open(channelId, given = {}, door = new FakeChannelDoor(clock)) {
      const settings = connector.parseSettings(given)
      if (isRefusal(settings)) throw new Error(settings.sentence)
      const controller = new AbortController()
      const link = connector.connect({ channelId, name: channelId, settings, cursor: null }, door, controller.signal)
      const stop = () => {
        controller.abort()
        return link.stopped()
      }
      stops.push(stop)
      return { door, link, stop }
    },
    async visitor({ channel = 'website', ip } = {}) {
      const visitor = await WebVisitor.connect(url, channel, ip)
      opened.push(visitor)
      return visitor
    },
    cutLines() {
      for (const line of lines) line.destroy()
    },
    async [Symbol.asyncDispose]() {
      for (const visitor of opened) visitor.vanish()
      for (const stop of stops) await stop()
      await customer.close()
      for (const line of lines) line.destroy()
      await new Promise<void>(resolve => server.close(() => resolve()))
    },
  }
}
