// Who is signed in: tokens that are stored only as a digest, and what their agent may do at this moment.
import { type Clock, DAY, MINUTE } from '../domain/clock.ts'
import type { AgentId, Ids } from '../domain/ids.ts'
import { type Refusal, refuse } from '../domain/refusal.ts'
import type { Store } from '../storage/store.ts'
import type { Passwords } from './passwords.ts'
import type { Actor, Done, SessionVerbs } from './verbs.ts'

export const sessionLifeMs = 30 * DAY
/** A session's last use is written at most so often. */
const touchEveryMs = 10 * MINUTE

export class Sessions implements SessionVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #passwords: Passwords

  constructor(ports: { store: Store; clock: Clock; ids: Ids; passwords: Passwords }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#passwords = ports.passwords
  }

  async signIn(login: string, password: string, label: string) {
    const agent = await this.#store.agents.byLogin(login.trim())
    const right = await this.#passwords.verify(password, agent?.passwordHash ?? null)
    if (agent === null || !right || agent.deactivatedAt !== null)
      return refuse('notSignedIn', 'Login or password is wrong. Check both and try again.')
    return { agentId: agent.id, ...(await this.admit(agent.id, label)) }
  }

  async admit(agentId: AgentId, label: string) {
    const token = this.#ids.secret(32)
    const now = this.#clock.now()
    const expiresAt = now + sessionLifeMs
    const tokenHash = this.#passwords.digest(token)
    await this.#store.transact(tx =>
      tx.agents.insertSession({ tokenHash, agentId, createdAt: now, lastUsedAt: now, expiresAt, label }),
    )
    return { token, expiresAt }
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

  signOut(token: string): Promise<void> {
    return this.#store.transact(tx => tx.agents.deleteSession(this.#passwords.digest(token)))
  }

  async changePassword(actor: Actor, current: string, next: string): Promise<Done | Refusal> {
    const agent = await this.#store.agents.get(actor.agentId)
    if (agent === null || !(await this.#passwords.verify(current, agent.passwordHash)))
      return refuse('invalid', 'current: is not your present password.', { field: 'current' })
    const passwordHash = await this.#passwords.hash(next)
    await this.#store.transact(tx => tx.agents.update(actor.agentId, { passwordHash }))
    return undefined
  }
}
