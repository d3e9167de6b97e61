// Small whole views to test screens with: each builder gives a sensible one, and the test names only what matters to it.
import type { ChatHeading, ChatSummary, Followed, MessageView } from '../../preload/views.ts'
import { morning } from '../kit/hand-clock.ts'

export const aChatView = (id: string, more: Partial<ChatSummary> = {}): ChatSummary => ({
  id,
  number: 1,
  conversationId: `${id}-conversation`,
  status: 'active',
  channel: { id: 'website', kind: 'web', name: 'Website' },
  queue: { id: 'support', name: 'Support', closed: null },
  contact: { id: `${id}-contact`, name: id },
  owner: { id: 'me', name: 'Mira' },
  openedAt: morning,
  queuedAt: morning,
  acceptedAt: morning,
  closedAt: null,
  unansweredSince: null,
  lastOutboundAt: null,
  completesAt: null,
  windowClosesAt: null,
  humanWindowClosesAt: null,
  heldBy: null,
  lastMessage: null,
  unread: 0,
  offer: null,
  hasDraft: false,
  rings: false,
  ...more,
})

export const aRingingChat = (id: string, more: Partial<ChatSummary> = {}): ChatSummary =>
  aChatView(id, { status: 'waiting', owner: null, acceptedAt: null, rings: true, ...more })

export const aMessageView = (id: string | number, more: Partial<MessageView> = {}): MessageView => ({
  id: String(id),
  chatId: 'chat',
  conversationId: 'conversation',
  direction: 'in',
  kind: 'text',
  text: `message ${id}`,
  at: morning,
  author: { agentId: null, name: 'Amara' },
  attachments: [],
  place: null,
  card: null,
  options: [],
  replyTo: null,
  albumId: null,
  forwardedFrom: null,
  content: null,
  reactions: [],
  editedAt: null,
  deletedAt: null,
  state: null,
  trouble: null,
  system: null,
  externalId: null,
  ...more,
})

export const aHeading = (id: string, more: Partial<ChatHeading> = {}): ChatHeading => ({
  id,
  number: 1,
  conversationId: 'conversation',
  status: 'closed',
  channelKind: 'web',
  queueName: 'Support',
  openedAt: morning,
  acceptedAt: null,
  closedAt: null,
  ownerName: null,
  lastText: null,
  ...more,
})

export const anEvent = (seq: number, more: Partial<Followed> = {}): Followed => ({
  seq,
  at: morning,
  type: 'chat.changed',
  ...more,
})
