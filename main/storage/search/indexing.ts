// Brings the word indexes up to date, once per commit for everything in it: row by row would flush them each time.
import type { Sqlite } from '../dialects/sqlite.ts'

/** To be run inside the transaction, before its commit, and before a search that must see the transaction's own writes. */
export const wordIndexing = (sqlite: Sqlite): (() => void) => {
  const behind = sqlite.prepare('SELECT coalesce((SELECT max(n) FROM message), 0) > upTo FROM indexed').pluck()
  const addMessages = sqlite.prepare(`
    INSERT INTO messageWords(rowid, text, foundBy)
    SELECT n, text, foundBy FROM searchable WHERE n > (SELECT upTo FROM indexed)`)
  const setUpTo = sqlite.prepare('UPDATE indexed SET upTo = (SELECT max(n) FROM message)')

  const contactsWait = sqlite.prepare('SELECT EXISTS (SELECT 1 FROM contactToIndex)').pluck()
  const dropContacts = sqlite.prepare(`
    DELETE FROM contactWords WHERE rowid IN (SELECT contact.n FROM contactToIndex JOIN contact ON contact.id = contactId)`)
  const addContacts = sqlite.prepare(`
    INSERT INTO contactWords(rowid, name, email, phone, usernames)
    SELECT contact.n, name, email, phone,
      (SELECT group_concat(username, ' ') FROM identity WHERE identity.contactId = contact.id)
    FROM contactToIndex JOIN contact ON contact.id = contactToIndex.contactId`)
  const contactsDone = sqlite.prepare('DELETE FROM contactToIndex')

  return () => {
    if (behind.get() === 1) {
      addMessages.run()
      setUpTo.run()
    }
    if (contactsWait.get() === 1) {
      dropContacts.run()
      addContacts.run()
      contactsDone.run()
    }
  }
}
