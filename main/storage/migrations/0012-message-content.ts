// What messages hold besides text, and what the programs that sent them call them.
import type { Migration } from './migration.ts'

export const messageContent: Migration = {
  number: 12,
  sentence: 'Keep cards, buttons, forms and programs’ own data of messages, and the ids that senders give to messages.',
  up: run =>
    run(`
ALTER TABLE message ADD COLUMN content TEXT;
ALTER TABLE message ADD COLUMN customId TEXT;
CREATE UNIQUE INDEX messageByCustomId ON message(conversationN, customId) WHERE customId IS NOT NULL;
`),
}
