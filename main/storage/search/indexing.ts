// Brings the indexes of words, and of what makes contacts alike, up to date, once per commit for everything in it: row by row would flush them each time.
import { type Known, keysOf } from '../../domain/contact/same-person.ts'
import type { Sqlite } from '../dialects/sqlite.ts'

/** To be run inside the transaction, before its commit, and before a search that must see the transaction's own writes. */
export const wordIndexing = (sqlite: Sqlite): (() => void) => {
  const reach = sqlite.prepare<[], { from: number; to: number }>(
    'SELECT upTo AS "from", coalesce((SELECT max(n) FROM message), 0) AS "to" FROM indexed',
  )
  const setUpTo = sqlite.prepare<[number]>('UPDATE indexed SET upTo = ?')
  const addMessages = sqlite.prepare<[number]>(`
    INSERT INTO messageWords(rowid, text, foundBy) SELECT n, text, foundBy FROM searchable WHERE n > ?`)

  const contactsWait = sqlite.prepare('SELECT EXISTS (SELECT 1 FROM contactToIndex)').pluck()
  // A cross join keeps this order: from the few that wait to the contacts, never through all contacts.
  const dropContacts = sqlite.prepare(`
    DELETE FROM contactWords WHERE rowid IN (SELECT contact.n FROM contactToIndex CROSS JOIN contact ON contact.id = contactId)`)
  const addContacts = sqlite.prepare(`
    INSERT INTO contactWords(rowid, name, email, phone, usernames)
    SELECT contact.n, name, email, phone,
      (SELECT group_concat(username, ' ') FROM identity WHERE identity.contactId = contact.id)
    FROM contactToIndex CROSS JOIN contact ON contact.id = contactToIndex.contactId WHERE contact.mergedInto IS NULL`)
  const contactsToIndex = sqlite.prepare<[], Known & { n: number; mergedInto: string | null }>(`
    SELECT contact.n, name, email, phone, mergedInto
    FROM contactToIndex CROSS JOIN contact ON contact.id = contactToIndex.contactId`)
  const dropKeys = sqlite.prepare<[number]>('DELETE FROM contactKey WHERE contactN = ?')
  const addKey = sqlite.prepare('INSERT INTO contactKey (kind, key, contactN) VALUES (?, ?, ?)')
  const indexLikenesses = (): void => {
    for (const { n, mergedInto, ...known } of contactsToIndex.all()) {
      dropKeys.run(n)
      if (mergedInto === null) for (const { kind, key } of keysOf(known)) addKey.run(kind, key, n)
    }
  }
  const contactsDone = sqlite.prepare('DELETE FROM contactToIndex')

  return () => {
    const { from, to } = reach.get() ?? { from: 0, to: 0 }
    if (to > from) {
      setUpTo.run(to)
      addMessages.run(from)
    }
    if (contactsWait.get() === 1) {
      dropContacts.run()
      addContacts.run()
      indexLikenesses()
      contactsDone.run()
    }
  }
}
