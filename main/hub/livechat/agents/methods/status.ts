// Whether agents take chats, and the program's own connection: away, another token, logout.
import { z } from 'zod'
import type { Scope } from '../../../../domain/access-token.ts'
import { may } from '../../../../domain/permissions.ts'
import type { Agent } from '../../../../storage/store.ts'
import { done, type Methods, method } from '../../method.ts'
import { routingStatusOf } from '../../names.ts'
import { fail, type ProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { mayUse } from '../agent-scopes.ts'
import { identifyAgent } from '../identify.ts'

const setStatus = z.object({
  status: z.enum(['accepting_chats', 'not_accepting_chats', 'offline']),
  agent_id: z.string().nullish(),
})

export const status = (parts: AgentParts): Methods<AgentParty> => {
  const { services, views, lines } = parts
  const { library } = views
  return {
    set_routing_status: method(setStatus, async (party: AgentParty, { status, agent_id }) => {
      const agent = agent_id == null ? await library.agent(party.actor.agentId) : await library.agentByLogin(agent_id)
      if (agent === null || agent.deactivatedAt !== null) return fail('not_found', 'There is no such agent.')
      const no = maySet(party, agent)
      if (no !== null) return no
      if (status === 'offline' && agent.kind !== 'bot')
        return fail('validation', '`status`: only bots can be set offline. Say not_accepting_chats.')
      const whose = { agentId: agent.id, permissions: new Set<never>() }
      await services.presence.set(whose, status === 'accepting_chats' ? 'active' : 'inactive', 'chosen')
      return done
    }),

    set_away_status: method(
      z.object({ away: z.boolean() }),
      async (party: AgentParty, { away }) => {
        party.isAway = away
        await lines.minds(party.actor.agentId)
        return done
      },
      { only: 'rtm', scopes: ['agents--my:rw', 'agents--all:rw', 'agents-bot--my:rw'] },
    ),

    list_routing_statuses: method(
      z.object({ filters: z.object({ group_ids: z.array(z.number().int()).max(200).nullish() }).nullish() }),
      async (party: AgentParty, { filters }) => {
        const asked = filters?.group_ids?.includes(0) ? null : (filters?.group_ids ?? null)
        const members = asked === null ? null : await membersOf(parts, asked)
        const agents = (await library.reads.agents.all()).filter(
          agent => agent.deactivatedAt === null && (members === null || members.has(agent.id)) && mayList(party, agent),
        )
        return {
          payload: agents.map(agent => ({
            agent_id: agent.login,
            status: services.presence.isConnected(agent.id) ? routingStatusOf(agent.presence) : 'offline',
          })),
        }
      },
      { scopes: ['agents--all:ro', 'agents-bot--all:ro'] },
    ),

    update_session: method(
      z.object({ token: z.string().max(4_000) }),
      async (party: AgentParty, { token }) => {
        const credentials = await identifyAgent(services, token)
        if (credentials === null) return fail('authentication', 'This token is not valid.')
        if (credentials.actor.agentId !== party.actor.agentId)
          return fail('authentication', 'This token is another agent’s. Connect anew with it.')
        party.renew(token, credentials)
        lines.watchExpiry(party)
        return done
      },
      { only: 'rtm' },
    ),

    logout: method(
      z.object({}).loose(),
      async (party: AgentParty) => ({ payload: {}, after: () => party.line?.leave() }),
      { only: 'rtm' },
    ),
  }
}

const ownStatus: readonly Scope[] = ['agents--my:rw', 'agents--all:rw', 'agents-bot--my:rw', 'agents-bot--all:rw']

const maySet = ({ actor, credentials }: AgentParty, agent: Agent): ProtocolError | null => {
  const { scopes, clientId } = credentials
  const missing = fail('authorization', 'This access token does not let the program set this status.')
  if (agent.id === actor.agentId) return mayUse(scopes, ownStatus) ? null : missing
  if (agent.kind === 'bot') {
    const isOwn = clientId !== null && agent.clientId === clientId
    if (isOwn && mayUse(scopes, ['agents-bot--my:rw'])) return null
    if (!mayUse(scopes, ['agents-bot--all:rw'])) return missing
  } else if (!mayUse(scopes, ['agents--all:rw'])) return missing
  return may(actor.permissions, 'CanManageAgents')
    ? null
    : fail('missing_access', 'Only those who manage agents set the status of others.')
}

const mayList = ({ credentials }: AgentParty, { kind }: Agent): boolean =>
  mayUse(credentials.scopes, [kind === 'bot' ? 'agents-bot--all:ro' : 'agents--all:ro'])

const membersOf = async ({ views }: AgentParts, groups: readonly number[]) => {
  const { library } = views
  const queues = await Promise.all(groups.map(group => library.queueOf(group)))
  const members = await Promise.all(queues.flatMap(id => (id === null ? [] : [library.reads.queues.memberIds(id)])))
  return new Set(members.flat())
}
