// Agents and roles: who there is, what they may do, how many chats at a time. The last one who may manage cannot be locked out.
import type { AuditFields } from '../domain/audit.ts'
import { limitOf } from '../domain/capacity.ts'
import type { Clock } from '../domain/clock.ts'
import { type AgentId, asId, type Ids, type RoleId } from '../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Agent, Reads, Store, Transaction } from '../storage/store.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Actor, Doer } from './actor.ts'
import { putOnRecord } from './audit-trail.ts'
import { mayGive, mayStandInFor, rightsOf } from './given-rights.ts'
import type { Passwords } from './passwords.ts'
import type { AgentCard, AgentChange, AgentInput, AgentVerbs, BotInput } from './people-verbs.ts'
import type { Sessions } from './sessions.ts'
import { somebodyManages } from './staff.ts'
import { addSystemLine } from './system-lines.ts'

export class AgentDirectory implements AgentVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #passwords: Passwords
  readonly #sessions: Pick<Sessions, 'endAllIn' | 'tellEnded'>
  readonly #tokens: Pick<AccessTokens, 'tellGone' | 'revokeAllIn' | 'tellRevoked'>
  readonly #isConnected: (id: AgentId) => boolean
  readonly #sweep: (because: string) => Promise<void>

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; passwords: Passwords },
    waysIn: {
      sessions: Pick<Sessions, 'endAllIn' | 'tellEnded'>
      accessTokens: Pick<AccessTokens, 'tellGone' | 'revokeAllIn' | 'tellRevoked'>
    },
    isConnected: (id: AgentId) => boolean,
    sweep: (because: string) => Promise<void>,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#passwords = ports.passwords
    this.#sessions = waysIn.sessions
    this.#tokens = waysIn.accessTokens
    this.#isConnected = isConnected
    this.#sweep = sweep
  }

  async list(): Promise<readonly AgentCard[]> {
    const [agents, settings, counts] = await Promise.all([
      this.#store.agents.all(),
      this.#store.settings.all(),
      this.#store.chats.activeCounts(),
    ])
    return agents.map(agent => ({
      agent,
      connected: this.#isConnected(agent.id),
      load: counts.get(agent.id) ?? 0,
      limit: limitOf(agent.chatLimit, settings.SimultaneousChats),
    }))
  }

  async get(id: AgentId): Promise<AgentCard | null> {
    return (await this.list()).find(card => card.agent.id === id) ?? null
  }

  async create(doer: Doer, input: AgentInput): Promise<AgentCard | Refusal> {
    const passwordHash = input.password === null ? null : await this.#passwords.hash(input.password)
    return this.#add(doer, { ...input, passwordHash, kind: 'person', clientId: null })
  }

  createBot(doer: Doer, input: BotInput): Promise<AgentCard | Refusal> {
    // Programs know it by its login; nobody types it.
    const login = `bot-${this.#ids.next().replaceAll('-', '')}`
    const clientId = input.clientId ?? this.#ids.next()
    return this.#add(doer, { ...input, login, passwordHash: null, kind: 'bot', clientId })
  }

  async #add(doer: Doer, input: NewAgent): Promise<AgentCard | Refusal> {
    const now = this.#clock.now()
    const id = asId<AgentId>(this.#ids.next())
    const no = await this.#store.transact(async tx => {
      const refused =
        (await loginFree(tx, input.login, null)) ??
        (await rolesExist(tx, input.roleIds)) ??
        (await mayGive(tx, doer, await rightsOf(tx, input.roleIds), 'roleIds'))
      if (refused !== null) return refused
      for (const queueId of input.queueIds)
        if ((await tx.queues.get(queueId)) === null)
          return refuse('notFound', `queueIds: there is no queue ${queueId}.`, { field: 'queueIds' })
      await tx.agents.insert({
        id,
        login: input.login,
        name: input.name,
        passwordHash: input.passwordHash,
        roleIds: input.roleIds,
        chatLimit: input.chatLimit,
        presence: { status: 'active', since: now },
        lastTakenAt: null,
        deactivatedAt: null,
        kind: input.kind,
        clientId: input.clientId,
      })
      for (const queueId of input.queueIds) {
        const queue = await tx.queues.get(queueId)
        if (queue !== null)
          await tx.queues.replace(
            { ...queue, agentIds: [...queue.agentIds, id], version: queue.version + 1 },
            queue.version,
          )
      }
      await putOnRecord(tx, doer, now, {
        noun: 'agent',
        nounId: id,
        name: input.name,
        deed: 'created',
        after: await recordOf(tx, { ...input, deactivatedAt: null }),
      })
      await tx.events.append({
        type: 'agent.changed',
        at: now,
        audience: 'everyone',
        agentId: id,
        facts: { deed: 'created' },
      })
      return null
    })
    if (no !== null) return no
    await this.#sweep('an agent was added')
    return (await this.get(id)) ?? refuse('notFound', 'There is no such agent.')
  }

  async update(
    actor: Actor,
    id: AgentId,
    change: AgentChange,
    token: string | null = null,
  ): Promise<AgentCard | Refusal> {
    const { password, deactivated, ...plain } = change
    const passwordHash = password === undefined ? undefined : await this.#passwords.hash(password)
    const now = this.#clock.now()
    const result = await this.#store.transact(async tx => {
      const agent = await tx.agents.get(id)
      if (agent === null) return refuse('notFound', 'There is no such agent.', { field: 'agentId' })
      if (agent.kind === 'bot' && passwordHash !== undefined)
        return refuse('invalid', 'password: a bot has none. Make an access token for its program.', {
          field: 'password',
        })
      if (deactivated === true && id === actor.agentId)
        return refuse('conflict', 'You cannot deactivate yourself. Ask another supervisor.')
      const refused =
        (plain.login === undefined ? null : await loginFree(tx, plain.login, id)) ??
        (plain.roleIds === undefined ? null : await rolesExist(tx, plain.roleIds)) ??
        (plain.roleIds === undefined
          ? null
          : await mayGive(tx, actor, await addedRights(tx, agent, plain.roleIds), 'roleIds')) ??
        (passwordHash === undefined ? null : await mayStandInFor(tx, actor, agent, 'password')) ??
        (await somebodyManages(
          tx,
          staff => ({
            ...staff,
            agents: staff.agents.map(one =>
              one.id === id
                ? { ...one, roleIds: plain.roleIds ?? one.roleIds, canSignIn: one.canSignIn && deactivated !== true }
                : one,
            ),
          }),
          'roleIds',
        ))
      if (refused !== null) return refused
      const deactivatedAt =
        deactivated === undefined ? agent.deactivatedAt : deactivated ? (agent.deactivatedAt ?? now) : null
      await tx.agents.update(id, {
        ...defined(plain),
        deactivatedAt,
        ...(passwordHash === undefined ? {} : { passwordHash }),
      })
      if (deactivatedAt !== null) await this.#handBack(tx, agent)
      if (deactivatedAt !== null || passwordHash !== undefined) {
        await tx.waysIn.deleteInvite(id)
        await this.#sessions.endAllIn(tx, id, deactivatedAt === null && id === actor.agentId ? token : null)
      }
      const revoked = passwordHash === undefined ? [] : await this.#tokens.revokeAllIn(tx, actor, id)
      const next = { ...agent, ...defined(plain), deactivatedAt }
      const gone = deactivatedAt === null ? 'reactivated' : 'deactivated'
      const deed = (deactivatedAt === null) === (agent.deactivatedAt === null) ? 'changed' : gone
      await putOnRecord(tx, actor, now, {
        noun: 'agent',
        nounId: id,
        name: next.name,
        deed,
        before: await recordOf(tx, agent),
        after: { ...(await recordOf(tx, next)), ...(passwordHash === undefined ? {} : { password: 'set anew' }) },
      })
      await tx.events.append({ type: 'agent.changed', at: now, audience: 'everyone', agentId: id, facts: { deed } })
      return revoked
    })
    if (isRefusal(result)) return result
    this.#sessions.tellEnded()
    this.#tokens.tellRevoked(result)
    if (deactivated === true) await this.#tokens.tellGone(id)
    await this.#sweep('an agent was changed')
    return (await this.get(id)) ?? refuse('notFound', 'There is no such agent.')
  }

  /** Chats of somebody who works here no more go back to their queues. */
  async #handBack(tx: Transaction, agent: Agent): Promise<void> {
    const now = this.#clock.now()
    for (const chat of await tx.chats.activeOfAgent(agent.id)) {
      if (!(await tx.chats.requeue(chat.id, chat.queueId, now))) continue
      await addSystemLine(
        tx,
        chat,
        { code: 'handedBack', agentName: agent.name, reason: 'deactivated' },
        { at: now, audience: [agent.id] },
      )
      await tx.events.append({
        type: 'chat.changed',
        at: now,
        audience: [agent.id],
        chatId: chat.id,
        facts: { fromAgentId: agent.id },
      })
    }
  }
}

/** Rights that the roles give beyond what the agent's own give already. */
const addedRights = async (reads: Reads, agent: Agent, roleIds: Agent['roleIds']) => {
  const held = await rightsOf(reads, agent.roleIds)
  return [...(await rightsOf(reads, roleIds))].filter(right => !held.has(right))
}

type NewAgent = Omit<AgentInput, 'password'> & Pick<Agent, 'passwordHash' | 'kind' | 'clientId'>

const recordOf = async (
  reads: Reads,
  agent: Pick<Agent, 'login' | 'name' | 'roleIds' | 'chatLimit' | 'deactivatedAt' | 'kind'>,
): Promise<AuditFields> => {
  const roles = new Map((await reads.agents.roles()).map(role => [role.id, role.name]))
  return {
    login: agent.login,
    name: agent.name,
    roles: agent.roleIds.map(id => roles.get(id) ?? id),
    chatLimit: agent.chatLimit,
    deactivated: agent.deactivatedAt !== null,
    ...(agent.kind === 'bot' ? { bot: true } : {}),
  }
}

const loginFree = async (reads: Reads, login: string, own: AgentId | null): Promise<Refusal | null> => {
  const other = await reads.agents.byLogin(login)
  return other === null || other.id === own
    ? null
    : refuse('conflict', `login: ${login} is taken. Choose another.`, { field: 'login' })
}

const rolesExist = async (reads: Reads, ids: readonly RoleId[]): Promise<Refusal | null> => {
  const known = new Set((await reads.agents.roles()).map(role => role.id))
  const missing = ids.find(id => !known.has(id))
  return missing === undefined
    ? null
    : refuse('notFound', `roleIds: there is no role ${missing}.`, { field: 'roleIds' })
}

const defined = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>
