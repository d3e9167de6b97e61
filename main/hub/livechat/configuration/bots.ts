// Bots over the Configuration API. Source: "Configuration API, Bots", 3.6. A deleted bot is deactivated, for what it wrote stays.
import { z } from 'zod'
import { type AgentId, asId } from '../../../domain/ids.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import type { AgentCard } from '../../../services/verbs.ts'
import { done, type Methods } from '../method.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { type ConfigurationParts, type Configurator, configured, ownerOf } from './configurator.ts'
import { asWanted, groupsOf, groupsWanted, queuesNamed, setGroups } from './memberships.ts'

/** Source: "Create Bot". */
const usualLimit = 6
const id = z.string().min(1).max(100)
const name = z.string().trim().min(1).max(200)
const maxChats = z.number().int().min(0).max(99)
const read = ['agents-bot--my:ro', 'agents-bot--all:ro'] as const
const write = { scopes: ['agents-bot--my:rw', 'agents-bot--all:rw'], right: 'CanManageAgents' } as const

export const bots = (parts: ConfigurationParts): Methods<Configurator> => {
  const { services, library } = parts
  const { configuration } = services

  const bot = async (login: string): Promise<AgentCard | ProtocolError> => {
    const agent = await library.agentByLogin(login)
    const isThere = agent !== null && agent.kind === 'bot' && agent.deactivatedAt === null
    const card = isThere ? await services.agents.get(agent.id) : null
    return card ?? fail('not_found', `There is no bot ${login}.`)
  }
  /** Those who set up bots may change any; a program with its own scope changes its own. */
  const ownBot = async (caller: Configurator, login: string): Promise<AgentCard | ProtocolError> => {
    const card = await bot(login)
    if (isProtocolError(card) || caller.scopes === null || caller.scopes.includes('agents-bot--all:rw')) return card
    return card.agent.clientId === caller.clientId
      ? card
      : fail('authorization', 'This bot is another program’s; the token needs the scope agents-bot--all:rw.')
  }

  return {
    create_bot: configured(
      z.object({
        name,
        max_chats_count: maxChats.default(usualLimit),
        groups: groupsWanted,
        owner_client_id: z.string().min(1).max(100).optional(),
      }),
      write,
      async (caller, wanted) => {
        const clientId = ownerOf(caller, wanted.owner_client_id, ['agents-bot--all:rw'])
        if (isProtocolError(clientId)) return clientId
        const queues = await queuesNamed(parts, wanted.groups)
        if (isProtocolError(queues)) return queues
        const made = await configuration.createBot(caller.actor, {
          name: wanted.name,
          roleIds: [],
          queueIds: queues ?? [],
          chatLimit: wanted.max_chats_count,
          clientId,
        })
        return isRefusal(made) ? failOf(made) : { payload: { id: made.card.agent.login, secret: made.secret } }
      },
    ),

    update_bot: configured(
      z.object({ id, name: name.optional(), max_chats_count: maxChats.optional(), groups: groupsWanted }),
      write,
      async (caller, wanted) => {
        const card = await ownBot(caller, wanted.id)
        if (isProtocolError(card)) return card
        const queues = await queuesNamed(parts, wanted.groups)
        if (isProtocolError(queues)) return queues
        const changed = await services.agents.update(caller.actor, card.agent.id, asWanted(wanted))
        if (isRefusal(changed)) return failOf(changed)
        return queues === null ? done : setGroups(parts, caller.actor, card.agent.id, queues)
      },
    ),

    delete_bot: configured(z.object({ id }), write, async (caller, named) => {
      const card = await ownBot(caller, named.id)
      if (isProtocolError(card)) return card
      const gone = await services.agents.update(caller.actor, card.agent.id, { deactivated: true })
      return isRefusal(gone) ? failOf(gone) : done
    }),

    list_bots: configured(z.object({ all: z.boolean().nullish() }), { scopes: read }, async (caller, { all }) => {
      const cards = (await services.agents.list()).filter(({ agent }) => agent.kind === 'bot')
      const shown = cards.filter(
        ({ agent }) => agent.deactivatedAt === null && (all === true || agent.clientId === caller.clientId),
      )
      return { payload: await Promise.all(shown.map(card => botView(parts, card))) }
    }),

    get_bot: configured(z.object({ id }), { scopes: read }, async (_caller, named) => {
      const card = await bot(named.id)
      return isProtocolError(card) ? card : { payload: await botView(parts, card) }
    }),

    reset_bot_secret: configured(z.object({ id }), write, async (caller, named) => {
      const card = await ownBot(caller, named.id)
      if (isProtocolError(card)) return card
      const secret = await configuration.resetBotSecret(caller.actor, card.agent.id)
      return isRefusal(secret) ? failOf(secret) : { payload: { secret } }
    }),

    issue_bot_token: configured(
      z.object({
        bot_id: id,
        client_id: z.string().max(100),
        bot_secret: z.string().max(200),
        organization_id: z.string().max(100),
      }),
      { scopes: [] },
      async (_caller, { bot_id, client_id, bot_secret, organization_id }) => {
        const { id: here } = await library.organization()
        if (organization_id !== here) return fail('license_not_found', 'There is no such organization here.')
        const agent = await library.agentByLogin(bot_id)
        const token = await configuration.issueBotToken(agent?.id ?? asId<AgentId>(''), client_id, bot_secret)
        return isRefusal(token) ? failOf(token) : { payload: { token } }
      },
    ),
  }
}

const botView = async (parts: ConfigurationParts, { agent, limit }: AgentCard) => ({
  id: agent.login,
  name: agent.name,
  avatar: '',
  job_title: '',
  owner_client_id: agent.clientId,
  max_chats_count: limit === 0 ? 99 : limit,
  default_group_priority: 'normal',
  groups: await groupsOf(parts, agent.id),
})
