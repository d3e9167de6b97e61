// Agents, bots and queues that were added, changed or taken away, as pushes to agents' programs: a new one whole, of others what may
// have changed. Source: "Configuration" of the Agent Chat API's pushes, 3.6.
import type { StoredEvent } from '../../../domain/event.ts'
import { type AgentId, asId, type QueueId } from '../../../domain/ids.ts'
import type { Library } from '../views/library.ts'
import type { Push } from './push.ts'

/** Events without `facts.deed` are of what programs do not see, such as a one-time link. */
export const setUpPushes = async (library: Library, event: StoredEvent): Promise<readonly Push[]> => {
  const deed = event.facts?.deed
  if (typeof deed !== 'string') return []
  const told =
    event.type === 'queue.changed' ? await groupNews(library, event, deed) : await agentNews(library, event, deed)
  return told === null ? [] : [{ to: { side: 'agents', audience: 'everyone' }, ...told }]
}

type News = Pick<Push, 'action' | 'payload'> | null

const agentNews = async (library: Library, { agentId }: StoredEvent, deed: string): Promise<News> => {
  const agent = agentId === undefined ? null : await library.reads.agents.get(agentId)
  if (agent === null) return null
  const id = agent.login
  const groups = (await groupsOf(library, agent.id)).map(group => ({ id: group, priority: 'normal' }))
  if (agent.kind === 'bot') {
    if (deed === 'deactivated') return { action: 'bot_deleted', payload: { id } }
    const bot = { id, name: agent.name, default_group_priority: 'normal', groups, owner_client_id: agent.clientId }
    return { action: deed === 'changed' ? 'bot_updated' : 'bot_created', payload: bot }
  }
  if (deed === 'deactivated') return { action: 'agent_suspended', payload: { id } }
  if (deed === 'reactivated') return { action: 'agent_unsuspended', payload: { id } }
  const managers = (await library.reads.agents.permissionsOf(agent.id)).has('CanManageAgents')
  const role = managers ? 'administrator' : 'normal'
  const payload = { id, name: agent.name, role, awaiting_approval: false, groups }
  return { action: deed === 'created' ? 'agent_created' : 'agent_updated', payload }
}

const groupNews = async (library: Library, { facts }: StoredEvent, deed: string): Promise<News> => {
  const queueId = typeof facts?.queueId === 'string' ? asId<QueueId>(facts.queueId) : null
  const queue = queueId === null ? null : await library.reads.queues.get(queueId)
  if (queue === null) return null
  const id = await library.groupOf(queue.id)
  if (deed === 'archived') return { action: 'group_deleted', payload: { id } }
  const members = await Promise.all((await library.reads.queues.memberIds(queue.id)).map(one => library.agent(one)))
  const agent_priorities = Object.fromEntries(
    members.flatMap(agent => (agent === null ? [] : [[agent.login, 'normal']])),
  )
  const action = deed === 'changed' ? 'group_updated' : 'group_created'
  return { action, payload: { id, name: queue.name, language_code: 'en', agent_priorities } }
}

const groupsOf = async (library: Library, id: AgentId): Promise<number[]> =>
  Promise.all((await library.reads.queues.ofAgent(id)).map(queueId => library.groupOf(queueId)))
