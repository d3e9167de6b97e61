// Chats that agents follow without being in them, until the chat is reactivated or they stop. A follow is the agent's, on all their
// lines; it is of one thread, so the next thread of the same chat is not followed.
import type { AgentId, ChatId } from '../../../domain/ids.ts'

/** The oldest gives way to the newest. */
const mostFollows = 1_000

export class Follows {
  readonly #byAgent = new Map<AgentId, Set<ChatId>>()

  has(agentId: AgentId, chatId: ChatId): boolean {
    return this.#byAgent.get(agentId)?.has(chatId) ?? false
  }

  /** False: they follow it already. */
  add(agentId: AgentId, chatId: ChatId): boolean {
    const own = this.#byAgent.get(agentId) ?? new Set()
    this.#byAgent.set(agentId, own)
    if (own.has(chatId)) return false
    own.add(chatId)
    const [oldest] = own
    if (own.size > mostFollows && oldest !== undefined) own.delete(oldest)
    return true
  }

  /** Those that the agent follows now. */
  of(agentId: AgentId): readonly ChatId[] {
    return [...(this.#byAgent.get(agentId) ?? [])]
  }

  /** False: they do not follow it. */
  delete(agentId: AgentId, chatId: ChatId): boolean {
    return this.#byAgent.get(agentId)?.delete(chatId) ?? false
  }
}
