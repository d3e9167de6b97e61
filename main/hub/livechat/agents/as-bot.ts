// A call in a bot's name, with the token of an agent's program that the bot belongs to. Source: "Calling the API as a bot" of the
// Agent Chat API, where the header is X-Author-Id until 3.5, Author-Id in 3.6.
import { may } from '../../../domain/permissions.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'
import type { AgentParts } from './agent-parts.ts'
import { mayUse } from './agent-scopes.ts'
import type { AgentCredentials } from './identify.ts'

/** What the token lets its program do, done by the bot. */
export const inNameOf = async (
  { services, views }: Pick<AgentParts, 'services' | 'views'>,
  { actor, scopes, clientId, expiresAt }: AgentCredentials,
  botId: string,
): Promise<AgentCredentials | ProtocolError> => {
  const bot = await views.library.agentByLogin(botId)
  const asBot = bot === null || bot.kind !== 'bot' ? null : await services.sessions.actorOfAgent(bot.id)
  if (bot === null || asBot === null) return fail('not_found', 'Author-Id: there is no such bot.')
  const isOwn = clientId !== null && bot.clientId === clientId
  const isManaged = mayUse(scopes, ['agents-bot--all:rw']) && may(actor.permissions, 'CanManageAgents')
  return isOwn || isManaged
    ? { actor: asBot, scopes, clientId: bot.clientId ?? null, expiresAt }
    : fail('authorization', 'Author-Id: this bot is another program’s.')
}
