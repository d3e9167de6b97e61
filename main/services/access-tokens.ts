// Access tokens: made for a program that acts as an agent, told once, kept as a digest, looked at anew for each call.
import { longestTokenLifeMs, mostTokens } from '../domain/access-token.ts'
import type { Credentials } from '../domain/authorization.ts'
import { type Clock, MINUTE } from '../domain/clock.ts'
import { type AccessTokenId, type AgentId, asId, type Ids } from '../domain/ids.ts'
import { loginKey } from '../domain/login-key.ts'
import { may } from '../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { AccessToken } from '../storage/access-token-store.ts'
import type { Agent, Reads, Store, Transaction } from '../storage/store.ts'
import type { AccessTokenCard, AccessTokenInput, AccessTokenVerbs, TokenBearer } from './access-token-verbs.ts'
import type { Doer, Done } from './actor.ts'
import { putOnRecord } from './audit-trail.ts'
import { mayStandInFor } from './given-rights.ts'
import type { Passwords } from './passwords.ts'

/** A token's last use is written at most so often. */
const touchEveryMs = 10 * MINUTE

export class AccessTokens implements AccessTokenVerbs {
  readonly #store: Store
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #passwords: Pick<Passwords, 'digest'>
  readonly #listeners = new Set<(ids: readonly AccessTokenId[]) => void>()

  constructor(ports: { store: Store; clock: Clock; ids: Ids; passwords: Pick<Passwords, 'digest'> }) {
    this.#store = ports.store
    this.#clock = ports.clock
    this.#ids = ports.ids
    this.#passwords = ports.passwords
  }

  async list(agentId: AgentId): Promise<readonly AccessTokenCard[]> {
    return (await this.#store.accessTokens.ofAgent(agentId)).map(cardOf)
  }

  async create(doer: Doer, agentId: AgentId, input: AccessTokenInput) {
    const token = `pat_${this.#ids.secret(32)}`
    const made = await this.#store.transact(tx => this.createIn(tx, doer, agentId, input, token))
    return isRefusal(made) ? made : { token, card: made }
  }

  /** Inside the transaction of what led to it. `token`: what the program is to say. */
  async createIn(
    tx: Transaction,
    doer: Doer,
    agentId: AgentId,
    input: AccessTokenInput,
    token: string,
  ): Promise<AccessTokenCard | Refusal> {
    const now = this.#clock.now()
    const agent = await tx.agents.get(agentId)
    if (agent === null) return refuse('notFound', 'There is no such agent.', { field: 'agentId' })
    const no =
      checkLife(input.expiresAt, now) ??
      (await mayStandInFor(tx, doer, agent, 'agentId')) ??
      (await mayJoin(tx, doer, agent, input.clientId)) ??
      (await this.#makeRoom(tx, agentId, now))
    if (no !== null) return no
    const accessToken: AccessToken = {
      id: asId(this.#ids.next()),
      agentId,
      tokenHash: this.#passwords.digest(token),
      label: input.label,
      scopes: [...new Set(input.scopes)],
      clientId: input.clientId ?? agent.clientId ?? this.#ids.next(),
      createdAt: now,
      lastUsedAt: null,
      expiresAt: input.expiresAt,
      revokedAt: null,
    }
    await tx.accessTokens.insert(accessToken)
    const { scopes, clientId, expiresAt } = accessToken
    const after = { agent: agent.name, scopes, clientId, expiresAt }
    await putOnRecord(tx, doer, now, { ...nounOf(accessToken), deed: 'created', after })
    return cardOf(accessToken)
  }

  async revoke(doer: Doer, agentId: AgentId, id: AccessTokenId): Promise<Done | Refusal> {
    const no = await this.#store.transact(async tx => {
      const known = await tx.accessTokens.get(id)
      if (known === null || known.agentId !== agentId || known.revokedAt !== null)
        return refuse('notFound', 'That token was revoked already.', { field: 'tokenId' })
      const now = this.#clock.now()
      await tx.accessTokens.revoke(id, now)
      const agent = (await tx.agents.get(agentId))?.name ?? agentId
      await putOnRecord(tx, doer, now, { ...nounOf(known), deed: 'revoked', before: { agent, scopes: known.scopes } })
      return null
    })
    if (no !== null) return no
    this.tellRevoked([id])
    return undefined
  }

  async bearerOf({ token, account }: Credentials): Promise<TokenBearer | null> {
    const now = this.#clock.now()
    const known = await this.#store.accessTokens.byHash(this.#passwords.digest(token))
    if (known === null || known.revokedAt !== null) return null
    if (known.expiresAt !== null && known.expiresAt <= now) return null
    const { id: tokenId, agentId, scopes, clientId, expiresAt } = known
    const agent = await this.#store.agents.get(agentId)
    if (agent === null || agent.deactivatedAt !== null) return null
    if (account !== null && account !== agentId && loginKey(account) !== loginKey(agent.login)) return null
    if (known.lastUsedAt === null || now - known.lastUsedAt > touchEveryMs)
      await this.#store.transact(tx => tx.accessTokens.touch(tokenId, now))
    const actor = { agentId, permissions: await this.#store.agents.permissionsOf(agentId) }
    return { actor, scopes, tokenId, clientId, expiresAt }
  }

  onRevoked(listener: (ids: readonly AccessTokenId[]) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /**
   * Every token of the agent, inside the transaction that gave them another password: who knew the old one may have made tokens.
   * After it: `tellRevoked`.
   */
  async revokeAllIn(tx: Transaction, doer: Doer, agentId: AgentId): Promise<readonly AccessTokenId[]> {
    const now = this.#clock.now()
    const tokens = await tx.accessTokens.ofAgent(agentId)
    const name = (await tx.agents.get(agentId))?.name ?? agentId
    for (const token of tokens) {
      await tx.accessTokens.revoke(token.id, now)
      const before = { agent: name, scopes: token.scopes }
      await putOnRecord(tx, doer, now, { ...nounOf(token), deed: 'revoked', before })
    }
    return tokens.map(({ id }) => id)
  }

  tellRevoked(ids: readonly AccessTokenId[]): void {
    if (ids.length > 0) for (const listener of [...this.#listeners]) listener(ids)
  }

  /** The agent works here no more: after the transaction that said so. */
  async tellGone(agentId: AgentId): Promise<void> {
    this.tellRevoked((await this.#store.accessTokens.ofAgent(agentId)).map(({ id }) => id))
  }

  /** Those that ran out give way to new ones. */
  async #makeRoom(tx: Transaction, agentId: AgentId, now: number): Promise<Refusal | null> {
    const tokens = await tx.accessTokens.ofAgent(agentId)
    const living = tokens.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)
    if (living.length >= mostTokens)
      return refuse('tooMany', `There are ${mostTokens} access tokens already. Revoke one that is not used any more.`)
    if (tokens.length < mostTokens) return null
    for (const { id } of tokens.filter(token => !living.includes(token))) await tx.accessTokens.revoke(id, now)
    return null
  }
}

const cardOf = ({ tokenHash: _hash, revokedAt: _revoked, ...card }: AccessToken): AccessTokenCard => card

const nounOf = ({ id, label }: AccessToken) => ({ noun: 'accessToken' as const, nounId: id, name: label })

/** A program's tokens reach its bots, its properties and its webhooks: nobody makes themselves part of another's by its name. */
const mayJoin = async (
  reads: Reads,
  doer: Doer,
  agent: Agent,
  clientId: string | undefined,
): Promise<Refusal | null> => {
  if (clientId === undefined || clientId === agent.clientId || doer === null) return null
  const hasBots = (await reads.agents.all()).some(one => one.clientId === clientId)
  if (!hasBots && !(await reads.accessTokens.isOfOthers(clientId, agent.id))) return null
  if (may(await reads.agents.permissionsOf(doer.agentId), 'CanManageAgents')) return null
  const what = 'this program is somebody else’s. Choose another client ID, or ask somebody who manages agents.'
  return refuse('notAllowed', `clientId: ${what}`, { field: 'clientId' })
}

const checkLife = (expiresAt: number | null, now: number): Refusal | null => {
  if (expiresAt === null) return null
  const field = 'expiresAt'
  if (expiresAt <= now) return refuse('invalid', 'expiresAt: this is past already. Choose a later day.', { field })
  return expiresAt - now > longestTokenLifeMs
    ? refuse('invalid', 'expiresAt: this is more than ten years ahead. Choose an earlier day, or none.', { field })
    : null
}
