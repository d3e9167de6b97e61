// Cases with their chats, history, comments and words; webhooks that follow them and what was delivered to each.
import type { Migration } from './migration.ts'

/** Whoever deletes a contact or a chat deletes what was written down about them with it. Numbers are never given twice. */
const cases = `
CREATE TABLE "case" (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  subject TEXT NOT NULL,
  description TEXT NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('chat', 'agent')),
  status TEXT NOT NULL CHECK (status IN ('new', 'inProgress', 'waiting', 'resolved', 'closed')),
  registeredAt INTEGER NOT NULL,
  registeredBy TEXT REFERENCES agent(id),
  contactId TEXT REFERENCES contact(id) ON DELETE CASCADE,
  account TEXT NOT NULL,
  assigneeId TEXT REFERENCES agent(id),
  queueId TEXT REFERENCES queue(id),
  changedAt INTEGER NOT NULL,
  resolvedAt INTEGER,
  closedAt INTEGER,
  version INTEGER NOT NULL,
  foundBy TEXT,
  idempotencyKey TEXT
) STRICT;
CREATE UNIQUE INDEX caseByIdempotencyKey ON "case"(idempotencyKey) WHERE idempotencyKey IS NOT NULL;
CREATE INDEX caseByAssignee ON "case"(assigneeId, status);
CREATE INDEX caseByContact ON "case"(contactId);
CREATE INDEX caseByQueue ON "case"(queueId);
CREATE INDEX caseByRegistrar ON "case"(registeredBy);
CREATE INDEX caseByRegisteredAt ON "case"(registeredAt);

CREATE TABLE caseChat (
  caseId TEXT NOT NULL REFERENCES "case"(id) ON DELETE CASCADE,
  chatId TEXT NOT NULL REFERENCES chat(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  PRIMARY KEY (caseId, chatId)
) STRICT, WITHOUT ROWID;
CREATE INDEX caseChatByChat ON caseChat(chatId);

CREATE TABLE caseHistory (
  n INTEGER PRIMARY KEY,
  caseId TEXT NOT NULL REFERENCES "case"(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  agentId TEXT REFERENCES agent(id),
  agentName TEXT NOT NULL,
  field TEXT NOT NULL,
  "from" TEXT,
  "to" TEXT
) STRICT;
CREATE INDEX caseHistoryByCase ON caseHistory(caseId, n);

CREATE TABLE caseComment (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  caseId TEXT NOT NULL REFERENCES "case"(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  agentId TEXT REFERENCES agent(id),
  agentName TEXT NOT NULL,
  text TEXT NOT NULL,
  idempotencyKey TEXT
) STRICT;
CREATE INDEX caseCommentByCase ON caseComment(caseId, n);
CREATE UNIQUE INDEX caseCommentByKey ON caseComment(caseId, idempotencyKey) WHERE idempotencyKey IS NOT NULL;
`

const words = `
CREATE VIRTUAL TABLE caseWords USING fts5(
  subject, description, account, foundBy, content = 'case', content_rowid = 'number',
  tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
INSERT INTO caseWords(caseWords, rank) VALUES ('secure-delete', 1);
CREATE TRIGGER caseAdded AFTER INSERT ON "case" BEGIN
  INSERT INTO caseWords(rowid, subject, description, account, foundBy)
    VALUES (new.number, new.subject, new.description, new.account, new.foundBy);
END;
CREATE TRIGGER caseReworded AFTER UPDATE OF subject, description, account, foundBy ON "case" BEGIN
  INSERT INTO caseWords(caseWords, rowid, subject, description, account, foundBy)
    VALUES ('delete', old.number, old.subject, old.description, old.account, old.foundBy);
  INSERT INTO caseWords(rowid, subject, description, account, foundBy)
    VALUES (new.number, new.subject, new.description, new.account, new.foundBy);
END;
CREATE TRIGGER caseGone AFTER DELETE ON "case" BEGIN
  INSERT INTO caseWords(caseWords, rowid, subject, description, account, foundBy)
    VALUES ('delete', old.number, old.subject, old.description, old.account, old.foundBy);
END;
`

/** A line for each webhook and case: of those that wait, the smallest number alone may go. */
const webhooks = `
CREATE TABLE webhook (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  url TEXT NOT NULL,
  events TEXT NOT NULL,
  active INTEGER NOT NULL,
  sealedSecret TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  version INTEGER NOT NULL,
  deletedAt INTEGER
) STRICT;

CREATE TABLE webhookDelivery (
  n INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  webhookId TEXT NOT NULL REFERENCES webhook(id) ON DELETE CASCADE,
  caseId TEXT REFERENCES "case"(id) ON DELETE CASCADE,
  eventId TEXT NOT NULL,
  type TEXT NOT NULL,
  body TEXT NOT NULL,
  madeAt INTEGER NOT NULL,
  queuedAt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'givenUp')),
  attempts INTEGER NOT NULL,
  nextTryAt INTEGER,
  triedAt INTEGER,
  tookMs INTEGER,
  status INTEGER,
  answer TEXT NOT NULL,
  trouble TEXT
) STRICT;
CREATE INDEX deliveryWaiting ON webhookDelivery(webhookId, caseId, n) WHERE state = 'waiting';
CREATE INDEX deliveryByWebhook ON webhookDelivery(webhookId, n);
CREATE INDEX deliveryByCase ON webhookDelivery(caseId);
CREATE INDEX deliverySettled ON webhookDelivery(madeAt) WHERE state <> 'waiting';
`

export const casesAndWebhooks: Migration = {
  number: 11,
  sentence: 'Keep cases with their chats, history and comments, and the webhooks that follow them.',
  up: run => run(cases + words + webhooks),
}
