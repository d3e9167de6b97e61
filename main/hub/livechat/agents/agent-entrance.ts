// How agents' programs come in: the login of the Agent Chat API, what it answers, and the methods that they may call.
import { z } from 'zod'
import { may } from '../../../domain/permissions.ts'
import { isRefusal } from '../../../domain/refusal.ts'
import { sentenceOf } from '../envelope.ts'
import { routingStatuses, routingStatusOf } from '../names.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Entrance, RtmSession } from '../rtm/rtm-session.ts'
import { type WantedPushes, wantedPushes } from '../rtm/wanted-pushes.ts'
import { loginSummaries } from './agent-chats.ts'
import { mostLines } from './agent-lines.ts'
import { agentMethods } from './agent-methods.ts'
import type { AgentParts } from './agent-parts.ts'
import { AgentParty, monitoringLevels } from './agent-party.ts'
import { chatsRead, chatsWrite, mayUse } from './agent-scopes.ts'
import { inNameOf } from './as-bot.ts'
import { type AgentCredentials, identifyAgent } from './identify.ts'
import { takeOffers } from './taking.ts'

const login = z.object({
  token: z.string().max(4_000),
  timezone: z.string().max(100).nullish(),
  reconnect: z.boolean().nullish(),
  away: z.boolean().nullish(),
  application: z
    .object({ name: z.string().max(300).nullish(), version: z.string().max(300).nullish() })
    .loose()
    .nullish(),
  customer_monitoring_level: z.enum(monitoringLevels).nullish(),
  pushes: z.record(z.string(), z.array(z.string().max(100)).max(200)).nullish(),
})

type Admission = Partial<Pick<ConstructorParameters<typeof AgentParty>[0], 'isAway' | 'monitoring'>>

export class AgentEntrance implements Entrance<AgentParty> {
  readonly farewell = 'agent_disconnected'
  readonly methods
  readonly #parts: AgentParts

  constructor(parts: AgentParts) {
    this.#parts = parts
    this.methods = agentMethods(parts)
  }

  async login(payload: unknown, session: RtmSession<AgentParty>): Promise<AgentParty | ProtocolError> {
    const parsed = login.safeParse(payload)
    if (!parsed.success) return fail('validation', sentenceOf(parsed.error))
    const { token, pushes, reconnect, away, customer_monitoring_level } = parsed.data
    const party = await this.admit(token, wantedPushes(pushes, session.version), {
      isAway: away ?? false,
      ...(customer_monitoring_level == null ? {} : { monitoring: customer_monitoring_level }),
    })
    if (isProtocolError(party)) return party
    const { lines, services } = this.#parts
    if (lines.count(party.actor.agentId) >= mostLines) {
      session.end('too_many_connections')
      return fail('limit_reached', `An agent can have ${mostLines} connections at a time.`)
    }
    await this.#followWhatIsSeen(party)
    // A program that comes back finds the status as it left it; one that comes fresh begins to take chats.
    if (!reconnect && !away && mayUse(party.credentials.scopes, chatsWrite))
      await services.presence.set(party.actor, 'active', 'chosen')
    return party
  }

  /** Whoever may see less than before has no follow of what they may not see any more. Every change of rights ends the connection. */
  async #followWhatIsSeen({ actor }: AgentParty): Promise<void> {
    const { services, follows } = this.#parts
    if (may(actor.permissions, 'CanSeeAllChats')) return
    for (const chatId of follows.of(actor.agentId))
      if (isRefusal(await services.chatService.getChat(actor, chatId))) follows.delete(actor.agentId, chatId)
  }

  /** For the Web API, where every call brings its credentials. `botId`: in whose name it is; missing: in the agent's own. */
  async admitCall(said: string, botId: string | undefined): Promise<AgentParty | ProtocolError> {
    const party = await this.admit(said, null)
    if (isProtocolError(party) || botId === undefined || botId === party.login) return party
    const credentials = await inNameOf(this.#parts, party.credentials, botId)
    return isProtocolError(credentials) ? credentials : this.#party(said, credentials, null)
  }

  async admit(said: string, wants: WantedPushes | null, more: Admission = {}): Promise<AgentParty | ProtocolError> {
    const credentials = await identifyAgent(this.#parts.services, said)
    return credentials === null ? noToken : this.#party(said, credentials, wants, more)
  }

  async #party(
    said: string,
    credentials: AgentCredentials,
    wants: WantedPushes | null,
    more: Admission = {},
  ): Promise<AgentParty | ProtocolError> {
    const { services, views, follows, customerFollows } = this.#parts
    const agent = await views.library.agent(credentials.actor.agentId)
    if (agent === null) return noToken
    // A bot's program that calls now and then is there as long as it goes on calling.
    if (agent.kind === 'bot') await services.presence.touch(agent.id)
    const followed = { chats: follows, customers: customerFollows }
    return new AgentParty({ said, credentials, login: agent.login, wants, follows: followed, ...more })
  }

  entered(party: AgentParty, session: RtmSession<AgentParty>): void {
    const { switchboard, lines } = this.#parts
    party.line = {
      end: reason => session.end(reason),
      leave: () => session.leave(),
      tell: push => void session.push(push),
    }
    switchboard.join(session)
    lines.join(party)
  }

  async greet(party: AgentParty, session: RtmSession<AgentParty>): Promise<object> {
    const { views, lines, switchboard } = this.#parts
    const { library } = views
    const { id, license } = await library.organization()
    await lines.minds(party.actor.agentId)
    if (lines.isAtWork(party.actor.agentId)) await takeOffers(this.#parts, party.actor)
    const agent = await library.reads.agents.get(party.actor.agentId)
    const here = (await switchboard.visitors(mostVisitors)).filter(push => party.hears(push))
    void session.push({
      to: { side: 'agents', audience: [party.actor.agentId] },
      action: 'incoming_customers',
      payload: { customer_monitoring_level: party.monitoring, customers: here.map(({ payload }) => payload) },
    })
    const canRead = mayUse(party.credentials.scopes, chatsRead)
    return {
      license: {
        id: String(license),
        organization_id: id,
        plan: 'enterprise',
        in_trial: false,
        creation_timestamp: 0,
        expiration_timestamp: licenseEnds,
      },
      my_profile: {
        id: party.login,
        type: 'agent',
        name: agent?.name ?? '',
        email: party.login,
        avatar: '',
        permission: may(party.actor.permissions, 'CanManageAgents') ? 'administrator' : 'normal',
        routing_status: agent === null ? routingStatuses[1] : routingStatusOf(agent.presence),
      },
      chats_summary: canRead ? (await loginSummaries(this.#parts, party)).map(chat => party.shown(chat)) : [],
    }
  }

  left(party: AgentParty, session: RtmSession<AgentParty>): void {
    party.line = null
    this.#parts.switchboard.part(session)
    this.#parts.lines.part(party)
  }
}

const noToken = fail('authentication', 'This token is not valid. Make one in My account, Access tokens.')

/** Told of at the login; who comes later is told of one by one. */
const mostVisitors = 500

/** Epoch seconds, 2100: programs look whether there is time left, and here it never ends. */
const licenseEnds = 4_102_444_800
