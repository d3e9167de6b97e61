// The prepared statements that store a message, shared by the hot path and by what we write ourselves.
import { assertNever } from '../../domain/assert-never.ts'
import type { Namer, StoredAttachment } from '../../domain/message.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import { foundBy } from '../search/words.ts'
import type { NewAttachment, NewMessage } from '../store.ts'
import { excerpt } from './chat-rows.ts'
import { fromNewAttachment, packMore } from './message-rows.ts'

/** Where a message belongs, by row numbers. */
export interface MessagePlace {
  readonly chatNumber: number
  readonly conversationN: number
  readonly channelN: number
}

export interface MessageStatements {
  /** Stores the message and its attachments, moves the chat's last-message fields, returns the message's number. */
  store(place: MessagePlace, message: Storable): number
  /** The number of the conversation's message that this sender's program calls so. */
  byCustomId(conversationN: number, customId: string, namer: Namer): number | null
}

export type Storable = Omit<NewMessage, 'chatId' | 'conversationId' | 'channelId'>

/** Namer of a message, '' for null; as the index messageByCustomId has it. */
export const namerInSql = "CASE WHEN direction = 'in' THEN 'customer' ELSE coalesce(agentId, '') END"

export const messageStatements = (sqlite: Sqlite): MessageStatements => {
  const insertMessage = sqlite.prepare(`
    INSERT INTO message (chatNumber, conversationN, channelN, direction, kind, text, foundBy, at, storedAt, agentId, authorName,
      more, state, system, externalId, idempotencyKey, content, customId)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const insertAttachment = sqlite.prepare(`
    INSERT INTO attachment (id, messageN, position, kind, name, mime, size, width, height, durationMs, state, failure, fileId, remote,
      attempts)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`)
  const lastMessage = 'lastN = ?, lastMessageN = ?, lastKind = ?, lastText = ?, lastAt = ?'
  // The customer's first message since the last answer starts the wait; further ones do not start it again.
  const afterInbound = sqlite.prepare(`
    UPDATE chat SET ${lastMessage}, lastDirection = 'in', lastAgentId = NULL,
      lastInboundAt = ?, unansweredSince = coalesce(unansweredSince, ?)
    WHERE number = ?`)
  const afterOutbound = sqlite.prepare(`
    UPDATE chat SET ${lastMessage}, lastDirection = 'out', lastAgentId = ?, lastOutboundAt = ?, unansweredSince = NULL
    WHERE number = ?`)
  // What Parley sent by itself answers nobody: the customer waits as before.
  const afterAutomatic = sqlite.prepare(`
    UPDATE chat SET ${lastMessage}, lastDirection = 'out', lastAgentId = NULL WHERE number = ?`)
  const afterNote = sqlite.prepare(`
    UPDATE chat SET ${lastMessage}, lastDirection = 'note', lastAgentId = ? WHERE number = ?`)
  const afterSystemLine = sqlite.prepare('UPDATE chat SET lastN = ? WHERE number = ?')

  const storeAttachment = (n: number, position: number, { remote }: NewAttachment, a: StoredAttachment): void =>
    void insertAttachment.run(
      a.id,
      n,
      position,
      a.kind,
      a.name,
      a.mime,
      a.size,
      a.width,
      a.height,
      a.durationMs,
      a.state,
      a.failure,
      a.fileId,
      remote ?? null,
    )

  const moveChat = (chatNumber: number, n: number, m: Storable): void => {
    if (m.direction === 'system') return void afterSystemLine.run(n, chatNumber)
    const last = [n, n, m.kind, excerpt(m.text), m.at] as const
    switch (m.direction) {
      case 'in':
        return void afterInbound.run(...last, m.at, m.at, chatNumber)
      case 'out':
        if (!(m.answers ?? m.agentId !== null)) return void afterAutomatic.run(...last, chatNumber)
        return void afterOutbound.run(...last, m.agentId, m.at, chatNumber)
      case 'note':
        return void afterNote.run(...last, m.agentId, chatNumber)
      default:
        assertNever(m.direction)
    }
  }

  const named = sqlite
    .prepare<[number, string, string], number>(
      `SELECT n FROM message WHERE conversationN = ? AND customId = ? AND ${namerInSql} = ?`,
    )
    .pluck()

  return {
    byCustomId: (conversationN, customId, namer) => named.get(conversationN, customId, namer ?? '') ?? null,

    store(place, m) {
      const names = m.attachments.flatMap(attachment => (attachment.name ? [attachment.name] : []))
      const { lastInsertRowid } = insertMessage.run(
        place.chatNumber,
        place.conversationN,
        place.channelN,
        m.direction,
        m.kind,
        m.text,
        foundBy(m.text, names),
        m.at,
        m.storedAt,
        m.agentId,
        m.authorName,
        packMore(m),
        m.state,
        m.system === null ? null : JSON.stringify(m.system),
        m.externalId,
        m.idempotencyKey,
        m.content ? JSON.stringify(m.content) : null,
        m.customId ?? null,
      )
      const n = Number(lastInsertRowid)
      m.attachments.forEach((attachment, position) => {
        storeAttachment(n, position, attachment, fromNewAttachment(attachment))
      })
      moveChat(place.chatNumber, n, m)
      return n
    },
  }
}
