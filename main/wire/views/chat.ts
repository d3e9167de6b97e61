// Chats as the contract shows them: the row of a list, the heading in a timeline, the page of a conversation.
import type { ChatHeading, ChatSummary, ConversationView } from '../../../preload/views.ts'
import { allowsHumanAgent, humanWindowClosesAt, windowClosesAt } from '../../domain/messaging-window.ts'
import type { ChatCard, ConversationPage } from '../../services/verbs.ts'
import type { ChatRow } from '../../storage/store.ts'
import { messageView } from './message.ts'

export const chatSummary = ({ row, view, completesAt, rings, closed }: ChatCard): ChatSummary => ({
  id: row.id,
  number: row.number,
  conversationId: row.conversationId,
  status: row.status,
  channel: { id: row.channelId, kind: row.channelKind, name: row.channelName },
  queue: { id: row.queueId, name: row.queueName, closed },
  contact: { id: row.contactId, name: row.contactName },
  owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? '' },
  openedAt: row.openedAt,
  queuedAt: row.queuedAt,
  acceptedAt: row.acceptedAt,
  closedAt: row.closedAt,
  unansweredSince: row.unansweredSince,
  lastOutboundAt: row.lastOutboundAt,
  completesAt,
  windowClosesAt: windowClosesAt(row.channelKind, row.lastInboundAt),
  humanWindowClosesAt: humanWindowClosesAt(row.channelKind, row.lastInboundAt, allowsHumanAgent(row.channelSettings)),
  heldBy: row.heldBy,
  lastMessage: row.lastMessage,
  unread: view.unread,
  offer:
    view.offer === null
      ? null
      : {
          id: view.offer.id,
          madeAt: view.offer.madeAt,
          expiresAt: view.offer.expiresAt,
          exclusive: view.offer.exclusive,
        },
  hasDraft: view.hasDraft,
  rings,
})

export const chatHeading = (row: ChatRow): ChatHeading => ({
  id: row.id,
  number: row.number,
  conversationId: row.conversationId,
  status: row.status,
  channelKind: row.channelKind,
  queueName: row.queueName,
  openedAt: row.openedAt,
  acceptedAt: row.acceptedAt,
  closedAt: row.closedAt,
  ownerName: row.ownerName,
  lastText: row.lastMessage?.text ?? null,
})

export const conversationView = (page: ConversationPage): ConversationView => ({
  chat: chatSummary(page.card),
  messages: page.messages.map(messageView),
  hasOlder: page.hasOlder,
  hasNewer: page.hasNewer,
  firstUnreadId: page.card.view.firstUnreadId,
  headings: page.headings.map(chatHeading),
  draft: page.draft === null ? null : { text: page.draft.text, note: page.draft.note, replyTo: page.draft.replyTo },
  can: page.can,
  seq: page.seq,
})
