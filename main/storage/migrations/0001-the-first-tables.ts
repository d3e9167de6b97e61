// The first tables: people, conversations, chats, messages, what waits to be sent, and the log of what happened.
import type { Migration } from './migration.ts'

/**
 * Three tables carry a row number besides their id (`channel.n`, `conversation.n`, `chat.number`): a million messages
 * point to them, and eight bytes instead of forty keep their indexes in memory.
 */
const people = `
CREATE TABLE role (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, permissions TEXT NOT NULL
) STRICT;

CREATE TABLE agent (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL,
  loginKey TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  passwordHash TEXT,
  chatLimit INTEGER,
  presence TEXT NOT NULL,
  presenceReason TEXT,
  presenceSince INTEGER NOT NULL,
  lastTakenAt INTEGER,
  deactivatedAt INTEGER
) STRICT;

CREATE TABLE agentRole (
  agentId TEXT NOT NULL REFERENCES agent(id),
  roleId TEXT NOT NULL REFERENCES role(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (agentId, roleId)
) STRICT, WITHOUT ROWID;
CREATE INDEX agentRoleByRole ON agentRole(roleId);

CREATE TABLE session (
  tokenHash TEXT PRIMARY KEY,
  agentId TEXT NOT NULL REFERENCES agent(id),
  createdAt INTEGER NOT NULL,
  lastUsedAt INTEGER NOT NULL,
  expiresAt INTEGER NOT NULL,
  label TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessionByAgent ON session(agentId);
`

const office = `
CREATE TABLE queue (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  routingRule TEXT NOT NULL,
  completionTimeoutMinutes REAL,
  acceptTimeoutMinutes REAL,
  position INTEGER NOT NULL,
  archivedAt INTEGER,
  version INTEGER NOT NULL
) STRICT;

CREATE TABLE queueAgent (
  queueId TEXT NOT NULL REFERENCES queue(id),
  agentId TEXT NOT NULL REFERENCES agent(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (queueId, agentId)
) STRICT, WITHOUT ROWID;
CREATE INDEX queueAgentByAgent ON queueAgent(agentId);

CREATE TABLE queueRole (
  queueId TEXT NOT NULL REFERENCES queue(id),
  roleId TEXT NOT NULL REFERENCES role(id),
  position INTEGER NOT NULL,
  PRIMARY KEY (queueId, roleId)
) STRICT, WITHOUT ROWID;
CREATE INDEX queueRoleByRole ON queueRole(roleId);

CREATE TABLE channel (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  queueId TEXT NOT NULL REFERENCES queue(id),
  active INTEGER NOT NULL,
  settings TEXT NOT NULL,
  sealedSecrets TEXT,
  cursor TEXT,
  profile TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
CREATE INDEX channelByQueue ON channel(queueId);

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL,
  at INTEGER NOT NULL,
  byAgentId TEXT REFERENCES agent(id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cannedReply (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  text TEXT NOT NULL,
  queueId TEXT REFERENCES queue(id),
  usedCount INTEGER NOT NULL
) STRICT;

CREATE TABLE chatAction (
  id TEXT PRIMARY KEY,
  caption TEXT NOT NULL,
  queueId TEXT NOT NULL REFERENCES queue(id),
  process TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX chatActionByQueue ON chatAction(queueId, position);

CREATE TABLE quarantine (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  channelId TEXT NOT NULL REFERENCES channel(id) ON DELETE CASCADE,
  at INTEGER NOT NULL,
  payload TEXT NOT NULL,
  reason TEXT NOT NULL
) STRICT;
CREATE INDEX quarantineByChannel ON quarantine(channelId);
`

const customers = `
CREATE TABLE contact (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  language TEXT,
  about TEXT NOT NULL,
  tags TEXT NOT NULL,
  createdAt INTEGER NOT NULL
) STRICT;

CREATE TABLE identity (
  id TEXT PRIMARY KEY,
  channelId TEXT NOT NULL REFERENCES channel(id),
  address TEXT NOT NULL,
  contactId TEXT NOT NULL REFERENCES contact(id),
  name TEXT NOT NULL,
  username TEXT,
  unreachableReason TEXT,
  UNIQUE (channelId, address)
) STRICT;
CREATE INDEX identityByContact ON identity(contactId);

CREATE TABLE conversation (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  identityId TEXT NOT NULL UNIQUE REFERENCES identity(id),
  channelId TEXT NOT NULL REFERENCES channel(id),
  contactId TEXT NOT NULL REFERENCES contact(id)
) STRICT;
CREATE INDEX conversationByContact ON conversation(contactId);
CREATE INDEX conversationByChannel ON conversation(channelId);
`

/** `lastN` counts every message of the chat, system lines too; the other last... columns are what its row in a list shows. */
const chats = `
CREATE TABLE chat (
  number INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  conversationId TEXT NOT NULL REFERENCES conversation(id),
  contactId TEXT NOT NULL REFERENCES contact(id),
  channelId TEXT NOT NULL REFERENCES channel(id),
  queueId TEXT NOT NULL REFERENCES queue(id),
  status TEXT NOT NULL CHECK (status IN ('bot', 'waiting', 'active', 'closed')),
  ownerId TEXT REFERENCES agent(id),
  openedAt INTEGER NOT NULL,
  queuedAt INTEGER NOT NULL,
  acceptedAt INTEGER,
  closedAt INTEGER,
  closeReason TEXT,
  closedBy TEXT REFERENCES agent(id),
  lastInboundAt INTEGER,
  lastOutboundAt INTEGER,
  unansweredSince INTEGER,
  lastN INTEGER NOT NULL DEFAULT 0,
  lastMessageN INTEGER,
  lastDirection TEXT,
  lastKind TEXT,
  lastText TEXT,
  lastAt INTEGER,
  lastAgentId TEXT REFERENCES agent(id),
  CHECK (status <> 'active' OR ownerId IS NOT NULL),
  CHECK (status NOT IN ('bot', 'waiting') OR ownerId IS NULL)
) STRICT;
CREATE UNIQUE INDEX chatOpen ON chat(conversationId) WHERE status <> 'closed';
CREATE INDEX chatWaiting ON chat(queueId, queuedAt, number) WHERE status = 'waiting';
CREATE INDEX chatActive ON chat(ownerId) WHERE status = 'active';
CREATE INDEX chatByConversation ON chat(conversationId, number);
CREATE INDEX chatByContact ON chat(contactId, number);
CREATE INDEX chatByOwner ON chat(ownerId, conversationId) WHERE ownerId IS NOT NULL;
CREATE INDEX chatByChannel ON chat(channelId, number);

CREATE TABLE readMark (
  chatNumber INTEGER NOT NULL REFERENCES chat(number),
  agentId TEXT NOT NULL REFERENCES agent(id),
  upTo INTEGER NOT NULL,
  PRIMARY KEY (chatNumber, agentId)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft (
  chatId TEXT NOT NULL REFERENCES chat(id),
  agentId TEXT NOT NULL REFERENCES agent(id),
  text TEXT NOT NULL,
  note INTEGER NOT NULL,
  replyTo TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (chatId, agentId)
) STRICT, WITHOUT ROWID;

CREATE TABLE decision (
  id INTEGER PRIMARY KEY,
  chatId TEXT NOT NULL REFERENCES chat(id),
  at INTEGER NOT NULL,
  queueId TEXT NOT NULL REFERENCES queue(id),
  rule TEXT NOT NULL,
  because TEXT NOT NULL,
  outcome TEXT NOT NULL,
  candidates TEXT NOT NULL
) STRICT;
CREATE INDEX decisionByChat ON decision(chatId, id);

CREATE TABLE offer (
  id TEXT PRIMARY KEY,
  chatId TEXT NOT NULL REFERENCES chat(id),
  agentId TEXT NOT NULL REFERENCES agent(id),
  madeAt INTEGER NOT NULL,
  exclusive INTEGER NOT NULL,
  expiresAt INTEGER,
  outcome TEXT,
  endedAt INTEGER
) STRICT;
CREATE UNIQUE INDEX offerOpen ON offer(chatId, agentId) WHERE outcome IS NULL;
CREATE INDEX offerOpenByAgent ON offer(agentId) WHERE outcome IS NULL;
CREATE INDEX offerOpenByExpiry ON offer(expiresAt) WHERE outcome IS NULL AND expiresAt IS NOT NULL;
CREATE INDEX offerByChat ON offer(chatId, madeAt);
`

/**
 * `channelN` repeats the chat's channel for the sake of the index against doubles. `foundBy` holds words besides the text by which
 * search finds a message. `more` holds, as JSON, what few messages have. `messageLate` lists those that came more than ten minutes
 * after they were written, which a search by date must not miss.
 */
const messages = `
CREATE TABLE message (
  n INTEGER PRIMARY KEY,
  chatNumber INTEGER NOT NULL REFERENCES chat(number),
  conversationN INTEGER NOT NULL REFERENCES conversation(n),
  channelN INTEGER NOT NULL,
  direction TEXT NOT NULL CHECK (direction IN ('in', 'out', 'note', 'system')),
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  foundBy TEXT,
  at INTEGER NOT NULL,
  storedAt INTEGER NOT NULL,
  agentId TEXT REFERENCES agent(id),
  authorName TEXT,
  more TEXT,
  reactions TEXT,
  editedAt INTEGER,
  deletedAt INTEGER,
  state TEXT,
  trouble TEXT,
  system TEXT,
  externalId TEXT,
  idempotencyKey TEXT
) STRICT;
CREATE UNIQUE INDEX messageByExternalId ON message(channelN, externalId) WHERE externalId IS NOT NULL;
CREATE UNIQUE INDEX messageByIdempotencyKey ON message(idempotencyKey) WHERE idempotencyKey IS NOT NULL;
CREATE INDEX messageByConversation ON message(conversationN);
CREATE INDEX messageByChat ON message(chatNumber);
CREATE INDEX messageInbound ON message(chatNumber) WHERE direction = 'in';
CREATE INDEX messageByAuthor ON message(agentId) WHERE agentId IS NOT NULL;
CREATE INDEX messageLate ON message(storedAt) WHERE storedAt > at + 600000;
CREATE INDEX messageOnItsWay ON message(conversationN) WHERE state IN ('sent', 'delivered');

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  messageN INTEGER NOT NULL REFERENCES message(n),
  position INTEGER NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  mime TEXT NOT NULL,
  size INTEGER,
  width INTEGER,
  height INTEGER,
  durationMs INTEGER,
  state TEXT NOT NULL,
  failure TEXT,
  fileId TEXT,
  remote TEXT,
  attempts INTEGER NOT NULL
) STRICT;
CREATE INDEX attachmentByMessage ON attachment(messageN, position);
CREATE INDEX attachmentToFetch ON attachment(messageN) WHERE state = 'remote';

CREATE TABLE outbox (
  messageN INTEGER PRIMARY KEY REFERENCES message(n),
  conversationId TEXT NOT NULL REFERENCES conversation(id),
  channelId TEXT NOT NULL REFERENCES channel(id),
  attempts INTEGER NOT NULL,
  nextTryAt INTEGER NOT NULL,
  startedAt INTEGER,
  held INTEGER NOT NULL
) STRICT;
CREATE INDEX outboxLine ON outbox(conversationId, messageN) WHERE held = 0;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  type TEXT NOT NULL,
  at INTEGER NOT NULL,
  audience TEXT,
  chatId TEXT,
  conversationId TEXT,
  messageId TEXT,
  agentId TEXT,
  channelId TEXT,
  facts TEXT
) STRICT;
`

/**
 * The index keeps no copy of the text: it looks up the view. New messages enter it once per commit, all together (writing it
 * row by row flushes it each time); `indexed.upTo` says how far it has come, and what changes below that is mended by triggers.
 */
const search = `
CREATE VIEW searchable (n, text, foundBy) AS SELECT n, text, foundBy FROM message WHERE deletedAt IS NULL;
CREATE VIRTUAL TABLE messageWords USING fts5(
  text, foundBy, content = 'searchable', content_rowid = 'n', tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3 4 5'
);
CREATE TABLE indexed (only INTEGER PRIMARY KEY CHECK (only = 1), upTo INTEGER NOT NULL) STRICT;
INSERT INTO indexed VALUES (1, 0);
CREATE TRIGGER messageWordsChange AFTER UPDATE OF text, foundBy, deletedAt ON message WHEN old.n <= (SELECT upTo FROM indexed)
BEGIN
  INSERT INTO messageWords(messageWords, rowid, text, foundBy)
    SELECT 'delete', old.n, old.text, old.foundBy WHERE old.deletedAt IS NULL;
  INSERT INTO messageWords(rowid, text, foundBy) SELECT new.n, new.text, new.foundBy WHERE new.deletedAt IS NULL;
END;

CREATE VIRTUAL TABLE contactWords USING fts5(
  name, email, phone, usernames, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);
CREATE TABLE contactToIndex (contactId TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER contactAdded AFTER INSERT ON contact BEGIN
  INSERT INTO contactToIndex VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER contactChanged AFTER UPDATE OF name, email, phone ON contact BEGIN
  INSERT INTO contactToIndex VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER identityAdded AFTER INSERT ON identity WHEN new.username IS NOT NULL BEGIN
  INSERT INTO contactToIndex VALUES (new.contactId) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER identityChanged AFTER UPDATE OF username, contactId ON identity BEGIN
  INSERT INTO contactToIndex VALUES (old.contactId), (new.contactId) ON CONFLICT DO NOTHING;
END;
`

export const theFirstTables: Migration = {
  number: 1,
  sentence: 'Make the first tables.',
  up: run => run(people + office + customers + chats + messages + search),
}
