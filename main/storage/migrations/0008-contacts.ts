// Contacts as pages of their own: fields of one's own, notes, bans, merges that can be undone, and erasure that leaves nothing.
import type { Migration } from './migration.ts'

/** A merged contact keeps its row, so that old links find the survivor and the merge can be taken back. */
const contacts = `
ALTER TABLE contact ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE contact ADD COLUMN own TEXT NOT NULL DEFAULT '{}';
ALTER TABLE contact ADD COLUMN bannedAt INTEGER;
ALTER TABLE contact ADD COLUMN bannedBy TEXT REFERENCES agent(id);
ALTER TABLE contact ADD COLUMN banReason TEXT;
ALTER TABLE contact ADD COLUMN mergedInto TEXT REFERENCES contact(id);
CREATE INDEX contactBanned ON contact(bannedAt) WHERE bannedAt IS NOT NULL;
CREATE INDEX contactMergedInto ON contact(mergedInto) WHERE mergedInto IS NOT NULL;
CREATE TRIGGER contactMerged AFTER UPDATE OF mergedInto ON contact BEGIN
  INSERT INTO contactToIndex VALUES (new.id) ON CONFLICT DO NOTHING;
END;

CREATE TABLE ownField (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('text', 'number', 'date', 'choice', 'yesNo')),
  options TEXT NOT NULL,
  position INTEGER NOT NULL,
  archivedAt INTEGER,
  version INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE contactNote (
  id TEXT PRIMARY KEY,
  contactId TEXT NOT NULL REFERENCES contact(id),
  agentId TEXT NOT NULL REFERENCES agent(id),
  text TEXT NOT NULL,
  at INTEGER NOT NULL,
  editedAt INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX contactNoteByContact ON contactNote(contactId, at);

CREATE TABLE contactMerge (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  survivorId TEXT NOT NULL REFERENCES contact(id),
  mergedId TEXT NOT NULL REFERENCES contact(id),
  at INTEGER NOT NULL,
  agentId TEXT REFERENCES agent(id),
  "before" TEXT NOT NULL,
  "after" TEXT NOT NULL,
  choices TEXT NOT NULL,
  moved TEXT NOT NULL
) STRICT;
CREATE INDEX contactMergeBySurvivor ON contactMerge(survivorId);
CREATE INDEX contactMergeByMerged ON contactMerge(mergedId);
`

/** By what contacts are alike. Filled together with the index of their words, the present contacts' at the next commit. */
const likenesses = `
CREATE TABLE contactKey (
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  contactN INTEGER NOT NULL REFERENCES contact(n),
  PRIMARY KEY (kind, key, contactN)
) STRICT, WITHOUT ROWID;
CREATE INDEX contactKeyByContact ON contactKey(contactN);
INSERT INTO contactToIndex SELECT id FROM contact WHERE true ON CONFLICT DO NOTHING;
`

/**
 * An erasure goes in steps that do not hold up the desk, and goes on after a stop. Words leave the search index at once, not when
 * it is next put in order; what was deleted from it before now goes with the rewriting of the file.
 */
const erasure = `
CREATE TABLE erasure (
  contactId TEXT PRIMARY KEY REFERENCES contact(id),
  begunAt INTEGER NOT NULL,
  agentId TEXT REFERENCES agent(id),
  eventsUpTo INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE fileToRemove (fileId TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE INDEX attachmentByFile ON attachment(fileId) WHERE fileId IS NOT NULL;
INSERT INTO messageWords(messageWords, rank) VALUES ('secure-delete', 1);
INSERT INTO contactWords(contactWords, rank) VALUES ('secure-delete', 1);
INSERT INTO messageWords(messageWords) VALUES ('optimize');
INSERT INTO contactWords(contactWords) VALUES ('optimize');
`

export const contactPages: Migration = {
  number: 8,
  sentence: 'Give contacts notes, fields of one’s own, bans and merges, and let them be erased without a trace.',
  up: run => run(contacts + likenesses + erasure),
  rewritesTheFile: true,
}
