// Tags that are there to be given to chats, as programs set them up: for all queues, or for some.
import type { AgentId, QueueId } from './ids.ts'

export interface Tag {
  readonly name: string
  /** Empty: for all. */
  readonly queueIds: readonly QueueId[]
  readonly createdAt: number
  /** Null: the workstation itself. */
  readonly createdBy: AgentId | null
}

/** Characters. Source: "Create Tag" of the Configuration API, 3.6. */
export const longestTag = 256
