// Access tokens over the door: one's own, and those of agents for who manages them.
import { type AccessTokenId, type AgentId, asId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { accessTokenView } from '../views/agent.ts'

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
  accessTokens: door.agents.accessTokens.handler(async ({ input, context: { services } }) => ({
    accessTokens: (await services.accessTokens.list(asId<AgentId>(input.agentId))).map(accessTokenView),
  })),

  revokeAccessToken: door.agents.revokeAccessToken.handler(async ({ input, context: { services, actor } }) => {
    const { agentId, tokenId } = input
    granted(await services.accessTokens.revoke(actor, asId<AgentId>(agentId), asId<AccessTokenId>(tokenId)))
    return done
  }),
}
