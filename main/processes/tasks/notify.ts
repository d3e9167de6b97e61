// Notify: an event for each agent who is told, kept like every other, which their panel shows as a toast.
import { nameKey } from '../../domain/name-key.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Agent } from '../../storage/store.ts'
import { noSuch } from './chats.ts'
import { emptyField, type InsideDoing, type InsideTask, textOf } from './task.ts'

const longestText = 1_000

export const notify: InsideTask = async doing => {
  const no = emptyField(doing.step, 'text', 'The text')
  if (no !== null) return no
  const told = await recipients(doing)
  if (isRefusal(told)) return told
  const { tx, now, chat, run, step } = doing
  const text = textOf(step, 'text').trim().slice(0, longestText)
  for (const { id } of told)
    await tx.events.append({
      type: 'notice.given',
      at: now,
      audience: [id],
      agentId: id,
      facts: { text, processName: run.processName, chatId: chat.id, chatNumber: chat.number },
    })
  const names = told.map(({ name }) => name)
  return { output: { count: told.length }, outcome: `Notified ${listed(names)}`, line: true }
}

const recipients = async ({ tx, chat, step }: InsideDoing): Promise<readonly Agent[] | Refusal> => {
  const target = textOf(step, 'target').trim()
  const agents = (await tx.agents.all()).filter(({ deactivatedAt }) => deactivatedAt === null)
  switch (textOf(step, 'to')) {
    case 'owner': {
      const owner = agents.filter(({ id }) => id === chat.ownerId)
      return owner.length > 0 ? owner : refuse('conflict', `Nobody owns chat ${chat.number} at present.`)
    }
    case 'agent': {
      const agent = await tx.agents.byLogin(target)
      return agent === null || agent.deactivatedAt !== null ? noSuch('agent with the login', target) : [agent]
    }
    default: {
      const role = (await tx.agents.roles()).find(({ name }) => nameKey(name) === nameKey(target))
      if (role === undefined) return noSuch('role', target)
      const holders = agents.filter(({ roleIds }) => roleIds.includes(role.id))
      return holders.length > 0 ? holders : refuse('conflict', `Nobody has the role ${role.name} at present.`)
    }
  }
}

const listed = (names: readonly string[]): string =>
  names.length <= 3 ? names.join(', ') : `${names.slice(0, 3).join(', ')} and ${names.length - 3} more`
