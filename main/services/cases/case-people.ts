// Checks whom a case is given to and about whom it is: only what exists, and only contacts that the asking agent may see.
import type { AgentId, ContactId, QueueId } from '../../domain/ids.ts'
import { may } from '../../domain/permissions.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Reads } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'
import { maySee } from '../visibility.ts'

interface People {
  readonly assigneeId?: AgentId | null
  readonly queueId?: QueueId | null
  readonly contactId?: ContactId | null
}

/** Chats of a contact that are looked at. */
const mostChats = 100

/** `known`: the contact that the case has already, or that of its chat. */
export const checkPeople = async (
  reads: Reads,
  actor: Actor,
  { assigneeId, queueId, contactId }: People,
  known: ContactId | null,
): Promise<Refusal | null> => {
  if (assigneeId != null) {
    const agent = await reads.agents.get(assigneeId)
    if (agent === null) return refuse('notFound', 'assigneeId: there is no such agent.', { field: 'assigneeId' })
    if (agent.deactivatedAt !== null)
      return refuse('conflict', `assigneeId: ${agent.name} is deactivated. Choose somebody else.`, {
        field: 'assigneeId',
      })
  }
  if (queueId != null) {
    const queue = await reads.queues.get(queueId)
    if (queue === null) return refuse('notFound', 'queueId: there is no such queue.', { field: 'queueId' })
    if (queue.archivedAt !== null)
      return refuse('conflict', `queueId: ${queue.name} is archived. Choose another queue.`, { field: 'queueId' })
  }
  if (contactId != null && contactId !== known && !(await seesContact(reads, actor, contactId)))
    return refuse('notFound', 'contactId: there is no such contact among those you may see.', { field: 'contactId' })
  return null
}

const seesContact = async (reads: Reads, actor: Actor, id: ContactId): Promise<boolean> => {
  if ((await reads.contacts.get(id)) === null) return false
  if (may(actor.permissions, 'CanSeeAllChats') || may(actor.permissions, 'CanManageChats')) return true
  for (const chat of await reads.chats.ofContact(id, mostChats)) if (await maySee(reads, actor, chat)) return true
  return false
}
