// Transfer: to an agent, at once into their active chats; to a queue, routed by its rule. Always with a system line.
import { hasRoom } from '../domain/capacity.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import type { AgentId, ChatId, QueueId } from '../domain/ids.ts'
import { may } from '../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { closureOf } from '../domain/working-hours.ts'
import type { Store, Transaction } from '../storage/store.ts'
import { readBoard } from './board.ts'
import { addSystemLine } from './system-lines.ts'
import type { Actor, ChatVerbs, TransferTargets } from './verbs.ts'
import { ownedBy, seenChat } from './visibility.ts'

type Target = Parameters<ChatVerbs['transferChat']>[2]

export const transferTargets = async (
  store: Store,
  actor: Actor,
  chatId: ChatId,
  isConnected: (id: AgentId) => boolean,
  now: number,
): Promise<TransferTargets | Refusal> => {
  const chat = await seenChat(store, actor, chatId)
  if (isRefusal(chat)) return chat
  const board = await readBoard(store, isConnected)
  const agents = (await store.agents.all()).flatMap(({ id }) => {
    const agent = id === chat.ownerId ? undefined : board.routingAgent(id)
    if (agent === undefined) return []
    const state = !hasRoom(agent.load, agent.limit) ? 'chatsExceeded' : agent.presence.status
    return [{ id, name: agent.name, state, connected: agent.connected, load: agent.load, limit: agent.limit } as const]
  })
  const queues = []
  for (const queue of await store.queues.all()) {
    if (queue.archivedAt !== null) continue
    const others = (await board.members(queue.id)).filter(agent => agent.id !== actor.agentId)
    if (others.length === 0) continue
    const available = others.filter(a => a.presence.status === 'active' && a.connected && hasRoom(a.load, a.limit))
    queues.push({
      id: queue.id,
      name: queue.name,
      agentsAvailable: available.length,
      agents: others.length,
      closed: closureOf(queue.workingHours, now),
    })
  }
  return { agents, queues }
}

export const transferChat = (
  store: Store,
  clock: Clock,
  actor: Actor,
  chatId: ChatId,
  to: Target,
  comment: string,
  isConnected: (id: AgentId) => boolean,
): Promise<{ chat: Chat; newOwnerName: string | null } | Refusal> =>
  store.transact(async tx => {
    const chat = await seenChat(tx, actor, chatId)
    if (isRefusal(chat)) return chat
    const no = await ownedBy(tx, actor, chat)
    if (no !== null && chat.status === 'bot') return no
    if (no !== null && (chat.status === 'closed' || !may(actor.permissions, 'CanTakeOverChats'))) return no
    const deed: Deed = { tx, now: clock.now(), actor, chat, comment, isConnected }
    return moveChat(deed, to)
  })

/** For those who have checked that it may be done. Refused before anything is written. */
export const moveChat = (deed: Deed, to: Target): Promise<{ chat: Chat; newOwnerName: string | null } | Refusal> =>
  to.kind === 'agent' ? toAgent(deed, to.agentId) : toQueue(deed, to.queueId)

interface Deed {
  readonly tx: Transaction
  readonly now: number
  readonly actor: Pick<Actor, 'agentId'>
  readonly chat: Chat
  readonly comment: string
  readonly isConnected: (id: AgentId) => boolean
}

const toAgent = async (deed: Deed, agentId: AgentId): Promise<{ chat: Chat; newOwnerName: string } | Refusal> => {
  const { tx, now, chat } = deed
  const target = (await readBoard(tx, deed.isConnected)).routingAgent(agentId)
  if (target === undefined) return refuse('notFound', 'There is no such agent.', { field: 'to.agentId' })
  if (agentId === chat.ownerId)
    return refuse('conflict', `This chat is ${target.name}'s already.`, { field: 'to.agentId' })
  // Room is judged without this chat's own offer to the target.
  const offers = await tx.offers.open(chat.id)
  const held = offers.some(offer => offer.exclusive && offer.agentId === agentId) ? 1 : 0
  if (!hasRoom(target.load - held, target.limit))
    return refuse(
      'conflict',
      `${target.name} is at the limit of ${target.limit} chats. Choose somebody else or a queue.`,
      { field: 'to.agentId' },
    )
  if (!(await tx.chats.claim(chat.id, agentId, now, chat.ownerId)))
    return refuse('conflict', 'Somebody was faster. Look again who owns this chat.')
  await leave(deed, { toAgentName: target.name }, agentId)
  return { chat: { ...chat, ownerId: agentId, status: 'active' }, newOwnerName: target.name }
}

const toQueue = async (deed: Deed, queueId: QueueId): Promise<{ chat: Chat; newOwnerName: null } | Refusal> => {
  const { tx, now, chat, actor } = deed
  const queue = await tx.queues.get(queueId)
  if (queue === null || queue.archivedAt !== null)
    return refuse('notFound', 'There is no such queue.', { field: 'to.queueId' })
  const others = (await tx.queues.memberIds(queueId)).filter(id => id !== actor.agentId)
  if (others.length === 0)
    return refuse('conflict', `Nobody but you takes chats of ${queue.name}. Choose another queue.`, {
      field: 'to.queueId',
    })
  if (!(await tx.chats.requeue(chat.id, queueId, now))) return refuse('conflict', 'This chat is closed already.')
  await leave(deed, { toQueueName: queue.name }, null)
  // Whoever gives it away is asked again last, as if they had declined it.
  const own = `transfer:${chat.id}:${actor.agentId}:${now}`
  await tx.offers.insert({
    id: own as Parameters<typeof tx.offers.end>[0],
    chatId: chat.id,
    agentId: actor.agentId,
    madeAt: now,
    exclusive: false,
    expiresAt: null,
    outcome: 'declined',
    endedAt: now,
  })
  return { chat: { ...chat, queueId, ownerId: null, status: 'waiting' }, newOwnerName: null }
}

/** Ends offers, writes the line, and tells those who had it and those who get it. */
const leave = async (
  { tx, now, actor, chat, comment }: Deed,
  to: { toAgentName?: string; toQueueName?: string },
  receiver: AgentId | null,
): Promise<void> => {
  const offers = await tx.offers.open(chat.id)
  for (const offer of offers) await tx.offers.end(offer.id, 'withdrawn', now)
  const byName = (await tx.agents.get(actor.agentId))?.name ?? ''
  const concerned = [actor.agentId, chat.ownerId, receiver, ...offers.map(offer => offer.agentId)].filter(
    id => id !== null,
  )
  const audience = [...new Set(concerned)]
  // Whoever gets it hears first from whom, then what was said about it.
  await tx.events.append({
    type: 'chat.transferred',
    at: now,
    audience,
    chatId: chat.id,
    agentId: actor.agentId,
    facts: {
      byName,
      ...to,
      fromQueueId: chat.queueId,
      ...(chat.ownerId === null ? {} : { fromAgentId: chat.ownerId }),
      ...(receiver === null ? {} : { toAgentId: receiver }),
    },
  })
  await addSystemLine(
    tx,
    chat,
    { code: 'transferred', byName, ...to, ...(comment === '' ? {} : { comment }) },
    { at: now, audience },
  )
}
