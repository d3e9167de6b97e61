// The storage port of access tokens: what is kept of each is a digest, never the token.
import type { Scope } from '../domain/access-token.ts'
import type { AccessTokenId, AgentId } from '../domain/ids.ts'

export interface AccessToken {
  readonly id: AccessTokenId
  readonly agentId: AgentId
  readonly tokenHash: string
  /** What the agent calls it: "Night bot on the mail server". */
  readonly label: string
  readonly scopes: readonly Scope[]
  /** The program that it is for: whose properties and webhooks are told apart by it. */
  readonly clientId: string
  readonly createdAt: number
  readonly lastUsedAt: number | null
  /** Null: good until it is revoked. */
  readonly expiresAt: number | null
  readonly revokedAt: number | null
}

export interface AccessTokenReads {
  /** Also one that is not good any more. */
  byHash(tokenHash: string): Promise<AccessToken | null>
  get(id: AccessTokenId): Promise<AccessToken | null>
  /** Without those that were revoked; the newest first. */
  ofAgent(id: AgentId): Promise<AccessToken[]>
  /** Whether another agent has a token, not revoked, for this program. */
  isOfOthers(clientId: string, id: AgentId): Promise<boolean>
}

export interface AccessTokenWrites extends AccessTokenReads {
  insert(token: AccessToken): Promise<void>
  touch(id: AccessTokenId, at: number): Promise<void>
  revoke(id: AccessTokenId, at: number): Promise<void>
}
