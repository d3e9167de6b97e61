// Bans that end by themselves.
import type { Migration } from './migration.ts'

const bansEnd = `
ALTER TABLE contact ADD COLUMN bannedUntil INTEGER;
CREATE INDEX contactBanEnds ON contact(bannedUntil) WHERE bannedUntil IS NOT NULL;
`

export const banEnds: Migration = {
  number: 17,
  sentence: 'Let bans end by themselves.',
  up: run => run(bansEnd),
}
