// How a case is read: as itself or with the names of its row, always with its chats in the order in which they were linked.
import type { Case } from '../../domain/case.ts'
import type { CaseId, ChatId } from '../../domain/ids.ts'
import type { CaseRow } from '../case-store.ts'
import type { ReadDb } from '../schema.ts'

const columns = [
  'case.id',
  'case.number',
  'case.subject',
  'case.description',
  'case.source',
  'case.status',
  'case.registeredAt',
  'case.registeredBy',
  'case.contactId',
  'case.account',
  'case.assigneeId',
  'case.queueId',
  'case.changedAt',
  'case.resolvedAt',
  'case.closedAt',
  'case.version',
] as const

export const selectCases = (db: ReadDb) => db.selectFrom('case').select(columns)

export const selectCaseRows = (db: ReadDb) =>
  selectCases(db)
    .leftJoin('contact', 'contact.id', 'case.contactId')
    .leftJoin('agent as assignee', 'assignee.id', 'case.assigneeId')
    .leftJoin('agent as registrar', 'registrar.id', 'case.registeredBy')
    .leftJoin('queue', 'queue.id', 'case.queueId')
    .select([
      'contact.name as contactName',
      'assignee.name as assigneeName',
      'registrar.name as registeredByName',
      'queue.name as queueName',
    ])

type Selected = Awaited<ReturnType<ReturnType<typeof selectCases>['execute']>>[number]
type SelectedRow = Awaited<ReturnType<ReturnType<typeof selectCaseRows>['execute']>>[number]

export const toCase = async (db: ReadDb, row: Selected | undefined): Promise<Case | null> =>
  row === undefined ? null : { ...row, chatIds: (await chatsOf(db, [row.id])).get(row.id) ?? [] }

export const toCaseRows = async (db: ReadDb, rows: readonly SelectedRow[]): Promise<CaseRow[]> => {
  const chats = await chatsOf(
    db,
    rows.map(row => row.id),
  )
  return rows.map(row => ({ ...row, chatIds: chats.get(row.id) ?? [] }))
}

const chatsOf = async (db: ReadDb, ids: readonly CaseId[]): Promise<ReadonlyMap<CaseId, readonly ChatId[]>> => {
  const links = await db
    .selectFrom('caseChat')
    .innerJoin('chat', 'chat.id', 'caseChat.chatId')
    .select(['caseChat.caseId', 'caseChat.chatId'])
    .where('caseChat.caseId', 'in', ids)
    .orderBy('caseChat.at')
    .orderBy('chat.number')
    .execute()
  const chats = new Map<CaseId, ChatId[]>()
  for (const { caseId, chatId } of links) chats.set(caseId, [...(chats.get(caseId) ?? []), chatId])
  return chats
}
