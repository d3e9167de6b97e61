// Puts a workstation behind a port: the API, the screens, files, sockets and the customer's door, opened and closed as one.
import { getRequestListener } from '@hono/node-server'
import type { Log } from '../channels/channel.ts'
import type { WebConnector } from '../channels/web/connector.ts'
import { createCustomerDoor } from '../channels/web/door/customer-door.ts'
import type { Clock } from '../domain/clock.ts'
import type { AgentId, Ids } from '../domain/ids.ts'
import type { Listener } from '../machine/listener.ts'
import type { Services } from '../services/verbs.ts'
import type { Reads } from '../storage/store.ts'
import { createWire } from '../wire/wire.ts'
import { createFront } from './front.ts'
import { openLiveChatDoor } from './livechat/livechat-door.ts'
import { OneTimeKeys } from './one-time-keys.ts'
import { publicRoot } from './public-root.ts'
import { sameSite } from './same-site.ts'
import { createUpgrades } from './upgrades.ts'

export interface Counter {
  /** An address that signs one browser in as this agent, once. */
  oneTimeUrl(agentId: AgentId): string
  /** Ends streams and sockets, lets requests finish for as long as `patience`. */
  close(patience: Promise<void>): Promise<void>
}

export const openCounter = (parts: {
  readonly services: Services
  readonly reads: Reads
  readonly web: WebConnector
  readonly listener: Listener
  /** What --host was: decides whether only this machine may call. */
  readonly host: string
  readonly demo: boolean
  readonly version: string
  /** Where the built screens are: out/renderer. */
  readonly rendererDir: string
  /** Where the built customer's page is: out/customer. */
  readonly customerDir: string
  readonly clock: Clock
  readonly ids: Pick<Ids, 'secret'>
  readonly log: Log
}): Counter => {
  const { services, listener, clock, log, version, rendererDir } = parts
  const facts = {
    version,
    kind: 'hub' as const,
    demo: parts.demo,
    customerDoor: () => listener.url,
    takesPrograms: true,
  }
  const wire = createWire({ services, clock, log, host: facts })
  const site = sameSite(parts.host, async () => (await services.settings.get()).SiteUrl)
  const customer = createCustomerDoor(parts.web, { clock, assetsDir: parts.customerDir })
  const root = publicRoot(services, () => listener.url, log)
  const livechat = openLiveChatDoor({
    services,
    reads: parts.reads,
    web: parts.web,
    clock,
    ids: parts.ids,
    log,
    root: root.now,
  })
  const oneTimeKeys = new OneTimeKeys(clock, parts.ids)
  const address = () => listener
  const front = createFront({
    services,
    wire,
    clock,
    log,
    site,
    customer,
    livechat,
    oneTimeKeys,
    rendererDir,
    version,
    address,
  })
  const upgrades = createUpgrades({ services, wire, clock, site, customer, livechat, port: () => listener.port })
  const answer = getRequestListener((request, env) => front.fetch(request, env), { overrideGlobalObjects: false })
  listener.answerWith((request, response) => {
    if (!livechat.handleRequest(request, response)) void answer(request, response)
  }, upgrades.handle)
  return {
    oneTimeUrl: agentId => `${listener.url}/enter?key=${oneTimeKeys.mint(agentId)}`,
    async close(patience) {
      wire.close()
      root.stop()
      await Promise.all([livechat.close(), customer.close(), upgrades.close(), listener.close(patience)])
    },
  }
}
