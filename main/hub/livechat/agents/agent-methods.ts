// The methods of the Agent Chat API, each behind the scopes that its program's token needs. Source: facts/livechat.md 2.1.
import type { Scope } from '../../../domain/access-token.ts'
import type { Method, Methods } from '../method.ts'
import { fail, isProtocolError } from '../protocol-error.ts'
import type { AgentParts } from './agent-parts.ts'
import type { AgentParty } from './agent-party.ts'
import { mayUse } from './agent-scopes.ts'
import { customerFollowing } from './methods/customer-following.ts'
import { customerList } from './methods/customer-list.ts'
import { customers } from './methods/customers.ts'
import { following } from './methods/following.ts'
import { listing } from './methods/listing.ts'
import { moving } from './methods/moving.ts'
import { keeping } from './methods/properties.ts'
import { sending } from './methods/sending.ts'
import { starting } from './methods/starting.ts'
import { status } from './methods/status.ts'
import { telling } from './methods/telling.ts'

export const agentMethods = (parts: AgentParts): Methods<AgentParty> =>
  guarded(parts, {
    ...listing(parts),
    ...starting(parts),
    ...sending(parts),
    ...moving(parts),
    ...following(parts),
    ...keeping(parts),
    ...customers(parts),
    ...customerFollowing(parts),
    ...customerList(parts),
    ...status(parts),
    ...telling(parts),
  })

const guarded = (parts: AgentParts, methods: Methods<AgentParty>): Methods<AgentParty> =>
  Object.fromEntries(Object.entries(methods).map(([name, method]) => [name, guardedOne(parts, method)]))

const guardedOne = ({ calls }: AgentParts, method: Method<AgentParty>): Method<AgentParty> => ({
  ...method,
  async run(party, payload) {
    const { scopes } = method
    const tooMany = calls.take(party.actor.agentId)
    if (tooMany !== null) return tooMany
    if (scopes !== undefined && !mayUse(party.credentials.scopes, scopes))
      return fail('authorization', `This access token needs the scope ${anyOf(scopes)} for that.`)
    const answer = await method.run(party, payload)
    return isProtocolError(answer) ? answer : { ...answer, payload: party.shown(answer.payload) }
  },
})

const anyOf = (scopes: readonly Scope[]): string => scopes.join(' or ')
