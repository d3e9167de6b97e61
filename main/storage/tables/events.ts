// The log of what happened, numbered in the order of the commits.
import type { NewEvent, StoredEvent } from '../../domain/event.ts'
import type { AgentId } from '../../domain/ids.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import type { EventTable, ReadDb, WriteDb } from '../schema.ts'
import type { EventReads, EventWrites } from '../store.ts'

export const eventReads = (db: ReadDb): EventReads => ({
  async after(since, limit) {
    const query = db.selectFrom('event').selectAll().where('seq', '>', since)
    return (await query.orderBy('seq').limit(limit).execute()).map(toEvent)
  },
  async last() {
    const row = await db
      .selectFrom('event')
      .select(({ fn }) => fn.max('seq').as('seq'))
      .executeTakeFirst()
    return row?.seq ?? 0
  },
})

/** On the hot path, so by prepared statement. `note` remembers the event until its transaction is committed. */
export const eventWrites = (
  db: WriteDb,
  sqlite: Sqlite,
  mustBeInWork: () => void,
  note: (event: StoredEvent) => void,
): EventWrites => {
  const insert = sqlite.prepare(`
    INSERT INTO event (type, at, audience, chatId, conversationId, messageId, agentId, channelId, facts)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  return {
    ...eventReads(db),
    async append(event: NewEvent) {
      mustBeInWork()
      const { lastInsertRowid } = insert.run(
        event.type,
        event.at,
        event.audience === 'everyone' ? null : JSON.stringify(event.audience),
        event.chatId ?? null,
        event.conversationId ?? null,
        event.messageId ?? null,
        event.agentId ?? null,
        event.channelId ?? null,
        event.facts ? JSON.stringify(event.facts) : null,
      )
      note({ ...event, seq: Number(lastInsertRowid) })
    },
  }
}

const toEvent = (row: Omit<EventTable, 'seq'> & { seq: number }): StoredEvent => ({
  seq: row.seq,
  type: row.type,
  at: row.at,
  audience: row.audience === null ? 'everyone' : (JSON.parse(row.audience) as AgentId[]),
  ...(row.chatId !== null && { chatId: row.chatId }),
  ...(row.conversationId !== null && { conversationId: row.conversationId }),
  ...(row.messageId !== null && { messageId: row.messageId }),
  ...(row.agentId !== null && { agentId: row.agentId }),
  ...(row.channelId !== null && { channelId: row.channelId }),
  ...(row.facts !== null && { facts: JSON.parse(row.facts) as NonNullable<NewEvent['facts']> }),
})
