// A real workstation over a real file, with a hand clock and a network that the test plays: agents by name, ready to work.
import { createHash, createHmac } from 'node:crypto'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Connector, Log } from '../../main/channels/channel.ts'
import { type AgentId, asId, type ChannelId, type QueueId, type RoleId } from '../../main/domain/ids.ts'
import { type Permission, permissions } from '../../main/domain/permissions.ts'
import type { Queue } from '../../main/domain/queue.ts'
import { createOutbound } from '../../main/machine/outbound-guard.ts'
import { createRelayCaller } from '../../main/relay/line/caller.ts'
import type { Outbound } from '../../main/services/outbound.ts'
import type { Passwords } from '../../main/services/passwords.ts'
import type { Interpreter } from '../../main/services/process-interpreter.ts'
import type { Actor, ChatCard, Services } from '../../main/services/verbs.ts'
import { openFileStore } from '../../main/storage/file-store.ts'
import { openSqliteStore } from '../../main/storage/sqlite-store.ts'
import type { Store } from '../../main/storage/store.ts'
import { createWorkstation, type Workstation } from '../../main/workstation.ts'
import { aChannel, anAgent, aQueue, aRole } from './builders.ts'
import { HandClock } from './hand-clock.ts'
import { CountingIds } from './ids.ts'
import { StageNetwork } from './stage-network.ts'
import { tempDir } from './temp-dir.ts'

/** Quick and honest enough for tests: what is stored is not what was typed. */
export const quickPasswords: Passwords = {
  hash: async password => createHash('sha256').update(password).digest('hex'),
  verify: async (password, hash) => createHash('sha256').update(password).digest('hex') === hash,
  digest: token => createHash('sha256').update(token).digest('hex'),
  mac: (key, message) => createHmac('sha1', key).update(message).digest(),
}

/** Keeps what was logged; errors fail the test that did not expect them. */
export class TestLog implements Log {
  readonly errors: string[] = []
  info(): void {}
  warn(): void {}
  error(message: string, facts?: Record<string, unknown>): void {
    this.errors.push(`${message} ${JSON.stringify(facts ?? {})}`)
  }
}

export interface OfficeOptions {
  readonly dir?: string
  readonly clock?: HandClock
  readonly queue?: Partial<Queue>
  readonly simultaneousChats?: number
  /** Names of agents in the queue "support"; all active and connected. Default: ann, ben. */
  readonly agents?: readonly string[]
  readonly network?: StageNetwork
  /** Networks besides the stage. */
  readonly connectors?: readonly Connector[]
  readonly ids?: CountingIds
  /** Default: the real one, which calls no private address unless a setting allows it. */
  readonly outbound?: Outbound
  /** One for several offices, since each is a thread. */
  readonly interpreter?: Interpreter
  /** What the workstation is given for the store: one that fails, say. */
  readonly storeOf?: (store: Store) => Store
}

export interface TestOffice {
  readonly workstation: Workstation
  readonly services: Services
  readonly store: Store
  readonly clock: HandClock
  readonly network: StageNetwork
  readonly log: TestLog
  readonly dir: string
  actor(name: string, ...rights: Permission[]): Actor
  supervisor(name: string): Actor
  /** What rings at the agent and what is theirs. */
  panel(name: string): Promise<readonly ChatCard[]>
  /** Everything under way is done. */
  settled(): Promise<void>
  connect(name: string): void
  /** The agent's workstation goes away. */
  disconnect(name: string): void
  stop(): Promise<void>
}

export const anOpenOffice = async (options: OfficeOptions = {}): Promise<TestOffice> => {
  const dir = options.dir ?? tempDir()
  const clock = options.clock ?? new HandClock()
  const log = new TestLog()
  const network = options.network ?? new StageNetwork()
  const ids = options.ids ?? new CountingIds(`${Math.trunc(clock.now() / 1000)}-`)
  const store = await openSqliteStore({ path: join(dir, 'parley.db'), clock, log })
  const names = options.agents ?? ['ann', 'ben']
  if ((await store.agents.all()).length === 0)
    await store.transact(async tx => {
      await tx.agents.insertRole(aRole({ id: asId<RoleId>('everything') }))
      for (const name of names) await tx.agents.insert(anAgent(name))
      await tx.queues.insert(aQueue('support', { agentIds: names.map(name => asId<AgentId>(name)), ...options.queue }))
      await tx.channels.insert(aChannel('stage', { kind: 'rehearsal', queueId: asId<QueueId>('support') }))
      await tx.settings.set('SimultaneousChats', options.simultaneousChats ?? 2, clock.now(), null)
    })
  const keychain = {
    seal: (text: string) => Buffer.from(text).toString('base64'),
    open: (text: string) => Buffer.from(text, 'base64').toString(),
  }
  const files = openFileStore(join(dir, 'files'))
  const workstation = createWorkstation({
    clock,
    ids,
    store: options.storeOf?.(store) ?? store,
    ...(options.interpreter === undefined ? {} : { interpreter: options.interpreter }),
    files,
    keychain,
    passwords: quickPasswords,
    connectors: [network, ...(options.connectors ?? [])],
    outbound: options.outbound ?? createOutbound(),
    relay: createRelayCaller({ clock, log, random: () => 0, name: 'the test desk' }),
    log,
  })
  const { services } = workstation
  const actor = (name: string, ...rights: Permission[]): Actor => ({
    agentId: asId<AgentId>(name),
    permissions: new Set(rights),
  })
  const lines = new Map<string, () => void>()
  const connect = (name: string) => void lines.set(name, services.presence.connect(asId<AgentId>(name)))
  for (const name of names) connect(name)
  await workstation.start()
  await workstation.settled()
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    await workstation.stop()
  }
  onTestFinished(stop)
  return {
    workstation,
    services,
    store,
    clock,
    network,
    log,
    dir,
    actor,
    supervisor: name => actor(name, ...permissions),
    panel: async name => {
      const found = await services.chatService.getChats(actor(name), false)
      if ('refused' in found) throw new Error(found.sentence)
      return found.cards
    },
    settled: () => workstation.settled(),
    connect,
    disconnect: name => lines.get(name)?.(),
    stop,
  }
}

export const stageChannel = asId<ChannelId>('stage')
