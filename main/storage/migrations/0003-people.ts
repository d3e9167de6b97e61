// Roles that two people cannot overwrite unseen, sessions that can be named, one-time links and second factors.
import type { Migration } from './migration.ts'

export const people: Migration = {
  number: 3,
  sentence: 'Count the versions of roles, name sessions, and keep one-time links and second factors.',
  up: run =>
    run(`
ALTER TABLE role ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

ALTER TABLE session ADD COLUMN id TEXT NOT NULL DEFAULT '';
UPDATE session SET id = lower(hex(randomblob(16)));
CREATE UNIQUE INDEX sessionById ON session(id);

CREATE TABLE invite (
  tokenHash TEXT PRIMARY KEY,
  agentId TEXT NOT NULL UNIQUE REFERENCES agent(id),
  purpose TEXT NOT NULL,
  madeAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE secondFactor (
  agentId TEXT PRIMARY KEY REFERENCES agent(id),
  sealedSecret TEXT NOT NULL,
  confirmedAt INTEGER,
  lastStep INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE recoveryCode (
  agentId TEXT NOT NULL REFERENCES agent(id),
  codeHash TEXT NOT NULL,
  PRIMARY KEY (agentId, codeHash)
) STRICT, WITHOUT ROWID;
`),
}
