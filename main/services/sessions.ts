// Who is signed in: tokens that are stored only as a digest, and what their agent may do at this moment.
import { type Clock, DAY, MINUTE } from '../domain/clock.ts'
import { type AgentId, asId, type Ids, type SessionId } from '../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Store, Transaction } from '../storage/store.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Actor, Doer, Done } from './actor.ts'
import { putOnRecord } from './audit-trail.ts'
import { FailedSignIns } from './failed-sign-ins.ts'
import type { Passwords } from './passwords.ts'
import type { SessionCard, SessionVerbs, SignedIn } from './people-verbs.ts'

export const sessionLifeMs = 30 * DAY
/** A session's last use is written at most so often. */
const touchEveryMs = 10 * MINUTE

/** Asks for the second factor where there is one. */
export type AskCode = (agentId: AgentId, code: string | undefined) => Promise<Refusal | null>

export class Sessions implements SessionVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #passwords: Passwords
  readonly #askCode: AskCode
  readonly #tokens: Pick<AccessTokens, 'revokeAllIn' | 'tellRevoked'>
  readonly #failed = new FailedSignIns()
  readonly #listeners = new Set<() => void>()

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; passwords: Passwords },
    askCode: AskCode,
    tokens: Pick<AccessTokens, 'revokeAllIn' | 'tellRevoked'>,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#passwords = ports.passwords
    this.#askCode = askCode
    this.#tokens = tokens
  }

  async signIn(login: string, password: string, device: string, code?: string): Promise<SignedIn | Refusal> {
    const agent = await this.#store.agents.byLogin(login.trim())
    const right = await this.#passwords.verify(password, agent?.passwordHash ?? null)
    if (agent === null || !right || agent.deactivatedAt !== null) {
      await this.#noteFailure(agent?.id ?? null, 'password')
      return refuse('notSignedIn', 'Login or password is wrong. Check both and try again.')
    }
    const asked = await this.#askCode(agent.id, code)
    if (asked !== null) {
      if (code !== undefined) await this.#noteFailure(agent.id, 'code')
      return asked
    }
    return this.#store.transact(tx => this.openIn(tx, agent.id, device))
  }

  async admit(agentId: AgentId, device: string, onRecord = false) {
    return this.#store.transact(tx => this.openIn(tx, agentId, device, onRecord))
  }

  /** A new session, inside the transaction of what led to it. */
  async openIn(tx: Transaction, agentId: AgentId, device: string, onRecord = true): Promise<SignedIn> {
    const token = this.#ids.secret(32)
    const now = this.#clock.now()
    const expiresAt = now + sessionLifeMs
    await tx.agents.insertSession({
      id: asId<SessionId>(this.#ids.next()),
      tokenHash: this.#passwords.digest(token),
      agentId,
      createdAt: now,
      lastUsedAt: now,
      expiresAt,
      label: device,
    })
    const failedBefore = this.#failed.takeUntold(agentId)
    if (onRecord)
      await this.#note(tx, { agentId }, agentId, 'signedIn', {
        device,
        ...(failedBefore === 0 ? {} : { failedBefore }),
      })
    return { token, agentId, expiresAt }
  }

  async actorOf(token: string): Promise<Actor | null> {
    const now = this.#clock.now()
    const session = await this.#store.agents.session(this.#passwords.digest(token))
    if (session === null || session.expiresAt <= now) return null
    if (now - session.lastUsedAt > touchEveryMs)
      await this.#store.transact(tx => tx.agents.touchSession(session.tokenHash, now))
    return this.actorOfAgent(session.agentId)
  }

  async actorOfAgent(agentId: AgentId): Promise<Actor | null> {
    const agent = await this.#store.agents.get(agentId)
    if (agent === null || agent.deactivatedAt !== null) return null
    return { agentId, permissions: await this.#store.agents.permissionsOf(agentId) }
  }

  signOut(token: string, onRecord = true): Promise<void> {
    const tokenHash = this.#passwords.digest(token)
    return this.#store.transact(async tx => {
      const session = await tx.agents.session(tokenHash)
      if (session === null) return
      await tx.agents.deleteSession(tokenHash)
      const { agentId, label: device } = session
      if (onRecord) await this.#note(tx, { agentId }, agentId, 'signedOut', { device })
    })
  }

  async changePassword(actor: Actor, current: string, next: string, token: string | null): Promise<Done | Refusal> {
    const { agentId } = actor
    const agent = await this.#store.agents.get(agentId)
    if (agent === null || !(await this.#passwords.verify(current, agent.passwordHash)))
      return refuse('invalid', 'current: That is not your present password.', { field: 'current' })
    const passwordHash = await this.#passwords.hash(next)
    const revoked = await this.#store.transact(async tx => {
      await tx.agents.update(agentId, { passwordHash })
      await tx.waysIn.deleteInvite(agentId)
      await this.endAllIn(tx, agentId, token)
      const name = agent.name
      const after = { password: 'set anew' }
      await putOnRecord(tx, actor, this.#clock.now(), { noun: 'agent', nounId: agentId, name, deed: 'changed', after })
      return this.#tokens.revokeAllIn(tx, actor, agentId)
    })
    this.tellEnded()
    this.#tokens.tellRevoked(revoked)
    return undefined
  }

  async list(agentId: AgentId, token: string | null): Promise<readonly SessionCard[]> {
    const now = this.#clock.now()
    const own = token === null ? null : this.#passwords.digest(token)
    const sessions = await this.#store.agents.sessionsOf(agentId)
    return sessions
      .filter(session => session.expiresAt > now)
      .map(({ id, label: device, createdAt, lastUsedAt, tokenHash }) => ({
        id,
        device,
        createdAt,
        lastUsedAt,
        isThis: tokenHash === own,
      }))
  }

  async end(doer: Doer, agentId: AgentId, sessionId: SessionId): Promise<Done | Refusal> {
    const result = await this.#store.transact(async tx => {
      const session = (await tx.agents.sessionsOf(agentId)).find(one => one.id === sessionId)
      if (session === undefined) return refuse('notFound', 'That session has ended already.', { field: 'sessionId' })
      await tx.agents.deleteSession(session.tokenHash)
      return this.#note(tx, doer, agentId, 'signedOut', { device: session.label })
    })
    if (isRefusal(result)) return result
    this.tellEnded()
    return undefined
  }

  async endOthers(doer: Doer, agentId: AgentId, token: string | null): Promise<number> {
    const ended = await this.#store.transact(async tx => {
      const devices = await this.endAllIn(tx, agentId, token)
      if (devices.length > 0) await this.#note(tx, doer, agentId, 'signedOut', { devices })
      return devices.length
    })
    this.tellEnded()
    return ended
  }

  /** Where the agent was signed in. After the transaction: `tellEnded`. */
  async endAllIn(tx: Transaction, agentId: AgentId, keepToken: string | null = null): Promise<readonly string[]> {
    const kept = keepToken === null ? null : this.#passwords.digest(keepToken)
    const ended = (await tx.agents.sessionsOf(agentId)).filter(session => session.tokenHash !== kept)
    for (const session of ended) await tx.agents.deleteSession(session.tokenHash)
    return ended.map(session => session.label)
  }

  /** Whatever stands open for sessions is looked at anew. */
  tellEnded(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  onEnded(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  async #noteFailure(agentId: AgentId | null, wrong: 'password' | 'code'): Promise<void> {
    const tries = this.#failed.count(agentId, this.#clock.now())
    if (tries === 0) return
    await this.#store.transact(tx => this.#note(tx, null, agentId, 'signInFailed', { wrong, tries }))
  }

  async #note(
    tx: Transaction,
    doer: Doer,
    agentId: AgentId | null,
    deed: 'signedIn' | 'signedOut' | 'signInFailed',
    after: NonNullable<Parameters<typeof putOnRecord>[3]['after']>,
  ): Promise<void> {
    // What was typed as an unknown login may be somebody's password: it is not kept.
    const name = agentId === null ? 'unknown login' : ((await tx.agents.get(agentId))?.name ?? agentId)
    const what = { noun: 'session' as const, nounId: agentId ?? '', name, deed, after }
    await putOnRecord(tx, doer, this.#clock.now(), what)
  }
}
