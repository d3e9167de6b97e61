// Processes with their versions, their runs step by step, the secrets they send, and the actions that run them.
import type { Migration } from './migration.ts'

export const processes: Migration = {
  number: 9,
  sentence: 'Keep processes, their runs and secrets, and chat actions that run them in one queue or all.',
  up: run =>
    run(`
CREATE TABLE process (
  id TEXT PRIMARY KEY,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  draft TEXT,
  publishedNumber INTEGER,
  changedAt INTEGER NOT NULL,
  changedBy TEXT REFERENCES agent(id),
  version INTEGER NOT NULL,
  deletedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX processByCode ON process(code) WHERE deletedAt IS NULL;

CREATE TABLE processVersion (
  processId TEXT NOT NULL REFERENCES process(id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  xml TEXT NOT NULL,
  publishedAt INTEGER NOT NULL,
  publishedBy TEXT REFERENCES agent(id),
  PRIMARY KEY (processId, number)
) STRICT, WITHOUT ROWID;

DROP TABLE chatAction;
CREATE TABLE chatAction (
  id TEXT PRIMARY KEY,
  caption TEXT NOT NULL,
  icon TEXT NOT NULL,
  queueId TEXT REFERENCES queue(id),
  processId TEXT NOT NULL REFERENCES process(id),
  position INTEGER NOT NULL,
  shortcut TEXT,
  version INTEGER NOT NULL,
  deletedAt INTEGER
) STRICT;

CREATE TABLE processRun (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  processId TEXT NOT NULL REFERENCES process(id),
  versionNumber INTEGER NOT NULL,
  processName TEXT NOT NULL,
  chatId TEXT NOT NULL REFERENCES chat(id) ON DELETE CASCADE,
  contactId TEXT NOT NULL REFERENCES contact(id) ON DELETE CASCADE,
  startedBy TEXT NOT NULL REFERENCES agent(id),
  actionId TEXT,
  actionCaption TEXT NOT NULL,
  status TEXT NOT NULL,
  reason TEXT,
  variables TEXT NOT NULL,
  state TEXT,
  entered INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  startedAt INTEGER NOT NULL,
  endedAt INTEGER,
  idempotencyKey TEXT UNIQUE
) STRICT;
CREATE INDEX processRunByChat ON processRun(chatId, n);
CREATE INDEX processRunByContact ON processRun(contactId);
CREATE INDEX processRunByProcess ON processRun(processId, status, n);
CREATE INDEX processRunByStatus ON processRun(status, n);

CREATE TABLE processStep (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  runId TEXT NOT NULL REFERENCES processRun(id) ON DELETE CASCADE,
  elementId TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  iteration INTEGER NOT NULL,
  executionId TEXT NOT NULL,
  status TEXT NOT NULL,
  input TEXT NOT NULL,
  output TEXT,
  taken INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  nextTryAt INTEGER,
  dueAt INTEGER,
  reason TEXT,
  outcome TEXT,
  draft TEXT,
  startedAt INTEGER NOT NULL,
  endedAt INTEGER,
  UNIQUE (runId, elementId, iteration)
) STRICT;
CREATE INDEX processStepDue ON processStep(nextTryAt) WHERE status = 'due';
CREATE INDEX processStepWaiting ON processStep(dueAt) WHERE status = 'waiting';
CREATE INDEX processStepToTake ON processStep(runId) WHERE status = 'done' AND taken = 0;

-- Codes of those that came along: each is put there once, and stays deleted when it was deleted.
CREATE TABLE shippedProcess (code TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE TABLE processSecret (
  name TEXT PRIMARY KEY,
  host TEXT NOT NULL,
  sealed TEXT NOT NULL,
  changedAt INTEGER NOT NULL,
  changedBy TEXT REFERENCES agent(id)
) STRICT, WITHOUT ROWID;
`),
}
