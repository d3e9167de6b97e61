// The storage port of chats looked for by what is known of them, closed ones too: for programs that page through the archives.
import type { AgentId, ChatId, ConversationId, QueueId } from '../domain/ids.ts'
import type { PropertyValue } from '../domain/property.ts'

/** What is left out does not matter. */
export interface ThreadFilter {
  /** Null: all; otherwise of conversations in which this agent had a chat, or is held one out. */
  readonly visibleTo: AgentId | null
  /** Only the last chat of each conversation. */
  readonly isLast?: boolean
  readonly isOpen?: boolean
  readonly queueIds?: readonly QueueId[]
  readonly ids?: readonly ChatId[]
  readonly conversationIds?: readonly ConversationId[]
  readonly openedFrom?: number
  /** Exclusive. */
  readonly openedTo?: number
  readonly agents?: ValueFilter<AgentId>
  readonly tags?: ValueFilter<string>
  /** What was said in it, by sort; deleted or not. */
  readonly holds?: ValueFilter<SortOfMessage>
  /** Whose agents answered in it. `exists`: anybody at all. */
  readonly answeredBy?: ValueFilter<AgentId>
  readonly emails?: readonly string[]
  readonly names?: readonly string[]
  /** Each must be met; of the conversation when `isLast`, else of the chat. */
  readonly properties?: readonly PropertyFilter[]
}

/** A message with a text and files is both; `never`: what no message is. */
export type SortOfMessage = 'text' | 'file' | 'system' | 'rich' | 'form' | 'filledForm' | 'custom' | 'never'

/** One of the three. */
export interface ValueFilter<Value> {
  /** Any at all, or none. */
  readonly exists?: boolean
  /** One of them; `every`: all. */
  readonly values?: readonly Value[]
  readonly excluded?: readonly Value[]
  readonly every?: boolean
}

export interface PropertyFilter extends Omit<ValueFilter<PropertyValue>, 'every'> {
  readonly namespace: string
  readonly name: string
}

/** Numbers of chats, both exclusive: what is looked through at once. */
export interface ThreadSpan {
  readonly above: number
  readonly below: number
  readonly order: 'asc' | 'desc'
}

export interface ThreadReads {
  /** In the order of their numbers. */
  find(
    filter: ThreadFilter,
    span: ThreadSpan,
    limit: number,
  ): Promise<{ readonly id: ChatId; readonly number: number }[]>
  /** At most `atMost`. */
  count(filter: ThreadFilter, span: ThreadSpan, atMost: number): Promise<number>
  /** The highest number of a chat; 0: there is none. */
  lastNumber(): Promise<number>
}
