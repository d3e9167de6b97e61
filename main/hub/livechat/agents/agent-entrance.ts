// How agents' programs come in: the login of the Agent Chat API, what it answers, and the methods that they may call.
import { z } from 'zod'
import { sentenceOf } from '../envelope.ts'
import { routingStatuses, routingStatusOf } from '../names.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Entrance, RtmSession } from '../rtm/rtm-session.ts'
import { wantedPushes } from '../rtm/wanted-pushes.ts'
import { chatSummariesOf } from './agent-chats.ts'
import { agentMethods } from './agent-methods.ts'
import type { AgentParts } from './agent-parts.ts'
import { AgentParty } from './agent-party.ts'
import { takeOffers } from './take-offers.ts'

const login = z.object({
  token: z.string().max(4_000),
  reconnect: z.boolean().nullish(),
  away: z.boolean().nullish(),
  pushes: z.record(z.string(), z.array(z.string())).nullish(),
})

export class AgentEntrance implements Entrance<AgentParty> {
  readonly farewell = 'agent_disconnected'
  readonly methods
  readonly #parts: AgentParts
  readonly #lines = new Map<RtmSession<AgentParty>, () => void>()

  constructor(parts: AgentParts) {
    this.#parts = parts
    this.methods = agentMethods(parts)
  }

  async login(payload: unknown, session: RtmSession<AgentParty>): Promise<AgentParty | ProtocolError> {
    const parsed = login.safeParse(payload)
    if (!parsed.success) return fail('validation', sentenceOf(parsed.error))
    const { token, pushes, reconnect, away } = parsed.data
    const party = await this.admit(token, wantedPushes(pushes, session.version))
    if (isProtocolError(party)) return party
    const { presence } = this.#parts.services
    // A program that comes back finds the status as it left it; one that comes fresh begins to take chats.
    if (!reconnect && !away) await presence.set(party.actor, 'active', 'chosen')
    return party
  }

  /** Also for the Web API, where every call brings its credentials. */
  async admit(credentials: string, wants: ReadonlySet<string> | null): Promise<AgentParty | ProtocolError> {
    const known = await this.#parts.identify(credentials)
    const agent = known === null ? null : await this.#parts.views.library.agent(known.actor.agentId)
    if (known === null || agent === null)
      return fail('authentication', 'This token is not valid. Make one in My account, Access tokens.')
    return new AgentParty({ ...known, login: agent.login, wants })
  }

  entered(party: AgentParty, session: RtmSession<AgentParty>): void {
    this.#parts.switchboard.join(session)
    this.#lines.set(session, this.#parts.services.presence.connect(party.actor.agentId, 'program'))
  }

  async greet(party: AgentParty): Promise<object> {
    const { views } = this.#parts
    const { library } = views
    const organization = await library.organization()
    const agent = await library.agent(party.actor.agentId)
    await takeOffers(this.#parts, party.actor)
    const summaries = await chatSummariesOf(views, party)
    return {
      license: { id: organization.license, organization_id: organization.id },
      my_profile: {
        id: party.login,
        name: agent?.name ?? '',
        email: party.login,
        avatar: '',
        permission: 'normal',
        routing_status: agent === null ? routingStatuses[1] : routingStatusOf(agent.presence),
      },
      chats_summary: summaries,
    }
  }

  left(_party: AgentParty, session: RtmSession<AgentParty>): void {
    this.#parts.switchboard.part(session)
    this.#lines.get(session)?.()
    this.#lines.delete(session)
  }
}
