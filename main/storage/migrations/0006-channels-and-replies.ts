// Deletions that can be undone, and canned replies that two people cannot overwrite unseen.
import type { Migration } from './migration.ts'

export const channelsAndReplies: Migration = {
  number: 6,
  sentence: 'Keep deleted channels and canned replies for a day, and count the versions of canned replies.',
  up: run =>
    run(`
ALTER TABLE channel ADD COLUMN deletedAt INTEGER;
ALTER TABLE cannedReply ADD COLUMN deletedAt INTEGER;
ALTER TABLE cannedReply ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
`),
}
