// How a chat is read: as itself, or with what its row in the list shows.
import type { Chat } from '../../domain/chat.ts'
import type { MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import type { ReadDb } from '../schema.ts'
import type { ChatRow } from '../store.ts'

/** Longest text of the last message in a row. */
export const excerptLength = 140

const columns = [
  'chat.id',
  'chat.number',
  'chat.conversationId',
  'chat.contactId',
  'chat.channelId',
  'chat.queueId',
  'chat.status',
  'chat.ownerId',
  'chat.openedAt',
  'chat.queuedAt',
  'chat.acceptedAt',
  'chat.closedAt',
  'chat.closeReason',
  'chat.closedBy',
  'chat.lastInboundAt',
  'chat.lastOutboundAt',
  'chat.unansweredSince',
  'chat.lastMessageN',
] as const

export const selectChats = (db: ReadDb) => db.selectFrom('chat').select(columns)

export const selectChatRows = (db: ReadDb) =>
  selectChats(db)
    .innerJoin('channel', 'channel.id', 'chat.channelId')
    .innerJoin('queue', 'queue.id', 'chat.queueId')
    .innerJoin('contact', 'contact.id', 'chat.contactId')
    .innerJoin('conversation', 'conversation.id', 'chat.conversationId')
    .leftJoin('agent as owner', 'owner.id', 'chat.ownerId')
    .leftJoin('agent as author', 'author.id', 'chat.lastAgentId')
    .select([
      'channel.kind as channelKind',
      'channel.name as channelName',
      'channel.settings as channelSettings',
      'queue.name as queueName',
      'contact.name as contactName',
      'owner.name as ownerName',
      'author.name as authorName',
      'conversation.holder',
      'conversation.holderApp',
      'conversation.heldSince',
      'chat.lastDirection',
      'chat.lastKind',
      'chat.lastText',
      'chat.lastAt',
    ])

type Selected<Query extends { execute(): Promise<unknown[]> }> = Awaited<ReturnType<Query['execute']>>[number]
export type SelectedChat = Selected<ReturnType<typeof selectChats>>
export type SelectedChatRow = Selected<ReturnType<typeof selectChatRows>>

export const toChat = <Row extends SelectedChat>({ lastMessageN, ...row }: Row): Chat & Omit<Row, 'lastMessageN'> => ({
  ...row,
  lastMessageId: lastMessageN === null ? null : asId<MessageId>(String(lastMessageN)),
})

export const toChatRow = (row: SelectedChatRow): ChatRow => {
  const {
    lastDirection,
    lastKind,
    lastText,
    lastAt,
    authorName,
    holder,
    holderApp,
    heldSince,
    channelSettings,
    ...chat
  } = row
  const last = lastDirection && lastKind && lastAt !== null
  return {
    ...toChat(chat),
    channelSettings: JSON.parse(channelSettings) as ChatRow['channelSettings'],
    heldBy: holder === 'others' && heldSince !== null ? { app: holderApp, since: heldSince } : null,
    lastMessage: last
      ? { direction: lastDirection, kind: lastKind, text: lastText ?? '', at: lastAt, agentName: authorName }
      : null,
  }
}

/** Cut where a person would not stumble: never in the middle of a sign. */
export const excerpt = (text: string): string => {
  if (text.length <= excerptLength) return text
  const cut = text.slice(0, excerptLength - 1)
  const lastUnit = cut.charCodeAt(cut.length - 1)
  return `${lastUnit >= 0xd800 && lastUnit <= 0xdbff ? cut.slice(0, -1) : cut}…`
}
