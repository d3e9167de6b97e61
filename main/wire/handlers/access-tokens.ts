// Access tokens over the door: one's own, and those of agents for who manages them.
import { scopePresets } from '../../domain/access-token.ts'
import { type AccessTokenId, type AgentId, asId, type QueueId, type RoleId } from '../../domain/ids.ts'
import { refuse } from '../../domain/refusal.ts'
import { door } from '../door.ts'
import { errorOf, granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { accessTokenView, agentView } from '../views/agent.ts'

const done = { ok: true } as const

export const ownAccessTokens = {
  accessTokens: door.session.accessTokens.handler(async ({ context: { services, actor } }) => ({
    accessTokens: (await services.accessTokens.list(actor.agentId)).map(accessTokenView),
  })),

  createAccessToken: door.session.createAccessToken.handler(async ({ input, context: { services, actor } }) => {
    const { token, card } = granted(await services.accessTokens.create(actor, actor.agentId, present(input)))
    return { token, accessToken: accessTokenView(card) }
  }),

  revokeAccessToken: door.session.revokeAccessToken.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.accessTokens.revoke(actor, actor.agentId, asId<AccessTokenId>(input.tokenId)))
    return done
  }),
}

export const accessTokensOfAgents = {
  createBot: door.agents.createBot.handler(async ({ input, context: { services, actor } }) => {
    const roleIds = input.roleIds.map(id => asId<RoleId>(id))
    const queueIds = input.queueIds.map(id => asId<QueueId>(id))
    const bot = granted(await services.agents.createBot(actor, { ...input, roleIds, queueIds, clientId: null }))
    const first = { label: bot.agent.name, scopes: scopePresets.chatAsMe, expiresAt: null }
    const { token } = granted(await services.accessTokens.create(actor, bot.agent.id, first))
    return { agent: agentView(bot), token }
  }),

  createBotToken: door.agents.createBotToken.handler(async ({ input, context: { services, actor } }) => {
    const { agentId, ...wanted } = input
    const { agent } = granted(
      (await services.agents.get(asId<AgentId>(agentId))) ??
        refuse('notFound', 'There is no such agent.', { field: 'agentId' }),
    )
    if (agent.kind !== 'bot')
      throw errorOf(refuse('conflict', `${agent.name} makes their own access tokens, under My account.`))
    const { token, card } = granted(await services.accessTokens.create(actor, agent.id, present(wanted)))
    return { token, accessToken: accessTokenView(card) }
  }),

  accessTokens: door.agents.accessTokens.handler(async ({ input, context: { services } }) => ({
    accessTokens: (await services.accessTokens.list(asId<AgentId>(input.agentId))).map(accessTokenView),
  })),

  revokeAccessToken: door.agents.revokeAccessToken.handler(async ({ input, context: { services, actor } }) => {
    const { agentId, tokenId } = input
    granted(await services.accessTokens.revoke(actor, asId<AgentId>(agentId), asId<AccessTokenId>(tokenId)))
    return done
  }),
}
