// Search over everything ever said, newest first.

import { sql } from 'kysely'
import type { MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import type { ReadDb } from '../schema.ts'
import type { SearchReads } from '../store.ts'
import { excerptAround } from './excerpt.ts'
import { marking, matchAll, queryWords } from './words.ts'

export const searchReads = (db: ReadDb, upToDate: () => void): SearchReads => ({
  async messages(query) {
    upToDate()
    const words = queryWords(query.text)
    if (words.length === 0 && query.text.trim() !== '') return { hits: [], nextBefore: null }
    let select = db
      .selectFrom('message')
      .innerJoin('chat', 'chat.number', 'message.chatNumber')
      .innerJoin('contact', 'contact.id', 'chat.contactId')
      .innerJoin('channel', 'channel.id', 'chat.channelId')
      .select([
        'message.n',
        'message.text',
        'message.direction',
        'message.at',
        'chat.id as chatId',
        'chat.conversationId',
        'chat.contactId',
        'contact.name as contactName',
        'channel.kind as channelKind',
        'channel.name as channelName',
      ])
      .where('message.deletedAt', 'is', null)
      .orderBy('message.n', 'desc')
      .limit(query.limit + 1)
    if (words.length > 0) {
      select = select.where(
        'message.n',
        'in',
        sql<number>`(SELECT rowid FROM messageWords WHERE messageWords MATCH ${matchAll(words)})`,
      )
    }
    const { contactId, channelId, agentId, from, to, before, visibleTo } = query
    if (contactId !== undefined) select = select.where('chat.contactId', '=', contactId)
    if (channelId !== undefined) select = select.where('chat.channelId', '=', channelId)
    if (agentId !== undefined) {
      select = select.where(({ or, eb }) => or([eb('chat.ownerId', '=', agentId), eb('message.agentId', '=', agentId)]))
    }
    if (from !== undefined) select = select.where('message.at', '>=', from)
    if (to !== undefined) select = select.where('message.at', '<=', to)
    if (before !== undefined) select = select.where('message.n', '<', Number(before))
    if (visibleTo !== null) {
      select = select.where(
        sql<boolean>`EXISTS (SELECT 1 FROM chat AS o WHERE o.conversationId = chat.conversationId AND o.ownerId = ${visibleTo})`,
      )
    }
    const rows = await select.execute()
    const hits = rows.slice(0, query.limit)
    const last = hits.at(-1)
    const marks = marking(words)
    return {
      hits: hits.map(({ n, text, ...row }) => ({
        ...row,
        messageId: asId<MessageId>(String(n)),
        excerpt: excerptAround(text, marks),
      })),
      nextBefore: rows.length > query.limit && last ? asId<MessageId>(String(last.n)) : null,
    }
  },
})
