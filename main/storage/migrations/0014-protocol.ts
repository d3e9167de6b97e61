// What programs that speak LiveChat's protocol need besides chats and messages.
import type { Migration } from './migration.ts'

export const protocol: Migration = {
  number: 14,
  sentence: 'Let programs that speak LiveChat’s protocol tag chats and keep properties with them.',
  up: run =>
    run(`
CREATE TABLE organization (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id TEXT NOT NULL,
  license INTEGER NOT NULL
) STRICT;

CREATE TABLE queueNumber (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  queueId TEXT NOT NULL UNIQUE REFERENCES queue(id)
) STRICT;
INSERT INTO queueNumber (queueId) SELECT id FROM queue ORDER BY position, name;

CREATE TABLE chatTag (
  n INTEGER PRIMARY KEY,
  chatId TEXT NOT NULL REFERENCES chat(id),
  tag TEXT NOT NULL,
  at INTEGER NOT NULL,
  agentId TEXT REFERENCES agent(id),
  UNIQUE (chatId, tag)
) STRICT;
CREATE INDEX chatTagByTag ON chatTag(tag);

CREATE TABLE property (
  scope TEXT NOT NULL CHECK (scope IN ('conversation', 'chat', 'message')),
  ownerId TEXT NOT NULL,
  conversationId TEXT NOT NULL REFERENCES conversation(id),
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (scope, ownerId, namespace, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX propertyByConversation ON property(conversationId);

CREATE TABLE customerFacts (
  identityId TEXT PRIMARY KEY REFERENCES identity(id),
  facts TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`),
}
