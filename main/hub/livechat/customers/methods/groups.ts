// Which groups are there, and who would answer. Source: "List Group Statuses", "Get Predicted Agent" of the Customer Chat API, 3.6.
import { z } from 'zod'
import { type Methods, method } from '../../method.ts'
import { instant } from '../../names.ts'
import { fail, isProtocolError } from '../../protocol-error.ts'
import { toCustomer } from '../../pushes/push.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { CustomerParty } from '../customer-party.ts'

const group = z.number().int().nonnegative()

export const groups = ({ presence, views, web, lines, clock }: CustomerParts): Methods<CustomerParty> => {
  const predicted = async (party: CustomerParty, group: number | undefined) => {
    const queueId = await presence.queueOf(party, group)
    if (queueId === null) return fail('group_not_found', `There is no group ${group}.`)
    const found = await presence.predict(queueId)
    if (found === null) return fail('group_offline', 'Nobody of this group is there now.')
    const { id, name, kind } = found.agent
    const agent = {
      id: await views.library.hiddenAgentId(id),
      name,
      avatar: '',
      is_bot: kind === 'bot',
      job_title: '',
      type: 'agent',
    }
    return { payload: { agent, queue: found.isQueued } }
  }

  return {
    list_group_statuses: method(
      z.object({ all: z.boolean().nullish(), group_ids: z.array(group).max(1_000).nullish() }),
      async (_party: CustomerParty, { all, group_ids }) => {
        if (all !== true && group_ids == null) return fail('validation', 'Send `all` or `group_ids`.')
        const statuses = [...(await presence.statuses())].filter(([id]) => all === true || group_ids?.includes(id))
        return { payload: { groups_status: Object.fromEntries(statuses) } }
      },
    ),
    request_welcome_message: method(
      z.object({ id: z.string().max(200).nullish(), group_id: group.nullish() }),
      async (party: CustomerParty, { id, group_id }) => {
        const answer = await predicted(party, group_id ?? undefined)
        if (isProtocolError(answer)) return answer
        const { agent, queue } = answer.payload
        const text = web.channels.get(party.channelId)?.settings.greeting ?? ''
        const event = { type: 'message', text, author_id: agent.id, created_at: instant(clock.now()) }
        const payload = { ...(id == null ? {} : { id }), predicted_agent: agent, event }
        const to = toCustomer({ channelId: party.channelId, address: party.customerId })
        if (text !== '') lines.tell(party.customerId, { to, action: 'incoming_welcome_message', payload })
        return { payload: { predicted_agent: agent, queue } }
      },
    ),

    get_predicted_agent: method(z.object({ group_id: group.nullish() }), (party: CustomerParty, { group_id }) =>
      predicted(party, group_id ?? undefined),
    ),
  }
}
