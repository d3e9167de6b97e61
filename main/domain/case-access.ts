// Who may see and change a case, said once: the storage filters lists by the same reach that this decides single cases by.
import type { Case } from './case.ts'
import type { AgentId, QueueId } from './ids.ts'
import { may, type Permission } from './permissions.ts'

/** What somebody gets to see of all cases. */
export interface CaseReach {
  readonly agentId: AgentId
  /** Every case, whoever's. */
  readonly all: boolean
  /** Cases with a chat, whoever's. */
  readonly allChats: boolean
  /** Of these queues, cases that are nobody's yet. */
  readonly queueIds: readonly QueueId[]
}

export const reachOf = (
  agent: { readonly agentId: AgentId; readonly permissions: ReadonlySet<Permission> },
  queueIds: readonly QueueId[],
): CaseReach => ({
  agentId: agent.agentId,
  all: may(agent.permissions, 'CanManageChats'),
  allChats: may(agent.permissions, 'CanSeeAllChats'),
  queueIds,
})

/**
 * Those assigned to them, those they registered themselves, unassigned ones of their queues, and those about a chat that they may
 * see; who sets up chats: all. Whoever may see a case may change it. `seesChat`: they may see one of its chats.
 */
export const isWithin = (
  { agentId, all, allChats, queueIds }: CaseReach,
  one: Pick<Case, 'assigneeId' | 'registeredBy' | 'queueId' | 'chatIds'>,
  seesChat: boolean,
): boolean =>
  all ||
  one.assigneeId === agentId ||
  one.registeredBy === agentId ||
  (one.assigneeId === null && one.queueId !== null && queueIds.includes(one.queueId)) ||
  (one.chatIds.length > 0 && (allChats || seesChat))
