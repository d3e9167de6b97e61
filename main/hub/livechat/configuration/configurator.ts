// A program that calls the Configuration API: who it works for, what its token lets it do, and what its methods check first.
import type { z } from 'zod'
import { allows, type Scope } from '../../../domain/access-token.ts'
import { type AgentId, asId } from '../../../domain/ids.ts'
import { may, type Permission } from '../../../domain/permissions.ts'
import type { Actor, Services } from '../../../services/verbs.ts'
import { identifyAgent } from '../agents/identify.ts'
import { type Answer, type Method, method } from '../method.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'
import type { Library } from '../views/library.ts'

export interface ConfigurationParts {
  readonly services: Services
  readonly library: Library
}

export interface Configurator {
  readonly actor: Actor
  /** Null: all, as of those who signed in themselves. */
  readonly scopes: readonly Scope[] | null
  /** Which program it is; null: one that signed in. */
  readonly clientId: string | null
}

const nobody: Configurator = {
  actor: { agentId: asId<AgentId>(''), permissions: new Set() },
  scopes: [],
  clientId: null,
}

/** `isOpen`: the method answers anybody. */
export const admitConfigurator = async (
  services: Pick<Services, 'accessTokens' | 'sessions'>,
  said: string,
  isOpen: boolean,
): Promise<Configurator | ProtocolError> => {
  const known = await identifyAgent(services, said)
  if (known !== null) return known
  return isOpen ? nobody : fail('authentication', 'This token is not valid. Make one in My account, Access tokens.')
}

interface Needs {
  /** One of them; empty: none. */
  readonly scopes: readonly Scope[]
  /** What its agent must hold besides. */
  readonly right?: Permission
  readonly overGet?: true
}

/** A method that is answered only to those who may call it, whose payload is checked after that. */
export const configured = <Schema extends z.ZodType>(
  schema: Schema,
  { scopes, right, overGet }: Needs,
  run: (caller: Configurator, payload: z.output<Schema>) => Promise<Answer | ProtocolError>,
): Method<Configurator> => {
  const checked = method<Configurator, Schema>(schema, run, { only: 'web', scopes, ...(overGet ? { overGet } : {}) })
  return {
    ...checked,
    async run(caller, payload) {
      if (scopes.length > 0 && caller.scopes !== null && !allows(caller.scopes, ...scopes))
        return fail('authorization', `The token needs the scope ${scopes.join(' or ')}.`)
      if (right !== undefined && !may(caller.actor.permissions, right))
        return fail('authorization', `Your agent needs the right ${right} for this. Ask a supervisor.`)
      return checked.run(caller, payload)
    },
  }
}

/**
 * Whose webhooks, bots or properties it is about: what the request names, else the token's own program. Of another program only
 * with one of the scopes `ofOthers`.
 */
export const ownerOf = (
  { clientId, scopes }: Configurator,
  named: string | undefined,
  ofOthers: readonly Scope[],
): string | ProtocolError => {
  const owner = named ?? clientId
  if (owner === null || owner === '')
    return fail('validation', '`owner_client_id`: say whose it is; whoever signed in has no client id.')
  return owner === clientId || scopes === null || allows(scopes, ...ofOthers)
    ? owner
    : fail(
        'authorization',
        `\`owner_client_id\`: of another program the token needs the scope ${ofOthers.join(' or ')}.`,
      )
}
