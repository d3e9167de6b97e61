// System notifications: each chat that rings at the agent, with Accept, until somebody takes it; and the unread total for the badge.
import { Notification } from 'electron'
import type { ChatId } from '../domain/ids.ts'
import type { Actor, ChatCard, FeedItem, Services } from '../services/verbs.ts'

export interface NotificationParts {
  readonly services: Services
  readonly actor: Actor
  readonly openChat: (chatId: ChatId) => void
  readonly onUnread: (messages: number) => void
  /** Whether the toast itself has room for buttons; elsewhere a click on the toast accepts. */
  readonly hasButtons: boolean
}

/** Shows and takes back toasts until the signal aborts. */
export const notifyOfChats = async (parts: NotificationParts, signal: AbortSignal): Promise<void> => {
  const { services, actor } = parts
  const shown = new Map<ChatId, Notification>()

  const takeBack = (chatId: ChatId) => {
    shown.get(chatId)?.close()
    shown.delete(chatId)
  }

  const accept = async (chatId: ChatId) => {
    takeBack(chatId)
    const taken = await services.chatService.acceptChat(actor, chatId)
    if ('refused' in taken) new Notification({ title: 'Parley', body: taken.sentence }).show()
    else parts.openChat(chatId)
  }

  const ring = ({ row }: ChatCard) => {
    if (shown.has(row.id) || !Notification.isSupported()) return
    const said = row.lastMessage?.text ?? ''
    const toast = new Notification({
      title: `${row.contactName} · ${row.queueName}`,
      body: parts.hasButtons ? said : `${said}\nClick to accept`,
      urgency: 'critical',
      timeoutType: 'never',
      silent: true,
      actions: parts.hasButtons ? [{ type: 'button', text: 'Accept' }] : [],
    })
    toast.on('action', () => void accept(row.id))
    toast.on('click', () => (parts.hasButtons ? parts.openChat(row.id) : void accept(row.id)))
    shown.set(row.id, toast)
    toast.show()
  }

  const follow = (card: ChatCard) => (card.rings ? ring(card) : takeBack(card.row.id))

  const since = await services.feed.last()
  const now = await services.chatService.getChats(actor, false)
  if (!('refused' in now)) for (const card of now.cards) follow(card)
  parts.onUnread(await services.chatService.getUnreadMessagesCount(actor))
  for await (const item of services.feed.follow(actor, since, signal)) {
    if (!concernsChats(item)) continue
    if (item.card) follow(item.card)
    else if (item.card === null && item.event.chatId !== undefined) takeBack(item.event.chatId)
    parts.onUnread(await services.chatService.getUnreadMessagesCount(actor))
  }
  for (const toast of shown.values()) toast.close()
}

const concernsChats = (item: FeedItem): item is Extract<FeedItem, { kind: 'event' }> =>
  item.kind === 'event' && item.event.chatId !== undefined
