// Chats that a network keeps itself, such as LiveChat's threads, and what a connector wants remembered in secret.
import type { Migration } from './migration.ts'

export const theirChats: Migration = {
  number: 15,
  sentence: 'Remember which chat of ours is which of the network’s, and renewed tokens of channels.',
  up: run =>
    run(`
CREATE TABLE networkChat (
  channelId TEXT NOT NULL REFERENCES channel(id) ON DELETE CASCADE,
  theirId TEXT NOT NULL,
  chatId TEXT NOT NULL REFERENCES chat(id) ON DELETE CASCADE,
  state TEXT NOT NULL CHECK (state IN ('open', 'elsewhere', 'ended')),
  PRIMARY KEY (channelId, theirId)
) STRICT, WITHOUT ROWID;
CREATE INDEX networkChatOfChat ON networkChat(chatId);
CREATE INDEX networkChatUnended ON networkChat(channelId) WHERE state <> 'ended';
CREATE TABLE channelMemory (
  channelId TEXT PRIMARY KEY REFERENCES channel(id) ON DELETE CASCADE,
  sealed TEXT NOT NULL
) STRICT;
`),
}
