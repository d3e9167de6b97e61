// The tables of what LiveChat's protocol knows besides chats and messages, as Kysely sees them.
import type { Generated } from 'kysely'
import type { AgentId, ChatId, ConversationId, IdentityId, QueueId } from '../domain/ids.ts'
import type { PropertyScope } from '../domain/property.ts'

export interface ProtocolDatabase {
  organization: { only: 1; id: string; license: number }
  queueNumber: { number: Generated<number>; queueId: QueueId }
  chatTag: { n: Generated<number>; chatId: ChatId; tag: string; at: number; agentId: AgentId | null }
  property: {
    scope: PropertyScope
    ownerId: string
    conversationId: ConversationId
    namespace: string
    name: string
    /** JSON. */
    value: string
  }
  /** JSON of what differs from a customer of whom nothing is known. */
  customerFacts: { identityId: IdentityId; facts: string }
}
