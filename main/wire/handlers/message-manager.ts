// MessageManager over the door.
import type { ContentToSend } from '../../../preload/views.ts'
import { asId, type CannedReplyId, type ChannelId, type ChatId, type FileId, type MessageId } from '../../domain/ids.ts'
import type { MessageContent } from '../../domain/message-content.ts'
import { refuse } from '../../domain/refusal.ts'
import { door } from '../door.ts'
import { errorOf, granted } from '../outcomes.ts'
import { present } from '../present.ts'
import { messageView } from '../views/message.ts'

const done = { ok: true } as const
const os = door.messageManager

export const messageManager = {
  send: os.send.handler(async ({ input, context }) => {
    const { chatId, text, note, file, replyTo, template, content, idempotencyKey, cannedReplyId } = input
    const message = await context.services.messageManager.send(context.actor, {
      chatId: asId<ChatId>(chatId),
      text,
      note,
      ...present({
        file: file === undefined ? undefined : { ...file, fileId: asId<FileId>(file.fileId) },
        replyTo: replyTo === undefined ? undefined : asId<MessageId>(replyTo),
        cannedReplyId: cannedReplyId === undefined ? undefined : asId<CannedReplyId>(cannedReplyId),
        idempotencyKey,
        template,
        content: whole(content),
      }),
    })
    return messageView(granted(message))
  }),

  templates: os.templates.handler(async ({ input, context }) => {
    const found = granted(await context.services.messageManager.templates(context.actor, asId<ChatId>(input.chatId)))
    return {
      templates: found.map(one => ({
        ...one,
        variables: one.variables.map(it => ({ ...it })),
        extras: [...one.extras],
      })),
    }
  }),

  retry: os.retry.handler(async ({ input, context }) => {
    granted(await context.services.messageManager.retry(context.actor, asId<MessageId>(input.messageId)))
    return done
  }),

  settle: os.settle.handler(async ({ input, context }) => {
    granted(await context.services.messageManager.settle(context.actor, asId<MessageId>(input.messageId)))
    return done
  }),

  getMessagesByChatId: os.getMessagesByChatId.handler(async ({ input, context }) => {
    const { messageManager } = context.services
    const messages = await messageManager.getMessagesByChatId(context.actor, asId<ChatId>(input.chatId), input.limit)
    return { messages: granted(messages).map(messageView) }
  }),

  receive: os.receive.handler(async ({ input, context }) => {
    const { channelId, raw, message } = input
    if ((raw === undefined) === (message === undefined))
      throw errorOf(refuse('invalid', 'raw: give either raw or message, and not both.', { field: 'raw' }))
    const given =
      message === undefined
        ? { raw }
        : { message: present({ ...message, sender: present(message.sender), content: whole(message.content) }) }
    const report = granted(await context.services.messageManager.receive(asId<ChannelId>(channelId), given))
    return { ...report, messageIds: [...report.messageIds] }
  }),
}

/** As it goes out: nothing of it is pressed yet. */
const whole = (content: ContentToSend | undefined): MessageContent | undefined =>
  content !== undefined && 'elements' in content ? { ...content, pressed: [] } : content
