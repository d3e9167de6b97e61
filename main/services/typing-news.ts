// A customer types: told to whoever has the chat open, and not kept.
import type { ChannelId } from '../domain/ids.ts'
import type { InboundUpdate } from '../domain/unified-message.ts'
import type { Reads } from '../storage/store.ts'
import type { Bus } from './bus.ts'

export const tellTyping = async (
  { reads, bus, now }: { readonly reads: Reads; readonly bus: Bus; readonly now: number },
  channelId: ChannelId,
  update: Extract<InboundUpdate, { type: 'typing' }>,
): Promise<void> => {
  const conversation = await reads.contacts.conversationAt(channelId, update.address)
  if (conversation === null) return
  const [chat, contact] = await Promise.all([
    reads.chats.openOfConversation(conversation.id),
    reads.contacts.get(conversation.contactId),
  ])
  if (chat === null || contact === null) return
  bus.tell({
    kind: 'typing',
    at: now,
    chatId: chat.id,
    who: contact.name,
    agentId: null,
    preview: update.preview ?? null,
  })
}
