// Who has a chat: transfers, agents who come in and go, whom it could be given to, and its end.
import { z } from 'zod'
import { type AgentId, asId, type QueueId } from '../../../../domain/ids.ts'
import { may } from '../../../../domain/permissions.ts'
import { isRefusal } from '../../../../domain/refusal.ts'
import type { TransferTargets } from '../../../../services/verbs.ts'
import type { ChatRow } from '../../../../storage/store.ts'
import { type Answer, done, type Methods, method } from '../../method.ts'
import { customerIdOf } from '../../names.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { chatsWrite } from '../agent-scopes.ts'
import { activeThread } from '../seen-thread.ts'

const presence = { ignore_requester_presence: z.boolean().nullish() }
const transfer = z.object({
  id: z.string(),
  target: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('group'), ids: z.array(z.number().int()).min(1).max(200) }),
      z.object({ type: z.literal('agent'), ids: z.array(z.string()).min(1).max(200) }),
    ])
    .nullish(),
  ignore_agents_availability: z.boolean().nullish(),
  ...presence,
})
const userOfChat = z.object({
  chat_id: z.string(),
  user_id: z.string(),
  user_type: z.enum(['agent', 'customer']),
  visibility: z.enum(['all', 'agents']).nullish(),
  ...presence,
})

export const moving = (parts: AgentParts): Methods<AgentParty> => ({
  transfer_chat: method(
    transfer,
    async (party: AgentParty, { id, target, ignore_agents_availability, ignore_requester_presence }) => {
      const thread = await activeThread(parts, party, asId(id))
      if (isProtocolError(thread)) return thread
      const absent = mayGiveAway(party) ?? mustBePresent(party, thread, ignore_requester_presence)
      if (absent !== null) return absent
      const targets = await parts.services.chatService.getTransferTargets(party.actor, thread.id)
      if (isRefusal(targets)) return failOf(targets)
      const to = await chosenTarget(parts, thread, target, targets, ignore_agents_availability ?? false)
      if (isProtocolError(to)) return to
      const moved = await parts.services.chatService.transferChat(party.actor, thread.id, to, '')
      return isRefusal(moved) ? failOf(moved, moved.code === 'conflict' ? 'not_allowed' : undefined) : done
    },
    { scopes: chatsWrite },
  ),

  add_user_to_chat: method(
    userOfChat,
    async (party: AgentParty, { chat_id, user_id, user_type }) => {
      const thread = await activeThread(parts, party, asId(chat_id))
      if (isProtocolError(thread)) return thread
      return user_type === 'customer' ? addCustomer(parts, thread, user_id) : addAgent(parts, party, thread, user_id)
    },
    { scopes: chatsWrite },
  ),

  remove_user_from_chat: method(
    userOfChat,
    async (party: AgentParty, { chat_id, user_id, user_type, ignore_requester_presence }) => {
      if (user_type === 'customer') return fail('not_allowed', 'A customer cannot be removed from their chat.')
      const thread = await activeThread(parts, party, asId(chat_id))
      if (isProtocolError(thread)) return thread
      const absent = mayGiveAway(party) ?? mustBePresent(party, thread, ignore_requester_presence)
      if (absent !== null) return absent
      const agent = await parts.views.library.agentByLogin(user_id)
      if (agent === null || thread.ownerId !== agent.id)
        return fail('not_found', 'There is no such agent in this chat.')
      const to = { kind: 'queue', queueId: thread.queueId } as const
      const moved = await parts.services.chatService.transferChat(party.actor, thread.id, to, '')
      return isRefusal(moved) ? failOf(moved, moved.code === 'conflict' ? 'group_offline' : undefined) : done
    },
    { scopes: chatsWrite },
  ),

  list_agents_for_transfer: method(z.object({ chat_id: z.string() }), async (party: AgentParty, { chat_id }) => {
    const thread = await activeThread(parts, party, asId(chat_id))
    if (isProtocolError(thread)) return thread
    const targets = await parts.services.chatService.getTransferTargets(party.actor, thread.id)
    if (isRefusal(targets)) return failOf(targets)
    const there = targets.agents.filter(agent => agent.connected).sort((one, other) => one.load - other.load)
    const listed = await Promise.all(
      there.map(async ({ id, load }) => ({
        agent_id: (await parts.views.library.agent(id))?.login ?? id,
        active_chats: load,
        // As 3.4 calls it.
        total_active_chats: load,
      })),
    )
    return { payload: listed }
  }),

  deactivate_chat: method(
    z.object({ id: z.string(), ...presence }),
    async (party: AgentParty, { id, ignore_requester_presence }) => {
      const thread = await activeThread(parts, party, asId(id))
      if (isProtocolError(thread)) return thread
      const absent = mustBePresent(party, thread, ignore_requester_presence)
      if (absent !== null) return absent
      const closed = await parts.services.chatService.closeActiveChat(party.actor, thread.id)
      return isRefusal(closed) ? failOf(closed, closed.code === 'conflict' ? 'not_allowed' : undefined) : done
    },
    { scopes: chatsWrite },
  ),
})

const mustBePresent = (
  party: AgentParty,
  thread: ChatRow,
  ignored: boolean | null | undefined,
): ProtocolError | null =>
  thread.ownerId === party.actor.agentId || ignored === true
    ? null
    : fail('not_allowed', 'You are not in this chat. Say ignore_requester_presence to act in it all the same.')

const mayGiveAway = ({ actor }: AgentParty): ProtocolError | null =>
  may(actor.permissions, 'CanTransferChats') ? null : fail('missing_access', 'You may not transfer chats.')

type Target = z.output<typeof transfer>['target']
type OurTarget =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  | { readonly kind: 'queue'; readonly queueId: QueueId }

/** Of several the first that can take the chat at once. `mayWait`: else the first of all. */
const chosenTarget = async (
  { views }: AgentParts,
  thread: ChatRow,
  target: Target,
  targets: TransferTargets,
  mayWait: boolean,
): Promise<OurTarget | ProtocolError> => {
  const { library } = views
  if (target?.type === 'agent') {
    const known = await Promise.all(target.ids.map(id => library.agentByLogin(id)))
    const agents = known.flatMap(agent => targets.agents.filter(one => one.id === agent?.id))
    const [first] = agents
    if (first === undefined) return fail('not_found', 'There is no such agent to whom this chat could go.')
    const ready = agents.find(agent => agent.connected && agent.state === 'active') ?? (mayWait ? first : undefined)
    return ready === undefined
      ? fail(
          'agent_offline',
          `${first.name} takes no chats now. Say ignore_agents_availability to transfer all the same.`,
        )
      : { kind: 'agent', agentId: ready.id }
  }
  const asked = target?.ids ?? [await library.groupOf(thread.queueId)]
  const known = await Promise.all(asked.map(number => library.queueOf(number)))
  const ids = known.filter(id => id !== null)
  const [first] = ids
  if (first === undefined) return fail('group_not_found', 'There is no such group.')
  const ready = ids.find(id => targets.queues.some(queue => queue.id === id && queue.agentsAvailable > 0))
  const chosen = ready ?? (mayWait ? first : undefined)
  if (chosen !== undefined) return { kind: 'queue', queueId: chosen }
  return ids.length > 1
    ? fail('groups_offline', 'Nobody of these groups takes chats now.')
    : fail(
        'group_offline',
        'Nobody of this group takes chats now. Say ignore_agents_availability to let it wait there.',
      )
}

const addCustomer = async ({ views }: AgentParts, thread: ChatRow, id: string): Promise<Answer | ProtocolError> => {
  const conversation = await views.library.reads.contacts.conversation(thread.conversationId)
  if (conversation !== null && customerIdOf(conversation.identity) === id) return done
  return fail('not_allowed', 'A chat has one customer, and this one has theirs.')
}

const addAgent = async (
  { services, views }: AgentParts,
  party: AgentParty,
  thread: ChatRow,
  login: string,
): Promise<Answer | ProtocolError> => {
  const { actor } = party
  const agent = await views.library.agentByLogin(login)
  if (agent === null) return fail('not_found', 'There is no such agent.')
  if (thread.ownerId === agent.id) return done
  if (thread.ownerId !== null)
    return fail('not_allowed', 'A chat has one agent here. Transfer it instead.', { feature: 'multiple_agents' })
  if (agent.id !== actor.agentId) {
    const no = mayGiveAway(party)
    if (no !== null) return no
    const given = await services.chatService.transferChat(actor, thread.id, { kind: 'agent', agentId: agent.id }, '')
    return isRefusal(given) ? failOf(given, given.code === 'conflict' ? 'not_allowed' : undefined) : done
  }
  const taken = await services.chatService.acceptChat(actor, thread.id)
  if (!isRefusal(taken)) return done
  if (!may(actor.permissions, 'CanTakeOverChats')) return failOf(taken, 'not_allowed')
  const takenOver = await services.chatService.takeOverChat(actor, thread.id)
  return isRefusal(takenOver) ? failOf(takenOver, 'not_allowed') : done
}
