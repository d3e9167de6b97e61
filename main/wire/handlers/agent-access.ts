// How agents come in, for those who manage them: one-time links, sessions, second factors.
import { type AgentId, asId, type QueueId, type RoleId, type SessionId } from '../../domain/ids.ts'
import { refuse } from '../../domain/refusal.ts'
import type { AdmittedCall } from '../call.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { agentView } from '../views/agent.ts'

const done = { ok: true } as const

export const access = {
  invite: door.agents.invite.handler(async ({ input, context }) => {
    const { services, actor } = context
    const card = granted(
      await services.agents.create(actor, {
        ...input,
        password: null,
        roleIds: input.roleIds.map(id => asId<RoleId>(id)),
        queueIds: input.queueIds.map(id => asId<QueueId>(id)),
      }),
    )
    return { agent: agentView(card), link: granted(await services.invites.make(actor, card.agent.id)) }
  }),

  access: door.agents.access.handler(async ({ input, context }) => {
    const { services, token } = context
    const { agent } = await agentIn(context, input.agentId)
    const [invite, secondFactor, sessions] = await Promise.all([
      services.invites.of(agent.id),
      services.secondFactors.stateOf(agent.id),
      services.sessions.list(agent.id, token),
    ])
    return {
      hasPassword: agent.passwordHash !== null,
      invite: invite === null ? null : { purpose: invite.purpose, expiresAt: invite.expiresAt },
      secondFactor,
      sessions: [...sessions],
    }
  }),

  makeLink: door.agents.makeLink.handler(async ({ input, context }) =>
    granted(await context.services.invites.make(context.actor, asId<AgentId>(input.agentId))),
  ),

  withdrawLink: door.agents.withdrawLink.handler(async ({ input, context }) => {
    granted(await context.services.invites.withdraw(context.actor, asId<AgentId>(input.agentId)))
    return done
  }),

  endSession: door.agents.endSession.handler(async ({ input, context }) => {
    const { services, actor } = context
    const { agent } = await agentIn(context, input.agentId)
    granted(await services.sessions.end(actor, agent.id, asId<SessionId>(input.sessionId)))
    return done
  }),

  endSessions: door.agents.endSessions.handler(async ({ input, context }) => {
    const { services, actor, token } = context
    const { agent } = await agentIn(context, input.agentId)
    return { ended: await services.sessions.endOthers(actor, agent.id, token) }
  }),

  resetSecondFactor: door.agents.resetSecondFactor.handler(async ({ input, context }) => {
    granted(await context.services.secondFactors.reset(context.actor, asId<AgentId>(input.agentId)))
    return done
  }),
}

const agentIn = async ({ services }: AdmittedCall, id: string) =>
  granted((await services.agents.get(asId<AgentId>(id))) ?? refuse('notFound', 'There is no such agent.'))
