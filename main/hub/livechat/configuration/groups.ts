// Groups over the Configuration API: our queues. Source: "Configuration API, Groups", 3.6. Group 0 stands for everybody.
import { z } from 'zod'
import type { AgentId, QueueId } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { QueueCard } from '../../../services/verbs.ts'
import { done, type Methods } from '../method.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { type ConfigurationParts, type Configurator, configured } from './configurator.ts'
import { priorities } from './memberships.ts'

const name = z.string().trim().min(1).max(180)
const agentPriorities = z.record(z.string().max(100), z.enum(priorities))
const read = { scopes: ['groups--all:ro', 'groups--my:ro'] } as const
const write = { scopes: ['groups--all:rw'], right: 'CanManageChats' } as const
/** Queues have no language of their own. */
const language = 'en'

export const groups = (parts: ConfigurationParts): Methods<Configurator> => {
  const { services, library } = parts

  const cards = async (): Promise<readonly QueueCard[]> =>
    (await services.queues.list()).filter(({ queue }) => queue.archivedAt === null)
  const card = async (id: number): Promise<QueueCard | ProtocolError> => {
    const queueId: QueueId | null = await library.queueOf(id)
    return (
      (await cards()).find(({ queue }) => queue.id === queueId) ?? fail('group_not_found', `There is no group ${id}.`)
    )
  }
  const agentsNamed = async (
    wanted: z.output<typeof agentPriorities> | undefined,
  ): Promise<AgentId[] | undefined | ProtocolError> => {
    if (wanted === undefined) return undefined
    const ids: AgentId[] = []
    for (const [login, priority] of Object.entries(wanted)) {
      const agent = await library.agentByLogin(login)
      if (agent === null) return fail('validation', `\`agent_priorities\`: there is no agent ${login}.`)
      if (priority !== 'supervisor') ids.push(agent.id)
    }
    return ids
  }
  const everybody = async () => {
    const agents = (await services.agents.list()).filter(({ agent }) => agent.deactivatedAt === null)
    const here = agents.filter(({ connected }) => connected)
    const takes = here.some(({ agent }) => agent.presence.status === 'active')
    return {
      id: 0,
      name: 'General',
      language_code: language,
      routing_status: takes ? 'accepting_chats' : here.length > 0 ? 'not_accepting_chats' : 'offline',
      members: agents.map(({ agent }) => agent.login),
    }
  }
  const groupView = async ({ queue }: QueueCard) => {
    const memberIds = await library.reads.queues.memberIds(queue.id)
    const members = (await services.agents.list()).filter(({ agent }) => memberIds.includes(agent.id))
    const here = members.filter(({ connected }) => connected)
    const takes = here.some(({ agent }) => agent.presence.status === 'active')
    return {
      id: await library.groupOf(queue.id),
      name: queue.name,
      language_code: language,
      routing_status: takes ? 'accepting_chats' : here.length > 0 ? 'not_accepting_chats' : 'offline',
      members: members.map(({ agent }) => agent.login),
    }
  }
  const withPriorities = ({ members, ...group }: Awaited<ReturnType<typeof groupView>>) => ({
    ...group,
    agent_priorities: Object.fromEntries(members.map(login => [login, 'normal'])),
  })

  return {
    list_groups: configured(z.object({}), read, async () => {
      const all = [await everybody(), ...(await Promise.all((await cards()).map(groupView)))]
      return { payload: all.map(({ members: _, ...group }) => group) }
    }),

    get_group: configured(z.object({ id: z.number().int() }), read, async (_caller, { id }) => {
      if (id === 0) return { payload: withPriorities(await everybody()) }
      const found = await card(id)
      return isProtocolError(found) ? found : { payload: withPriorities(await groupView(found)) }
    }),

    create_group: configured(
      z.object({ name, agent_priorities: agentPriorities.default({}) }),
      write,
      async (caller, wanted) => {
        const agentIds = await agentsNamed(wanted.agent_priorities)
        if (isProtocolError(agentIds)) return agentIds
        const made = await services.queues.create(caller.actor, {
          name: wanted.name,
          // As LiveChat's router assigns chats.
          routingRule: 'toAvailableAgent',
          completionTimeoutMinutes: null,
          acceptTimeoutMinutes: null,
          workingHours: null,
          agentIds: agentIds ?? [],
          roleIds: [],
        })
        return isRefusal(made) ? failOf(made) : { payload: { id: await library.groupOf(made.queue.id) } }
      },
    ),

    update_group: configured(
      z.object({ id: z.number().int(), name: name.optional(), agent_priorities: agentPriorities.optional() }),
      write,
      async (caller, wanted) => {
        const found = await card(wanted.id)
        if (isProtocolError(found)) return found
        const agentIds = await agentsNamed(wanted.agent_priorities)
        if (isProtocolError(agentIds)) return agentIds
        const change = {
          ...(wanted.name === undefined ? {} : { name: wanted.name }),
          ...(agentIds === undefined ? {} : { agentIds }),
        }
        const changed = await services.queues.update(caller.actor, found.queue.id, change)
        return isRefusal(changed) ? failOf(changed) : done
      },
    ),

    delete_group: configured(z.object({ id: z.number().int() }), write, async (caller, { id }) => {
      const found = await card(id)
      if (isProtocolError(found)) return found
      const gone = await services.queues.update(caller.actor, found.queue.id, { archived: true })
      return isRefusal(gone) ? failOf(gone) : done
    }),
  }
}
