// One running hub: the workstation of a data folder behind HTTP and WebSocket, started and stopped as one.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '../channels/channel.ts'
import { startDemo } from '../channels/rehearsal/demo.ts'
import { SECOND } from '../domain/clock.ts'
import { keyFromFile } from '../machine/key-file.ts'
import { keyFileKeychain } from '../machine/key-file-keychain.ts'
import type { Listener } from '../machine/listener.ts'
import { openData } from '../machine/open-data.ts'
import { randomIds } from '../machine/random-ids.ts'
import { systemClock } from '../machine/system-clock.ts'
import type { FirstStart } from '../services/first-start.ts'
import type { Keychain } from '../services/keychain.ts'
import type { Agent } from '../storage/store.ts'
import { openCounter } from './counter.ts'

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
  const { dataDir, listener, host, demo, log, outDir } = parts
  const clock = systemClock
  const keychain = keyInFile(join(dataDir, 'secrets.key'))
  const { workstation, store, web, first } = await openData({
    dir: dataDir,
    keychain,
    log,
    ...(parts.password === null ? {} : { firstAdmin: { password: parts.password } }),
  })
  const { services } = workstation
  // A key that cannot be read is to be known now, and not when the first secret is needed.
  keychain.seal('')
  await workstation.start()
  if (demo) await startDemo(services)
  const counter = openCounter({
    services,
    reads: store,
    web,
    listener,
    host,
    demo,
    version: versionIn(outDir),
    rendererDir: join(outDir, 'renderer'),
    customerDir: join(outDir, 'customer'),
    clock,
    ids: randomIds,
    log,
  })
  return {
    url: listener.url,
    first,
    oneTimeUrl: async () => counter.oneTimeUrl(firstAgent(await store.agents.all()).id),
    async stop() {
      const patience = new Promise<void>(resolve => clock.wakeAt(clock.now() + patienceMs, resolve))
      await counter.close(patience)
      await Promise.race([workstation.stop(), patience])
    },
  }
}

/** Makes the key file when it is first needed: not in a folder that turns out to be somebody else's. */
const keyInFile = (path: string): Keychain => {
  let made: Keychain | null = null
  const keychain = (): Keychain => {
    made ??= keyFileKeychain(keyFromFile(path))
    return made
  }
  return { seal: text => keychain().seal(text), open: sealed => keychain().open(sealed) }
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
