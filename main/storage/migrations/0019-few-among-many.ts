// Indexes by which what is little among much is found: deliveries that were given up, and chats of a network that have not ended.
import type { Migration } from './migration.ts'

export const fewAmongMany: Migration = {
  number: 19,
  sentence: 'Find given-up deliveries and the networks’ open chats without reading through all others.',
  up: run =>
    run(`
CREATE INDEX deliveryGivenUp ON webhookDelivery(webhookId) WHERE state = 'givenUp';
DROP INDEX networkChatUnended;
CREATE INDEX networkChatUnended ON networkChat(channelId, state, chatId) WHERE state <> 'ended';
`),
}
