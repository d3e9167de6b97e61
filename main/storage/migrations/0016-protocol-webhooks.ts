// Webhooks of LiveChat's protocol beside those on cases; and what programs set up over its Configuration API.
import type { Migration } from './migration.ts'

/** A line for each webhook and case or conversation: of those that wait, the smallest number alone may go. */
const webhooks = `
ALTER TABLE webhook ADD COLUMN kind TEXT NOT NULL DEFAULT 'case' CHECK (kind IN ('case', 'protocol'));
ALTER TABLE webhook ADD COLUMN follows TEXT;
ALTER TABLE webhookDelivery ADD COLUMN conversationId TEXT REFERENCES conversation(id) ON DELETE CASCADE;
DROP INDEX deliveryWaiting;
CREATE INDEX deliveryWaiting ON webhookDelivery(webhookId, coalesce(caseId, conversationId), n) WHERE state = 'waiting';
CREATE INDEX deliveryByConversation ON webhookDelivery(conversationId);

CREATE TABLE webhookClient (
  clientId TEXT PRIMARY KEY,
  enabled INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE webhooksTold (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  seq INTEGER NOT NULL
) STRICT;
`

/** \`place\`: "license", or the queue's id. \`nameKey\`: the name of a tag as it is compared. */
const configuration = `
CREATE TABLE tag (
  nameKey TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  queueIds TEXT NOT NULL,
  createdAt INTEGER NOT NULL,
  createdBy TEXT REFERENCES agent(id)
) STRICT, WITHOUT ROWID;

CREATE TABLE registeredProperty (
  clientId TEXT NOT NULL,
  name TEXT NOT NULL,
  config TEXT NOT NULL,
  publicAccess TEXT NOT NULL,
  PRIMARY KEY (clientId, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE hubProperty (
  place TEXT NOT NULL,
  namespace TEXT NOT NULL,
  name TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (place, namespace, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE botSecret (
  agentId TEXT PRIMARY KEY REFERENCES agent(id),
  secretHash TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

export const protocolWebhooks: Migration = {
  number: 16,
  sentence: 'Let programs follow chats by webhooks of LiveChat’s protocol, and set up bots, tags and properties.',
  up: run => run(webhooks + configuration),
}
