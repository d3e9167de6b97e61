// How stored messages become messages again: the row, its rarely used parts, its attachments.
import { sql } from 'kysely'
import type { MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import type { Message, Reaction, SendTrouble, StoredAttachment, SystemLine } from '../../domain/message.ts'
import type { MessageContent } from '../../domain/message-content.ts'
import type { AttachmentTable, ReadDb } from '../schema.ts'
import type { NewAttachment, NewMessage } from '../store.ts'

/** What few messages have, kept together as JSON. */
export type More = Partial<
  Pick<NewMessage, 'place' | 'card' | 'options' | 'replyTo' | 'albumId' | 'forwardedFrom' | 'template' | 'postback'>
>

export const packMore = (message: More): string | null => {
  const more: { -readonly [K in keyof More]: More[K] } = {}
  if (message.place) more.place = message.place
  if (message.card) more.card = message.card
  if (message.options?.length) more.options = message.options
  if (message.replyTo) more.replyTo = message.replyTo
  if (message.albumId) more.albumId = message.albumId
  if (message.forwardedFrom) more.forwardedFrom = message.forwardedFrom
  if (message.template) more.template = message.template
  if (message.postback) more.postback = message.postback
  return Object.keys(more).length > 0 ? JSON.stringify(more) : null
}

export const selectMessages = (db: ReadDb) =>
  db
    .selectFrom('message')
    .innerJoin('chat', 'chat.number', 'message.chatNumber')
    .select([
      'message.n',
      'chat.id as chatId',
      'chat.conversationId',
      'message.direction',
      'message.kind',
      'message.text',
      'message.at',
      'message.storedAt',
      'message.agentId',
      'message.authorName',
      'message.more',
      'message.reactions',
      'message.editedAt',
      'message.deletedAt',
      'message.state',
      'message.trouble',
      'message.system',
      'message.externalId',
      'message.content',
      'message.customId',
    ])

type SelectedMessage = Awaited<ReturnType<ReturnType<typeof selectMessages>['execute']>>[number]

/** With their attachments, in the order of the rows. */
export const toMessages = async (db: ReadDb, rows: readonly SelectedMessage[]): Promise<Message[]> => {
  if (rows.length === 0) return []
  const attachments = await db
    .selectFrom('attachment')
    .selectAll()
    .where('messageN', 'in', sql<number>`(SELECT value FROM json_each(${JSON.stringify(rows.map(row => row.n))}))`)
    .orderBy('messageN')
    .orderBy('position')
    .execute()
  const byMessage = Map.groupBy(attachments, attachment => attachment.messageN)
  return rows.map(row => toMessage(row, byMessage.get(row.n) ?? []))
}

const toMessage = (row: SelectedMessage, attachments: readonly AttachmentTable[]): Message => {
  const { n, more, reactions, trouble, system, content, ...plain } = row
  const rest = more === null ? {} : (JSON.parse(more) as More)
  return {
    ...plain,
    id: asId<MessageId>(String(n)),
    attachments: attachments.map(toAttachment),
    place: rest.place ?? null,
    card: rest.card ?? null,
    options: rest.options ?? [],
    replyTo: rest.replyTo ?? null,
    albumId: rest.albumId ?? null,
    forwardedFrom: rest.forwardedFrom ?? null,
    template: rest.template ?? null,
    content: content === null ? null : (JSON.parse(content) as MessageContent),
    postback: rest.postback ?? null,
    reactions: reactions === null ? [] : (JSON.parse(reactions) as Reaction[]),
    trouble: trouble === null ? null : (JSON.parse(trouble) as SendTrouble),
    system: system === null ? null : (JSON.parse(system) as SystemLine),
  }
}

export const toAttachment = (row: AttachmentTable): StoredAttachment => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  mime: row.mime,
  size: row.size,
  width: row.width,
  height: row.height,
  durationMs: row.durationMs,
  state: row.state,
  failure: row.failure,
  fileId: row.fileId,
})

/** What an attachment is when it is first stored. Without bytes and without a way to them it has failed already. */
export const fromNewAttachment = (a: NewAttachment): StoredAttachment => {
  const state = a.fileId ? 'stored' : a.remote ? 'remote' : 'failed'
  return {
    id: a.id,
    kind: a.kind,
    name: a.name ?? a.kind,
    mime: a.mime ?? 'application/octet-stream',
    size: a.size ?? null,
    width: a.width ?? null,
    height: a.height ?? null,
    durationMs: a.durationMs ?? null,
    state,
    failure: state === 'failed' ? 'The network gave no way to fetch this file.' : null,
    fileId: a.fileId ?? null,
  }
}

/** A message as it reads back after it was stored; spares the reading. */
export const fromNewMessage = (n: number, { channelId: _, idempotencyKey: __, ...message }: NewMessage): Message => ({
  ...message,
  id: asId<MessageId>(String(n)),
  attachments: message.attachments.map(fromNewAttachment),
  reactions: [],
  editedAt: null,
  deletedAt: null,
  template: message.template ?? null,
  content: message.content ?? null,
  postback: message.postback ?? null,
  customId: message.customId ?? null,
  trouble: null,
})
