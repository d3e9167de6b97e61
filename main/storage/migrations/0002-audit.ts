// The audit trail of the set-up.
import type { Migration } from './migration.ts'

export const audit: Migration = {
  number: 2,
  sentence: 'Keep who changed what of the set-up.',
  up: run =>
    run(`
CREATE TABLE audit (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  agentId TEXT REFERENCES agent(id),
  agentName TEXT NOT NULL,
  noun TEXT NOT NULL,
  nounId TEXT NOT NULL,
  name TEXT NOT NULL,
  deed TEXT NOT NULL,
  "before" TEXT,
  "after" TEXT
) STRICT;
CREATE INDEX auditByNoun ON audit(noun, nounId, id);
CREATE INDEX auditByAgent ON audit(agentId, id);
CREATE INDEX auditByAt ON audit(at);
`),
}
