// Transfer and close the chat, by the rules that hold for agents.
import { nameKey } from '../../domain/name-key.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import { closeChat as close } from '../../services/closing.ts'
import { moveChat } from '../../services/transfer.ts'
import { closedRefusal, type InsideDoing, type InsideTask, textOf } from './task.ts'

export const transferChat: InsideTask = async doing => {
  const { tx, now, chat, agent, step, isConnected } = doing
  if (chat.status === 'closed') return closedRefusal(chat)
  if (chat.status === 'bot')
    return refuse('conflict', 'Another program answers in this chat. Take control first, then retry.')
  const to = await targetOf(doing)
  if (isRefusal(to)) return to
  const comment = textOf(step, 'comment').trim()
  const moved = await moveChat({ tx, now, actor: { agentId: agent.id }, chat, comment, isConnected }, to)
  if (isRefusal(moved)) return moved
  return {
    output: {},
    outcome: `Transferred to ${to.name}`,
    line: false,
    after: aftermath => aftermath.transferred(moved.chat, moved.newOwnerName),
  }
}

const targetOf = async ({ tx, step }: InsideDoing) => {
  const target = textOf(step, 'target').trim()
  if (textOf(step, 'to') === 'agent') {
    const agent = await tx.agents.byLogin(target)
    if (agent === null || agent.deactivatedAt !== null) return noSuch('agent with the login', target)
    return { kind: 'agent', agentId: agent.id, name: agent.name } as const
  }
  const queue = (await tx.queues.all()).find(one => nameKey(one.name) === nameKey(target) && one.archivedAt === null)
  return queue === undefined
    ? noSuch('queue', target)
    : ({ kind: 'queue', queueId: queue.id, name: queue.name } as const)
}

export const noSuch = (what: string, name: string): Refusal =>
  refuse('notFound', `There is no ${what} ${name === '' ? '(nothing was given)' : name}. Change the task, or make one.`)

/** One that is closed already stays so. */
export const closeChat: InsideTask = async ({ tx, now, chat, agent }) => {
  const closed = await close(tx, chat, { by: agent.id, reason: 'agent' }, now, agent.name)
  if (!closed) return { output: {}, outcome: 'The chat was closed already', line: false }
  return { output: {}, outcome: 'Closed the chat', line: false, after: aftermath => aftermath.closed(chat) }
}
