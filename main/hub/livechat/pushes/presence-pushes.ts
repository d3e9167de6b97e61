// Who takes chats now, as pushes to agents.
import type { StoredEvent } from '../../../domain/event.ts'
import { routingStatusOf } from '../names.ts'
import type { Library } from '../views/library.ts'
import type { Push } from './push.ts'

export const presencePushes = async (library: Library, event: StoredEvent): Promise<readonly Push[]> => {
  const agent = event.agentId === undefined ? null : await library.agent(event.agentId)
  if (agent === null || event.facts?.connected !== undefined) return []
  return [
    {
      to: { side: 'agents', audience: 'everyone' },
      action: 'routing_status_set',
      payload: { agent_id: agent.login, status: routingStatusOf(agent.presence) },
    },
  ]
}
