// A message as the contract shows it. Attachments are fetched by an address relative to the page, never by where they lie.
import type { AttachmentView, MessageView } from '../../../preload/views.ts'
import type { Message, StoredAttachment } from '../../domain/message.ts'
import { contentView } from './content.ts'

export const messageView = (message: Message): MessageView => ({
  id: message.id,
  chatId: message.chatId,
  conversationId: message.conversationId,
  direction: message.direction,
  kind: message.kind,
  text: message.text,
  at: message.at,
  author:
    message.agentId === null && message.authorName === null
      ? null
      : { agentId: message.agentId, name: message.authorName ?? '' },
  attachments: message.attachments.map(attachmentView),
  place: message.place === null ? null : { ...message.place },
  card: message.card === null ? null : { ...message.card },
  options: [...message.options],
  replyTo: message.replyTo,
  albumId: message.albumId,
  forwardedFrom: message.forwardedFrom,
  content: message.content === null ? null : contentView(message.content),
  reactions: message.reactions.map(({ author, emoji }) => ({ author, emoji: [...emoji] })),
  editedAt: message.editedAt,
  deletedAt: message.deletedAt,
  state: message.state,
  trouble: message.trouble,
  system: message.system,
  externalId: message.externalId,
})

const attachmentView = (attachment: StoredAttachment): AttachmentView => ({
  id: attachment.id,
  kind: attachment.kind,
  name: attachment.name,
  mime: attachment.mime,
  size: attachment.size,
  width: attachment.width,
  height: attachment.height,
  durationMs: attachment.durationMs,
  state: attachment.state,
  failure: attachment.failure,
  url: attachment.state === 'stored' ? `files/${encodeURIComponent(attachment.id)}` : null,
})
