// What senders' programs call messages, told apart by sender: two programs that count from 1 must not swallow each other's messages.
import type { Migration } from './migration.ts'

export const namesBySender: Migration = {
  number: 18,
  sentence: 'Tell the ids that programs give to messages apart by who sends them.',
  up: run =>
    run(`
DROP INDEX messageByCustomId;
CREATE UNIQUE INDEX messageByCustomId
  ON message(conversationN, customId, CASE WHEN direction = 'in' THEN 'customer' ELSE coalesce(agentId, '') END)
  WHERE customId IS NOT NULL;
`),
}
