// OmnichannelChatService over the door.
import { type AgentId, asId, type ChatId, type MessageId, type QueueId } from '../../domain/ids.ts'
import type { AdmittedCall } from '../call.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { chatSummary, conversationView } from '../views/chat.ts'
import { decisionView } from '../views/decision.ts'
import { actionsInChats } from './actions-in-chats.ts'
import { tagsOfChats } from './tags-of-chats.ts'

const done = { ok: true } as const
const os = door.chatService

export const chatService = {
  acceptChat: os.acceptChat.handler(async ({ input, context }) => {
    const chat = granted(await context.services.chatService.acceptChat(context.actor, asId<ChatId>(input.chatId)))
    return summaryOf(context, chat.id)
  }),

  declineChat: os.declineChat.handler(async ({ input, context }) => {
    granted(await context.services.chatService.declineChat(context.actor, asId<ChatId>(input.chatId)))
    return done
  }),

  takeOverChat: os.takeOverChat.handler(async ({ input, context }) => {
    const chat = granted(await context.services.chatService.takeOverChat(context.actor, asId<ChatId>(input.chatId)))
    return summaryOf(context, chat.id)
  }),

  takeControl: os.takeControl.handler(async ({ input, context }) => {
    const chat = granted(await context.services.chatService.takeControl(context.actor, asId<ChatId>(input.chatId)))
    return summaryOf(context, chat.id)
  }),

  getChats: os.getChats.handler(async ({ input, context }) => {
    const { cards, seq } = granted(await context.services.chatService.getChats(context.actor, input.all))
    return { chats: cards.map(chatSummary), seq }
  }),

  getChat: os.getChat.handler(({ input, context }) => summaryOf(context, asId<ChatId>(input.chatId))),

  getConversation: os.getConversation.handler(async ({ input, context }) => {
    const { chatId, limit, ...place } = input
    const { before, after, around } = place
    const page = present({
      before: before === undefined ? undefined : asId<MessageId>(before),
      after: after === undefined ? undefined : asId<MessageId>(after),
      around: around === undefined ? undefined : asId<MessageId>(around),
    })
    const { chatService } = context.services
    return conversationView(
      granted(await chatService.getConversation(context.actor, asId<ChatId>(chatId), { ...page, limit })),
    )
  }),

  markChatAsRead: os.markChatAsRead.handler(async ({ input, context }) => {
    const upTo = input.upTo === undefined ? undefined : asId<MessageId>(input.upTo)
    granted(await context.services.chatService.markChatAsRead(context.actor, asId<ChatId>(input.chatId), upTo))
    return done
  }),

  closeActiveChat: os.closeActiveChat.handler(async ({ input, context }) => {
    granted(await context.services.chatService.closeActiveChat(context.actor, asId<ChatId>(input.chatId)))
    return done
  }),

  getUnreadChatsCount: os.getUnreadChatsCount.handler(async ({ context }) => ({
    count: await context.services.chatService.getUnreadChatsCount(context.actor),
  })),

  getUnreadMessagesCount: os.getUnreadMessagesCount.handler(async ({ context }) => ({
    count: await context.services.chatService.getUnreadMessagesCount(context.actor),
  })),

  ...actionsInChats,
  ...tagsOfChats,

  getTransferTargets: os.getTransferTargets.handler(async ({ input, context }) => {
    const targets = granted(
      await context.services.chatService.getTransferTargets(context.actor, asId<ChatId>(input.chatId)),
    )
    return { agents: [...targets.agents], queues: [...targets.queues] }
  }),

  transferChat: os.transferChat.handler(async ({ input, context }) => {
    const { chatId, to, comment } = input
    const target =
      to.kind === 'agent'
        ? { kind: to.kind, agentId: asId<AgentId>(to.agentId) }
        : { kind: to.kind, queueId: asId<QueueId>(to.queueId) }
    granted(await context.services.chatService.transferChat(context.actor, asId<ChatId>(chatId), target, comment))
    return done
  }),

  explain: os.explain.handler(async ({ input, context }) => {
    const { services, actor } = context
    const decisions = granted(await services.chatService.explain(actor, asId<ChatId>(input.chatId)))
    const names = new Map((await services.queues.list()).map(({ queue }) => [queue.id, queue.name]))
    return { decisions: decisions.map(decision => decisionView(decision, names.get(decision.queueId) ?? 'its queue')) }
  }),

  saveDraft: os.saveDraft.handler(async ({ input, context }) => {
    const { text, note, replyTo } = input.draft
    const draft = { text, note, replyTo: replyTo === null ? null : asId<MessageId>(replyTo) }
    granted(await context.services.chatService.saveDraft(context.actor, asId<ChatId>(input.chatId), draft))
    return done
  }),

  typing: os.typing.handler(async ({ input, context }) => {
    granted(await context.services.chatService.typing(context.actor, asId<ChatId>(input.chatId)))
    return done
  }),
}

const summaryOf = async ({ services, actor }: AdmittedCall, chatId: ChatId) =>
  chatSummary(granted(await services.chatService.getChat(actor, chatId)))
