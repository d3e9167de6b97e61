// Presence, agents and roles over the door.
import { type AgentId, asId, type QueueId, type RoleId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { agentView, presenceView, roleView } from '../views/agent.ts'
import { accessTokensOfAgents } from './access-tokens.ts'
import { access } from './agent-access.ts'

export const presence = {
  set: door.presence.set.handler(async ({ input, context }) => {
    const { services, actor } = context
    const now = await services.presence.set(actor, input.status, input.reason)
    return presenceView(now, services.presence.isConnected(actor.agentId))
  }),
}

export const agents = {
  list: door.agents.list.handler(async ({ context }) => ({
    agents: (await context.services.agents.list()).map(agentView),
  })),

  roles: door.agents.roles.handler(async ({ context }) => ({
    roles: (await context.services.roles.list()).map(roleView),
  })),

  create: door.agents.create.handler(async ({ input, context }) => {
    const agent = await context.services.agents.create(context.actor, {
      ...input,
      roleIds: input.roleIds.map(id => asId<RoleId>(id)),
      queueIds: input.queueIds.map(id => asId<QueueId>(id)),
    })
    return agentView(granted(agent))
  }),

  update: door.agents.update.handler(async ({ input, context }) => {
    const { agentId, roleIds, ...change } = input
    const agent = await context.services.agents.update(
      context.actor,
      asId<AgentId>(agentId),
      present({ ...change, roleIds: roleIds?.map(id => asId<RoleId>(id)) }),
      context.token,
    )
    return agentView(granted(agent))
  }),

  ...access,
  ...accessTokensOfAgents,
}
