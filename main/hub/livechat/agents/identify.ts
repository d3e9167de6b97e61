// Who calls as an agent: a program with an access token, or one that signed in as its agent does.
import type { Scope } from '../../../domain/access-token.ts'
import { credentialsIn } from '../../../domain/authorization.ts'
import type { Actor, Services } from '../../../services/verbs.ts'

export interface AgentCredentials {
  readonly actor: Actor
  /** Null: all. */
  readonly scopes: readonly Scope[] | null
  /** Which program it is; null: one that signed in. */
  readonly clientId: string | null
  /** Null: good until somebody ends it. */
  readonly expiresAt: number | null
}

/** Null: nobody's, or not any more. `said`: "Bearer <token>" or "Basic <account and token>". */
export const identifyAgent = async (
  services: Pick<Services, 'accessTokens' | 'sessions'>,
  said: string,
): Promise<AgentCredentials | null> => {
  const credentials = credentialsIn(said)
  if (credentials === null) return null
  const bearer = await services.accessTokens.bearerOf(credentials)
  if (bearer !== null) return bearer
  const actor = credentials.account === null ? await services.sessions.actorOf(credentials.token) : null
  return actor === null ? null : { actor, scopes: null, clientId: null, expiresAt: null }
}
