// What happened, as pushes: one event of the log becomes what agents and the customer are told of it. The present state is read
// when the push is made, so a push never says less than the event. Source: facts/livechat.md 2.2 and 2.4.
import type { StoredEvent } from '../../../domain/event.ts'
import type { ChatId } from '../../../domain/ids.ts'
import type { FeedItem } from '../../../services/verbs.ts'
import type { ChatViews } from '../views/chat-view.ts'
import type { Side } from '../views/event-view.ts'
import { messagePushes } from './message-pushes.ts'
import { presencePushes } from './presence-pushes.ts'
import { keyOfChat, type Push, toCustomer } from './push.ts'
import type { Subject } from './subject.ts'

export class PushMaker {
  readonly views: ChatViews

  constructor(views: ChatViews) {
    this.views = views
  }

  async make(event: StoredEvent): Promise<readonly Push[]> {
    if (event.type === 'presence.changed') return presencePushes(this.views.library, event)
    const subject = event.chatId === undefined ? null : await this.subject(event.chatId)
    if (subject === null) return []
    switch (event.type) {
      case 'chat.opened':
        return this.#both(event, subject, side => this.whole(side, subject))
      case 'chat.offered':
        // Who has the chat to themselves is told by its owner; whoever may take it sees it come.
        return this.#agents(event, await this.whole('agents', subject))
      case 'chat.accepted':
        return this.#accepted(event, subject)
      case 'chat.transferred':
        return this.#transferred(event, subject)
      case 'chat.closed':
        return this.#closed(event, subject)
      case 'message.added':
      case 'message.changed':
        return messagePushes(this.views, event, subject)
      case 'chat.read':
        return []
      default:
        return []
    }
  }

  async passing(item: Exclude<FeedItem, { readonly kind: 'event' }>): Promise<readonly Push[]> {
    if (item.kind !== 'typing') return []
    return []
  }

  async subject(chatId: ChatId): Promise<Subject | null> {
    const { reads } = this.views.library
    const chat = await reads.chats.get(chatId)
    const conversation = chat === null ? null : await reads.contacts.conversation(chat.conversationId)
    return chat === null || conversation === null ? null : { chat, identity: conversation.identity }
  }

  /** incoming_chat: the whole chat with this thread, after which its news can be understood. */
  async whole(side: Side, { chat }: Subject): Promise<Omit<Push, 'to'> | null> {
    const whole = await this.views.chat(side, chat.conversationId, chat)
    if (whole === null) return null
    return {
      action: 'incoming_chat',
      payload: { chat: whole.view },
      key: keyOfChat(chat.id),
      chatId: chat.id,
      upTo: whole.upTo ?? '',
      isWhole: true,
    }
  }

  async #accepted(event: StoredEvent, { chat, identity }: Subject): Promise<readonly Push[]> {
    const { library } = this.views
    const owner = event.agentId === undefined ? null : await library.agent(event.agentId)
    if (owner === null) return []
    return this.#both(event, { chat, identity }, async side => {
      const users = await this.views.users(side, identity, [chat])
      const id = side === 'customer' ? await library.hiddenAgentId(owner.id) : owner.login
      const user = users.find(one => 'id' in one && one.id === id)
      if (user === undefined) return null
      return {
        action: 'user_added_to_chat',
        payload: {
          chat_id: chat.conversationId,
          thread_id: chat.id,
          user,
          reason: 'manual',
          requester_id: id,
        },
        chatId: chat.id,
      }
    })
  }

  #transferred(event: StoredEvent, subject: Subject): Promise<readonly Push[]> {
    const { chat } = subject
    const { library } = this.views
    return this.#both(event, subject, async side => {
      const by = event.agentId === undefined ? null : await library.agent(event.agentId)
      const owner = chat.ownerId === null ? null : await library.agent(chat.ownerId)
      const idOf = async (agent: typeof by) =>
        agent === null ? undefined : side === 'customer' ? library.hiddenAgentId(agent.id) : agent.login
      const requester = await idOf(by)
      const target = await idOf(owner)
      return {
        action: 'chat_transferred',
        payload: {
          chat_id: chat.conversationId,
          thread_id: chat.id,
          ...(requester === undefined ? {} : { requester_id: requester }),
          reason: 'manual',
          transferred_to: {
            group_ids: [await library.groupOf(chat.queueId)],
            ...(target === undefined ? {} : { agent_ids: [target] }),
          },
        },
        chatId: chat.id,
      }
    })
  }

  #closed(event: StoredEvent, subject: Subject): Promise<readonly Push[]> {
    const { chat, identity } = subject
    const { library } = this.views
    return this.#both(event, subject, async side => {
      const by = chat.closedBy === null ? null : await library.agent(chat.closedBy)
      const agentId = by === null ? undefined : side === 'customer' ? await library.hiddenAgentId(by.id) : by.login
      const userId = chat.closeReason === 'customer' ? identity.address : agentId
      return {
        action: 'chat_deactivated',
        payload: {
          chat_id: chat.conversationId,
          thread_id: chat.id,
          ...(userId === undefined ? {} : { user_id: userId }),
        },
        chatId: chat.id,
        isEnd: true,
      }
    })
  }

  async #both(
    event: StoredEvent,
    { identity }: Subject,
    make: (side: Side) => Promise<Omit<Push, 'to'> | null>,
  ): Promise<readonly Push[]> {
    const [forAgents, forCustomer] = await Promise.all([make('agents'), make('customer')])
    const customer = forCustomer === null ? [] : [{ ...forCustomer, to: toCustomer(identity) }]
    return [...this.#agents(event, forAgents), ...customer]
  }

  #agents(event: StoredEvent, push: Omit<Push, 'to'> | null): readonly Push[] {
    return push === null ? [] : [{ ...push, to: { side: 'agents', audience: event.audience } }]
  }
}
