// What the services can be asked about access tokens: how programs act as an agent.
import type { Scope } from '../domain/access-token.ts'
import type { Credentials } from '../domain/authorization.ts'
import type { AccessTokenId, AgentId } from '../domain/ids.ts'
import type { Refusal } from '../domain/refusal.ts'
import type { AccessToken } from '../storage/access-token-store.ts'
import type { Actor, Doer, Done } from './actor.ts'

/** Without what is kept of the token itself. */
export type AccessTokenCard = Omit<AccessToken, 'tokenHash' | 'revokedAt'>

export interface AccessTokenInput {
  readonly label: string
  readonly scopes: readonly Scope[]
  /** Null: good until it is revoked. */
  readonly expiresAt: number | null
  /** Which program it is for; missing: the bot's own, or one that has no other token. Of another's only by who manages agents. */
  readonly clientId?: string
}

/** Who calls with a token, and what the token lets them do of what they may do. */
export interface TokenBearer {
  readonly actor: Actor
  readonly scopes: readonly Scope[]
  readonly tokenId: AccessTokenId
  readonly clientId: string
  /** Null: good until it is revoked. */
  readonly expiresAt: number | null
}

export interface AccessTokenVerbs {
  /** Those that were not revoked, also ones that ran out; the newest first. */
  list(agentId: AgentId): Promise<readonly AccessTokenCard[]>
  /** The token is told this once. */
  create(
    doer: Doer,
    agentId: AgentId,
    input: AccessTokenInput,
  ): Promise<{ readonly token: string; readonly card: AccessTokenCard } | Refusal>
  /** Refused when it is not a token of this agent. */
  revoke(doer: Doer, agentId: AgentId, id: AccessTokenId): Promise<Done | Refusal>
  /** Null: there is no such token, it ran out or was revoked, its agent is deactivated, or it is not of that account. */
  bearerOf(credentials: Credentials): Promise<TokenBearer | null>
  /** Calls back when tokens are no good any more because somebody revoked them or deactivated their agent. Returns how to stop. */
  onRevoked(listener: (ids: readonly AccessTokenId[]) => void): () => void
}
