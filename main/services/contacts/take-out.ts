// Everything that is kept of a contact, as one JSON file: what was said in a form that people read, and every row of every table.
import { base64Of } from '../../domain/base64.ts'
import type { ContactId, FileId } from '../../domain/ids.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import type { FileStore, StoredRow } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'
import { putOnRecord } from '../audit-trail.ts'
import type { ContactPorts } from './contact-ports.ts'
import type { TakenOut } from './contact-verbs.ts'
import { seenContact } from './seen-contact.ts'

export const takenOutFormat = 'parley-contact'

/** What one text can hold has an end: files beyond this are named, and left out. */
const mostBytes = 100 * 1024 * 1024

export const takeOut = async (
  { store, files, clock }: ContactPorts,
  actor: Actor,
  id: ContactId,
): Promise<TakenOut | Refusal> => {
  const seen = await seenContact(store, actor, id)
  if (isRefusal(seen)) return seen
  const { contact } = seen
  const records = await store.persons.records(contact.id)
  const taken = await filesOf(files, records.attachment ?? [])
  const at = clock.now()
  const file = JSON.stringify(
    {
      format: takenOutFormat,
      version: 1,
      takenOutAt: new Date(at).toISOString(),
      name: contact.name,
      said: saidIn(records),
      records,
      files: taken.files,
      filesLeftOut: taken.leftOut,
    },
    null,
    1,
  )
  const about = { noun: 'contact', nounId: contact.id, name: contact.id } as const
  await store.transact(tx => putOnRecord(tx, actor, at, { ...about, deed: 'exported' }))
  return { file, isWhole: taken.leftOut.length === 0 }
}

const filesOf = async (store: FileStore, attachments: readonly StoredRow[]) => {
  const files: { fileId: string; name: string; mime: string; base64: string }[] = []
  const leftOut: { fileId: string; name: string; reason: string }[] = []
  let bytes = 0
  const names = new Map(
    attachments.flatMap(row => (typeof row.fileId === 'string' ? [[row.fileId, row] as const] : [])),
  )
  for (const [fileId, { name, mime }] of names) {
    const about = { fileId, name: String(name) }
    const size = await store.size(fileId as FileId)
    const content = size === null || bytes + size > mostBytes ? null : await store.read(fileId as FileId)
    if (content === null) {
      leftOut.push({ ...about, reason: size === null ? 'The bytes are gone.' : 'The file would be too large.' })
      continue
    }
    bytes += content.length
    files.push({ ...about, mime: String(mime), base64: base64Of(content) })
  }
  return { files, leftOut }
}

/** Oldest first. */
const saidIn = (records: Readonly<Record<string, readonly StoredRow[]>>) => {
  const chats = new Map((records.chat ?? []).map(chat => [chat.number, chat]))
  const files = Map.groupBy(records.attachment ?? [], attachment => attachment.messageN)
  return (records.message ?? [])
    .toSorted((a, b) => Number(a.n) - Number(b.n))
    .map(({ n, chatNumber, at, direction, authorName, text, deletedAt }) => ({
      chat: chats.get(chatNumber)?.number ?? null,
      at: new Date(Number(at)).toISOString(),
      direction,
      from: authorName,
      text,
      ...(deletedAt === null ? {} : { deletedAt: new Date(Number(deletedAt)).toISOString() }),
      files: (files.get(n) ?? []).map(({ name, fileId }) => ({ name, fileId })),
    }))
}
