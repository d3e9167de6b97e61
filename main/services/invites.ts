// One-time links: an agent chooses their own password, so that nobody has to type it for them and tell it.

import type { Clock } from '../domain/clock.ts'
import type { AgentId, Ids } from '../domain/ids.ts'
import { inviteLifeMs } from '../domain/invite.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { Agent, Invite, Reads, Store } from '../storage/store.ts'
import type { AccessTokens } from './access-tokens.ts'
import type { Doer, Done } from './actor.ts'
import { putOnRecord } from './audit-trail.ts'
import { mayStandInFor } from './given-rights.ts'
import type { Passwords } from './passwords.ts'
import type { InviteVerbs, SignedIn } from './people-verbs.ts'
import type { AskCode, Sessions } from './sessions.ts'

const noLink =
  'This link is not good any more: it was used, has run out, or was replaced. Ask a supervisor for a new one.'

export class Invites implements InviteVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #passwords: Passwords
  readonly #sessions: Pick<Sessions, 'openIn' | 'endAllIn' | 'tellEnded'>
  readonly #tokens: Pick<AccessTokens, 'revokeAllIn' | 'tellRevoked'>
  readonly #askCode: AskCode

  constructor(
    ports: { store: Store; clock: Clock; ids: Ids; passwords: Passwords },
    sessions: Pick<Sessions, 'openIn' | 'endAllIn' | 'tellEnded'>,
    tokens: Pick<AccessTokens, 'revokeAllIn' | 'tellRevoked'>,
    askCode: AskCode,
  ) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#passwords = ports.passwords
    this.#sessions = sessions
    this.#tokens = tokens
    this.#askCode = askCode
  }

  make(doer: Doer, agentId: AgentId) {
    const token = this.#ids.secret(32)
    const madeAt = this.#clock.now()
    return this.#store.transact(async tx => {
      const agent = await tx.agents.get(agentId)
      if (agent === null) return refuse('notFound', 'There is no such agent.', { field: 'agentId' })
      if (agent.deactivatedAt !== null)
        return refuse('conflict', `${agent.name} is deactivated. Activate them again first.`)
      if (agent.kind === 'bot')
        return refuse('conflict', `${agent.name} is a bot. Make an access token for its program.`, { field: 'agentId' })
      // Whoever has the link could use it.
      const no = await mayStandInFor(tx, doer, agent, 'agentId')
      if (no !== null) return no
      const purpose = agent.passwordHash === null ? ('welcome' as const) : ('reset' as const)
      const expiresAt = madeAt + inviteLifeMs[purpose]
      await tx.waysIn.putInvite({ tokenHash: this.#passwords.digest(token), agentId, purpose, madeAt, expiresAt })
      const after = { link: purpose, expiresAt }
      await putOnRecord(tx, doer, madeAt, { noun: 'agent', nounId: agentId, name: agent.name, deed: 'invited', after })
      await tx.events.append({ type: 'agent.changed', at: madeAt, audience: 'everyone', agentId })
      return { token, purpose, expiresAt }
    })
  }

  withdraw(doer: Doer, agentId: AgentId): Promise<Done | Refusal> {
    const at = this.#clock.now()
    return this.#store.transact(async tx => {
      const invite = await tx.waysIn.inviteOf(agentId)
      const agent = await tx.agents.get(agentId)
      if (invite === null || agent === null) return refuse('notFound', 'There is no link to withdraw.')
      await tx.waysIn.deleteInvite(agentId)
      const [before, after] = [{ link: invite.purpose }, { link: null }]
      const what = {
        noun: 'agent' as const,
        nounId: agentId,
        name: agent.name,
        deed: 'changed' as const,
        before,
        after,
      }
      await putOnRecord(tx, doer, at, what)
      await tx.events.append({ type: 'agent.changed', at, audience: 'everyone', agentId })
      return undefined
    })
  }

  async of(agentId: AgentId) {
    const invite = await this.#store.waysIn.inviteOf(agentId)
    return invite === null || invite.expiresAt <= this.#clock.now() ? null : invite
  }

  async see(token: string) {
    const found = await this.#find(this.#store, token)
    if (isRefusal(found)) return found
    const { agent, invite } = found
    const asked = await this.#askCode(agent.id, undefined)
    return { agent, purpose: invite.purpose, expiresAt: invite.expiresAt, asksCode: asked !== null }
  }

  async accept(
    token: string,
    input: { readonly name: string; readonly password: string; readonly code?: string },
    device: string,
  ): Promise<SignedIn | Refusal> {
    const found = await this.#find(this.#store, token)
    if (isRefusal(found)) return found
    const asked = await this.#askCode(found.agent.id, input.code)
    if (asked !== null) return asked
    const passwordHash = await this.#passwords.hash(input.password)
    const at = this.#clock.now()
    const result = await this.#store.transact(async tx => {
      // Again, for a link is good once: two who press at the same moment must not both come in.
      const still = await this.#find(tx, token)
      if (isRefusal(still)) return still
      const { agent } = still
      await tx.waysIn.deleteInvite(agent.id)
      await tx.agents.update(agent.id, { name: input.name, passwordHash })
      await this.#sessions.endAllIn(tx, agent.id)
      const before = { name: agent.name, password: null }
      const after = { name: input.name, password: 'chosen by a one-time link' }
      const what = {
        noun: 'agent' as const,
        nounId: agent.id,
        name: input.name,
        deed: 'changed' as const,
        before,
        after,
      }
      await putOnRecord(tx, { agentId: agent.id }, at, what)
      await tx.events.append({ type: 'agent.changed', at, audience: 'everyone', agentId: agent.id })
      const revoked = await this.#tokens.revokeAllIn(tx, { agentId: agent.id }, agent.id)
      return { signedIn: await this.#sessions.openIn(tx, agent.id, device), revoked }
    })
    if (isRefusal(result)) return result
    this.#sessions.tellEnded()
    this.#tokens.tellRevoked(result.revoked)
    return result.signedIn
  }

  async #find(reads: Reads, token: string): Promise<{ agent: Agent; invite: Invite } | Refusal> {
    const invite = await reads.waysIn.invite(this.#passwords.digest(token))
    const agent = invite === null ? null : await reads.agents.get(invite.agentId)
    if (invite === null || agent === null || agent.deactivatedAt !== null || invite.expiresAt <= this.#clock.now())
      return refuse('notFound', noLink, { field: 'token' })
    return { agent, invite }
  }
}
