// What happened, as pushes: one event of the log becomes what agents and the customer are told of it. The present state is read
// when the push is made, so a push never says less than the event. Source: facts/livechat.md 2.2 and 2.4.
import type { StoredEvent } from '../../../domain/event.ts'
import type { ChatId } from '../../../domain/ids.ts'
import type { FeedItem } from '../../../services/verbs.ts'
import { customerIdOf, type Side } from '../names.ts'
import type { ChatViews } from '../views/chat-view.ts'
import { bothSides, toAgents } from './both-sides.ts'
import { contactPushes } from './contact-pushes.ts'
import { messagePushes } from './message-pushes.ts'
import { movedPushes, takenPushes } from './moving-pushes.ts'
import { typingPushes } from './passing-pushes.ts'
import { presencePushes } from './presence-pushes.ts'
import { propertyPushes, tagPushes } from './property-pushes.ts'
import { keyOfChat, type Push } from './push.ts'
import { seenPushes } from './seen-pushes.ts'
import { setUpPushes } from './set-up-pushes.ts'
import type { Subject } from './subject.ts'
import { tagListPushes } from './tag-list-pushes.ts'

export class PushMaker {
  readonly views: ChatViews

  constructor(views: ChatViews) {
    this.views = views
  }

  async make(event: StoredEvent): Promise<readonly Push[]> {
    if (event.type === 'tags.changed') return tagListPushes(this.views.library, event)
    if (event.type === 'agent.changed' || event.type === 'queue.changed') return setUpPushes(this.views.library, event)
    if (event.type === 'presence.changed') return presencePushes(this.views.library, event)
    if (event.type === 'contact.changed') return contactPushes(this.views, event)
    const subject = await this.#subjectOf(event)
    if (subject === null) return []
    const whole = () => this.whole('agents', subject)
    switch (event.type) {
      case 'chat.opened':
        return bothSides(event, subject.identity, side => this.whole(side, subject))
      case 'chat.offered':
        // Who has the chat to themselves is told by its owner; whoever may take it sees it come.
        return toAgents(event, await this.whole('agents', subject))
      case 'chat.accepted':
        return takenPushes(this.views, event, subject, whole)
      case 'chat.transferred':
        return movedPushes(this.views, event, subject, whole)
      case 'chat.changed':
        // Its agent is gone, so it went back to its queue.
        return event.facts?.fromAgentId === undefined ? [] : movedPushes(this.views, event, subject, whole)
      case 'chat.closed':
        return this.#closed(event, subject)
      case 'message.added':
      case 'message.changed':
        return messagePushes(this.views, event, subject)
      case 'chat.read':
        return seenPushes(this.views.library, event, subject)
      case 'chat.tagged':
        return tagPushes(event, subject)
      case 'properties.changed':
        return propertyPushes(this.views.library, event, subject)
      default:
        return []
    }
  }

  async passing(item: Exclude<FeedItem, { readonly kind: 'event' }>): Promise<readonly Push[]> {
    if (item.kind !== 'typing') return []
    const subject = await this.subject(item.chatId)
    return subject === null || subject.chat.status === 'closed' ? [] : typingPushes(this.views.library, item, subject)
  }

  /** News of a conversation without an open chat is about its last one. */
  async #subjectOf({ type, chatId, conversationId }: StoredEvent): Promise<Subject | null> {
    if (chatId !== undefined) return this.subject(chatId)
    if (type !== 'properties.changed' || conversationId === undefined) return null
    const [last] = await this.views.library.reads.chats.ofConversation(conversationId, 1)
    return last === undefined ? null : this.subject(last.id)
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

  #closed(event: StoredEvent, subject: Subject): Promise<readonly Push[]> {
    const { chat, identity } = subject
    const { library } = this.views
    return bothSides(event, subject.identity, async side => {
      const agentId = chat.closedBy === null ? undefined : await library.agentIdFor(side, chat.closedBy)
      const userId = chat.closeReason === 'customer' ? customerIdOf(identity) : agentId
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
}
