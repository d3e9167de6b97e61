// A place in what was ever said, as the contract shows it.
import type { SearchHitView } from '../../../preload/views.ts'
import type { SearchHit } from '../../storage/store.ts'

export const searchHitView = (hit: SearchHit): SearchHitView => ({
  messageId: hit.messageId,
  chatId: hit.chatId,
  conversationId: hit.conversationId,
  contact: { id: hit.contactId, name: hit.contactName },
  channel: { kind: hit.channelKind, name: hit.channelName },
  direction: hit.direction,
  at: hit.at,
  excerpt: hit.excerpt.map(part => ({ ...part })),
})
