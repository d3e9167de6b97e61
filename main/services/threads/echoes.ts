// What was said to the customer in our place's name. Ours: proof that it was sent. Anybody else's: a message of the conversation.
import { asId, type ChannelId, type ChatId, type MessageId } from '../../domain/ids.ts'
import type { Message } from '../../domain/message.ts'
import type { InboundUpdate } from '../../domain/unified-message.ts'
import type { Conversation, Transaction } from '../../storage/store.ts'
import { isSent, takeReport } from '../reports.ts'
import { ownMessage } from '../system-lines.ts'
import { changeThread, concernedBy, freshChat, type ThreadDeed } from './thread-change.ts'

export type Echo = Extract<InboundUpdate, { type: 'echo' }>

/** A message of ours, or one that was stored before: null when it is neither. `moved`: what is to be told of it. */
export const ownEcho = async (
  tx: Transaction,
  channelId: ChannelId,
  echo: Echo,
): Promise<{ readonly moved: Message | null } | null> => {
  const { externalId, messageId, address, at } = echo
  const known = await tx.messages.byExternalId(channelId, externalId)
  const named = messageId === undefined ? null : await tx.messages.get(messageId)
  const mine = known ?? (named !== null && (await isOf(tx, channelId, named)) ? named : null)
  if (mine === null) return null
  // It was given up as failed, and here it is.
  if (mine.state === 'failed') {
    await tx.outbox.remove(mine.id)
    return { moved: (await tx.outbox.setState(mine.id, 'sent', { externalId, trouble: null })) ? mine : null }
  }
  const report = { type: 'status', state: 'sent', externalId, address, at, messageId: mine.id } as const
  return { moved: await takeReport(tx, channelId, report) }
}

const isOf = async (tx: Transaction, channelId: ChannelId, message: Message): Promise<boolean> =>
  isSent(message) && (await tx.chats.get(message.chatId))?.channelId === channelId

/**
 * Stores it in the open chat; with none open behind the last one, and in a new chat of the bot's where another program holds the
 * conversation. What a person of the place wrote answers the customer. What a program wrote does not: whoever waits for an
 * agent waits on, and no chat is closed because nobody answered a bot's last word.
 */
export const storeEcho = async (
  deed: ThreadDeed,
  { id: conversationId, contactId }: Conversation,
  echo: Echo,
): Promise<{ readonly messageId: MessageId; readonly toRoute: ChatId | null }> => {
  const { tx, ids, now, channel } = deed
  const { at, holder, byApp, author, kind, text, externalId } = echo
  const change = await changeThread(deed, conversationId, { kind: 'echo', at, holder, app: byApp })
  // A ban holds for bots too: no chat is opened.
  const opens = change.decision.move === 'openBot' && (await tx.contacts.get(contactId))?.ban === null
  const last = opens ? null : ((await tx.chats.ofConversation(conversationId, 1))[0] ?? null)
  const chat = change.chat ?? last ?? (await openBotChat())
  const message = await tx.messages.insert({
    ...ownMessage(chat, now),
    direction: echo.as ?? 'out',
    kind,
    text,
    at,
    authorName: echo.as === 'system' ? null : author,
    ...(echo.as === 'system' ? { system: { code: 'network', text } } : {}),
    attachments: (echo.attachments ?? []).map(one => ({ ...one, id: asId(ids.next()) })),
    state: echo.as === undefined ? 'sent' : null,
    externalId,
    content: echo.content ?? null,
    answers: byApp === null && echo.as === undefined,
  })
  await tx.events.append({
    type: 'message.added',
    at: now,
    audience: await concernedBy(tx, chat),
    chatId: chat.id,
    conversationId,
    messageId: message.id,
  })
  return { messageId: message.id, toRoute: change.toRoute }

  async function openBotChat() {
    const opened = await tx.chats.insert({
      ...freshChat,
      id: asId<ChatId>(ids.next()),
      conversationId,
      contactId,
      channelId: channel.id,
      queueId: channel.queueId,
      status: 'bot',
      openedAt: now,
      queuedAt: now,
    })
    await tx.events.append({ type: 'chat.opened', at: now, audience: [], chatId: opened.id, conversationId })
    return opened
  }
}
