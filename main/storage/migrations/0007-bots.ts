// Conversations that other programs hold, and the chats that stand for them.
import type { Migration } from './migration.ts'

export const bots: Migration = {
  number: 7,
  sentence: 'Remember of a conversation who holds it, and find the chats of bots.',
  up: run =>
    run(`
ALTER TABLE conversation ADD COLUMN holder TEXT CHECK (holder IN ('us', 'others'));
ALTER TABLE conversation ADD COLUMN holderApp TEXT;
ALTER TABLE conversation ADD COLUMN heldAt INTEGER;
ALTER TABLE conversation ADD COLUMN heldSince INTEGER;
ALTER TABLE conversation ADD COLUMN givenToUs INTEGER NOT NULL DEFAULT 0;
CREATE INDEX chatOfBot ON chat(queueId) WHERE status = 'bot';
`),
}
