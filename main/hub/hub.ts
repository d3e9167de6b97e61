// One running hub: the workstation of a data folder behind HTTP and WebSocket, started and stopped as one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Log } from '../channels/channel.ts'
import { startDemo } from '../channels/rehearsal/demo.ts'
import { createCustomerDoor } from '../channels/web/door/customer-door.ts'
import { type Clock, SECOND } from '../domain/clock.ts'
import { keyFromFile } from '../machine/key-file.ts'
import { keyFileKeychain } from '../machine/key-file-keychain.ts'
import { openData } from '../machine/open-data.ts'
import { randomIds } from '../machine/random-ids.ts'
import { systemClock } from '../machine/system-clock.ts'
import type { FirstStart } from '../services/first-start.ts'
import type { Agent } from '../storage/store.ts'
import { createWire } from '../wire/wire.ts'
import { createFront } from './front.ts'
import type { Listener } from './listener.ts'
import { OneTimeKeys } from './one-time-keys.ts'
import { sameSite } from './same-site.ts'
import { createUpgrades } from './upgrades.ts'

/** A request or a sending that takes longer when the hub stops is cut off; it is tried again after the next start. */
const patienceMs = 3 * SECOND

export interface Hub {
  readonly url: string
  /** The login to show once; null when the data folder was used before. */
  readonly first: FirstStart | null
  /** An address that signs one browser in as the first agent, once. */
  oneTimeUrl(): Promise<string>
  stop(): Promise<void>
}

export interface HubParts {
  readonly dataDir: string
  readonly listener: Listener
  /** What --host was: decides whether only this machine may call. */
  readonly host: string
  readonly demo: boolean
  readonly password: string | null
  /** Where the built screens and pages are: out/. */
  readonly outDir: string
  readonly log: Log
}

/** Throws with a sentence for a person when the data folder cannot be used. */
export const openHub = async (parts: HubParts): Promise<Hub> => {
  const { dataDir, listener, log, outDir, demo } = parts
  const clock: Clock = systemClock
  const { workstation, store, web, first } = await openData({
    dir: dataDir,
    keychain: keyFileKeychain(keyFromFile(join(dataDir, 'secrets.key'))),
    log,
    ...(parts.password === null ? {} : { firstAdmin: { password: parts.password } }),
  })
  const { services } = workstation
  const version = versionIn(outDir)
  const host = { version, kind: 'hub' as const, demo, customerDoor: () => listener.url }
  const wire = createWire({ services, clock, log, host })
  const site = sameSite(parts.host, async () => (await services.settings.get()).SiteUrl)
  const customer = createCustomerDoor(web, { clock, assetsDir: join(outDir, 'customer') })
  const oneTimeKeys = new OneTimeKeys(clock, randomIds)
  const address = () => listener
  const rendererDir = join(outDir, 'renderer')
  const front = createFront({
    services,
    wire,
    clock,
    log,
    site,
    customer,
    oneTimeKeys,
    rendererDir,
    version,
    address,
  })
  const upgrades = createUpgrades({ services, wire, clock, site, customer, port: () => listener.port })

  await workstation.start()
  if (demo) await startDemo(services)
  listener.answerWith(
    getRequestListener((request, env) => front.fetch(request, env), { overrideGlobalObjects: false }),
    upgrades.handle,
  )

  return {
    url: listener.url,
    first,
    async oneTimeUrl() {
      const agent = firstAgent(await store.agents.all())
      return `${listener.url}/enter?key=${oneTimeKeys.mint(agent.id)}`
    },
    async stop() {
      const patience = new Promise<void>(resolve => clock.wakeAt(clock.now() + patienceMs, resolve))
      wire.close()
      await Promise.all([customer.close(), upgrades.close(), listener.close(patience)])
      await Promise.race([workstation.stop(), patience])
    },
  }
}

/** Whoever set this workstation up. */
const firstAgent = (agents: readonly Agent[]): Agent => {
  const working = agents.filter(agent => agent.deactivatedAt === null)
  const agent = working.find(one => one.login === 'admin') ?? working[0]
  if (agent === undefined) throw new Error('This data folder has no active agent left.')
  return agent
}

const versionIn = (outDir: string): string => {
  const facts: unknown = JSON.parse(readFileSync(join(outDir, '..', 'package.json'), 'utf8'))
  return typeof facts === 'object' && facts !== null && 'version' in facts ? String(facts.version) : 'unknown'
}
