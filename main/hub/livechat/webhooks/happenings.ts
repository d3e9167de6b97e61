// What happened, as far as the filters of webhooks ask for it: who did it, in which chat, and who is there.
import type { StoredEvent } from '../../../domain/event.ts'
import type { ConversationId } from '../../../domain/ids.ts'
import type { Happening, ProtocolAction } from '../../../domain/protocol-webhook.ts'
import { customerIdOf } from '../names.ts'
import type { Push } from '../pushes/push.ts'
import type { Library } from '../views/library.ts'

export interface Happened {
  readonly happening: Happening
  readonly conversationId: ConversationId | null
  /** What of it was asked for. */
  additionalData(asked: readonly string[]): Readonly<Record<string, unknown>>
}

export class Happenings {
  readonly #library: Library

  constructor(library: Library) {
    this.#library = library
  }

  async of(push: Push & { readonly action: ProtocolAction }, event: StoredEvent): Promise<Happened> {
    const { reads } = this.#library
    const message = event.messageId === undefined ? null : await reads.messages.get(event.messageId)
    const agentId = message?.agentId ?? event.agentId ?? null
    const agent = agentId === null ? null : await this.#library.agent(agentId)
    const chat = push.chatId === undefined ? null : await reads.chats.get(push.chatId)
    const conversation = chat === null ? null : await reads.contacts.conversation(chat.conversationId)
    const owner = chat === null || chat.ownerId === null ? null : await this.#library.agent(chat.ownerId)
    const conversationId = chat?.conversationId ?? event.conversationId ?? null
    const properties =
      chat === null ? {} : await reads.protocol.properties({ scope: 'conversation', id: chat.conversationId })
    const source = properties.source?.client_id
    const presentUserIds = [
      ...(conversation === null ? [] : [customerIdOf(conversation.identity)]),
      ...(owner === null ? [] : [owner.login]),
    ]
    const byCustomer = message?.direction === 'in' || event.facts?.by === 'customer'
    const happening: Happening = {
      action: push.action,
      authorType: byCustomer ? 'customer' : agent === null ? null : 'agent',
      byClientId: agent?.clientId ?? null,
      bySystem: !byCustomer && agent === null,
      chat:
        chat === null
          ? null
          : {
              sourceClientId: typeof source === 'string' ? source : null,
              presentUserIds,
              botClientIds: owner?.clientId == null ? [] : [owner.clientId],
            },
      aboutClientId: agent?.clientId ?? null,
    }
    return {
      happening,
      conversationId,
      additionalData: asked => ({
        ...(asked.includes('chat_properties') && chat !== null ? { chat_properties: properties } : {}),
        ...(asked.includes('chat_presence_user_ids') && chat !== null
          ? { chat_presence_user_ids: presentUserIds }
          : {}),
      }),
    }
  }
}
