// Agents over the Configuration API. Source: "Configuration API, Agents", 3.6. Their id is their login.
import { z } from 'zod'
import { isRefusal } from '../../../domain/refusal.ts'
import type { AgentCard } from '../../../services/verbs.ts'
import { done, type Methods } from '../method.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { type ConfigurationParts, type Configurator, configured } from './configurator.ts'
import { asWanted, groupsOf, groupsWanted, queuesNamed, setGroups } from './memberships.ts'

const id = z.string().trim().min(1).max(100).regex(/^\S+$/, 'must not contain spaces')
const fields = {
  name: z.string().trim().min(1).max(200).optional(),
  max_chats_count: z.number().int().min(0).max(99).optional(),
  groups: groupsWanted,
}
const read = ['agents--all:ro'] as const
const write = { scopes: ['agents--all:rw'], right: 'CanManageAgents' } as const

export const agents = (parts: ConfigurationParts): Methods<Configurator> => {
  const { services } = parts

  const person = async (login: string): Promise<AgentCard | ProtocolError> => {
    const agent = await parts.library.agentByLogin(login)
    const card = agent === null || agent.kind !== 'person' ? null : await services.agents.get(agent.id)
    return card ?? fail('not_found', `There is no agent ${login}.`)
  }
  const turn = (deactivated: boolean) =>
    configured(z.object({ id }), write, async (caller, named) => {
      const card = await person(named.id)
      if (isProtocolError(card)) return card
      const changed = await services.agents.update(caller.actor, card.agent.id, { deactivated })
      return isRefusal(changed) ? failOf(changed) : done
    })

  return {
    list_agents: configured(
      z.object({
        filters: z.object({ group_ids: z.array(z.number().int()).nullish() }).nullish(),
      }),
      { scopes: read },
      async (_caller, { filters }) => {
        const wanted = filters?.group_ids ?? []
        const views = []
        for (const card of await services.agents.list()) {
          if (card.agent.kind !== 'person') continue
          const view = await agentView(parts, card)
          if (wanted.length === 0 || wanted.includes(0) || view.groups.some(group => wanted.includes(group.id)))
            views.push(view)
        }
        return { payload: views }
      },
    ),

    get_agent: configured(z.object({ id }), { scopes: [...read, 'agents--my:ro'] }, async (_caller, named) => {
      const card = await person(named.id)
      return isProtocolError(card) ? card : { payload: await agentView(parts, card) }
    }),

    create_agent: configured(z.object({ id, ...fields }), write, async (caller, wanted) => {
      const queues = await queuesNamed(parts, wanted.groups)
      if (isProtocolError(queues)) return queues
      const made = await services.agents.create(caller.actor, {
        login: wanted.id,
        name: wanted.name ?? wanted.id,
        password: null,
        roleIds: [],
        queueIds: queues ?? [],
        chatLimit: wanted.max_chats_count ?? null,
      })
      if (isRefusal(made)) return failOf(made, made.field === 'login' ? 'already_exists' : undefined)
      return { payload: { id: made.agent.login } }
    }),

    update_agent: configured(z.object({ id, ...fields }), write, async (caller, wanted) => {
      const card = await person(wanted.id)
      if (isProtocolError(card)) return card
      const queues = await queuesNamed(parts, wanted.groups)
      if (isProtocolError(queues)) return queues
      const changed = await services.agents.update(caller.actor, card.agent.id, asWanted(wanted))
      if (isRefusal(changed)) return failOf(changed)
      return queues === null ? done : setGroups(parts, caller.actor, card.agent.id, queues)
    }),

    suspend_agent: turn(true),
    unsuspend_agent: turn(false),
  }
}

const agentView = async (parts: ConfigurationParts, { agent, limit }: AgentCard) => {
  const permissions = await parts.library.reads.agents.permissionsOf(agent.id)
  return {
    id: agent.login,
    account_id: agent.id,
    name: agent.name,
    role: permissions.has('CanManageAgents') ? 'administrator' : 'normal',
    avatar: '',
    job_title: '',
    /** 99 is the protocol's most. */
    max_chats_count: limit === 0 ? 99 : limit,
    groups: await groupsOf(parts, agent.id),
    suspended: agent.deactivatedAt !== null,
    awaiting_approval: false,
  }
}
