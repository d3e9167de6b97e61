// What agents' programs tell others without saying anything in a chat: what was read, that somebody types or thinks, and messages
// among programs.
import { z } from 'zod'
import { SECOND } from '../../../../domain/clock.ts'
import { type AgentId, asId } from '../../../../domain/ids.ts'
import { isRefusal } from '../../../../domain/refusal.ts'
import type { ChatRow } from '../../../../storage/store.ts'
import { done, type Methods, method } from '../../method.ts'
import { readInstant } from '../../names.ts'
import { fail, failOf, isProtocolError } from '../../protocol-error.ts'
import { toCustomer } from '../../pushes/push.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { chatsRead, chatsWrite } from '../agent-scopes.ts'
import { seenCustomer } from '../seen-customer.ts'
import { activeThread, seenThread } from '../seen-thread.ts'

const visibility = z.enum(['all', 'agents']).nullish()
const ids = z.array(z.string().max(320)).max(1_000)
const multicast = z.object({
  recipients: z.object({
    agents: z
      .object({
        all: z.boolean().nullish(),
        ids: ids.nullish(),
        groups: z.array(z.coerce.number().int()).max(200).nullish(),
      })
      .nullish(),
    customers: z.object({ ids: ids.nullish() }).nullish(),
  }),
  content: z.unknown().refine(content => content !== undefined, 'must be there'),
  type: z.string().max(200).nullish(),
})

export const telling = (parts: AgentParts): Methods<AgentParty> => {
  const { services, views, switchboard } = parts
  return {
    mark_events_as_seen: method(
      z.object({ chat_id: z.string(), seen_up_to: z.string() }),
      async (party: AgentParty, { chat_id, seen_up_to }) => {
        const upTo = readInstant(seen_up_to)
        if (upTo === null) return fail('validation', '`seen_up_to`: say an instant, as in 2017-10-12T15:19:21.010200Z.')
        const thread = await seenThread(parts, party, asId(chat_id))
        if (isProtocolError(thread)) return thread
        const last = await views.library.reads.messages.newestBy(thread.id, upTo)
        if (last === null) return done
        const marked = await services.chatService.markChatAsRead(party.actor, thread.id, last)
        return isRefusal(marked) ? failOf(marked) : done
      },
      { scopes: chatsRead },
    ),

    send_typing_indicator: method(
      z.object({ chat_id: z.string(), is_typing: z.boolean(), visibility, recipients: visibility }),
      async (party: AgentParty, { chat_id, is_typing, ...more }) => {
        const thread = await activeThread(parts, party, asId(chat_id))
        if (isProtocolError(thread)) return thread
        if (is_typing && (more.visibility ?? more.recipients) !== 'agents') {
          const told = await services.chatService.typing(party.actor, thread.id)
          return isRefusal(told) ? failOf(told) : done
        }
        // Screens let it fade by themselves; only programs hear that it has stopped.
        const indicator = {
          author_id: party.login,
          timestamp: seconds(parts),
          is_typing,
          visibility: visibilityOf(more),
        }
        await passOn(parts, party, thread, 'incoming_typing_indicator', { typing_indicator: indicator })
        return done
      },
      { scopes: chatsWrite },
    ),

    send_thinking_indicator: method(
      z.object({
        chat_id: z.string(),
        title: z.string().max(1_000).nullish(),
        description: z.string().max(5_000).nullish(),
        visibility,
      }),
      async (party: AgentParty, { chat_id, title, description, ...more }) => {
        const thread = await activeThread(parts, party, asId(chat_id))
        if (isProtocolError(thread)) return thread
        const thinking_indicator = {
          author_id: party.login,
          timestamp: seconds(parts),
          title: title ?? '',
          description: description ?? '',
          visibility: visibilityOf(more),
        }
        await passOn(parts, party, thread, 'incoming_thinking_indicator', { thinking_indicator })
        return done
      },
      { scopes: chatsWrite },
    ),

    multicast: method(
      multicast,
      async (party: AgentParty, { recipients: { agents, customers }, content, type }) => {
        const named = [agents?.all === true, agents?.ids, agents?.groups, customers?.ids]
        if (!named.some(Boolean))
          return fail('validation', '`recipients`: say agents.all, agents.ids, agents.groups or customers.ids.')
        const tooMany = parts.multicasts.take(party.actor.agentId)
        if (tooMany !== null) return tooMany
        const payload = { author_id: party.login, content, ...(type == null ? {} : { type }) }
        const push = { action: 'incoming_multicast', payload }
        if (agents != null) {
          const audience =
            agents.all === true ? 'everyone' : await agentsOf(parts, agents.ids ?? [], agents.groups ?? [])
          switchboard.pass({ ...push, to: { side: 'agents', audience } })
        }
        for (const id of customers?.ids ?? []) {
          const customer = await seenCustomer(parts, party, id)
          if (isProtocolError(customer)) continue
          const author_id = await views.library.hiddenAgentId(party.actor.agentId)
          switchboard.pass({ ...push, payload: { ...payload, author_id }, to: toCustomer(customer) })
        }
        return done
      },
      { scopes: ['multicast:rw'] },
    ),

    request_thread_summary: method(z.looseObject({}), async () =>
      fail('not_allowed', 'This hub writes no summaries of threads.'),
    ),
    subscribe_customers: method(z.looseObject({}), async () =>
      fail('not_allowed', 'This hub tells of customers by customer_monitoring_level of the login alone.'),
    ),
    unsubscribe_customers: method(z.looseObject({}), async () =>
      fail('not_allowed', 'This hub tells of customers by customer_monitoring_level of the login alone.'),
    ),
  }
}

const seconds = ({ clock }: AgentParts): number => Math.floor(clock.now() / SECOND)

const visibilityOf = (said: {
  readonly visibility?: 'all' | 'agents' | null | undefined
  readonly recipients?: 'all' | 'agents' | null | undefined
}): 'all' | 'agents' => said.visibility ?? said.recipients ?? 'all'

/** What is kept nowhere, to whoever hears of the chat; to the customer only what is for all, of the agent who has the chat. */
const passOn = async (
  { switchboard, views }: AgentParts,
  party: AgentParty,
  thread: ChatRow,
  action: string,
  said: Readonly<Record<string, { readonly author_id: string; readonly visibility: 'all' | 'agents' }>>,
): Promise<void> => {
  const about = { chat_id: thread.conversationId, thread_id: thread.id }
  const audience = thread.ownerId === null ? [] : [thread.ownerId]
  switchboard.pass({
    to: { side: 'agents', audience, except: party.actor.agentId },
    action,
    payload: { ...about, ...said },
    chatId: thread.id,
  })
  const isForAll = Object.values(said).every(one => one.visibility === 'all')
  const conversation = await views.library.reads.contacts.conversation(thread.conversationId)
  if (!isForAll || thread.ownerId !== party.actor.agentId || conversation === null) return
  const author_id = await views.library.hiddenAgentId(party.actor.agentId)
  const hidden = Object.fromEntries(
    Object.entries(said).map(([name, one]) => [name, { ...one, author_id, recipients: 'all' }]),
  )
  switchboard.pass({
    to: toCustomer(conversation.identity),
    action,
    payload: { ...about, ...hidden },
    chatId: thread.id,
  })
}

const agentsOf = async (
  { views }: AgentParts,
  logins: readonly string[],
  groups: readonly number[],
): Promise<AgentId[]> => {
  const { library } = views
  const named = await Promise.all(logins.map(login => library.agentByLogin(login)))
  const queues = await Promise.all(groups.map(group => library.queueOf(group)))
  const members = await Promise.all(queues.map(id => (id === null ? [] : library.reads.queues.memberIds(id))))
  return [...new Set([...named.flatMap(agent => agent?.id ?? []), ...members.flat()])]
}
