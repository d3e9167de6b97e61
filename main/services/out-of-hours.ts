// Tells a customer whose chat waits in a closed queue what the queue has to say to that: once per chat, like any reply through the
// outbox, but in nobody's name and answering nothing.
import type { Chat } from '../domain/chat.ts'
import type { Queue } from '../domain/queue.ts'
import type { Transaction } from '../storage/store.ts'
import { ownMessage } from './system-lines.ts'

/** True when there is something to send now. The key makes a second one impossible, also after a restart or a transfer. */
export const sayOutOfHours = async (
  tx: Transaction,
  chat: Pick<Chat, 'id' | 'conversationId' | 'channelId'>,
  queue: Pick<Queue, 'name' | 'workingHours'>,
  now: number,
): Promise<boolean> => {
  const text = queue.workingHours?.closedText ?? ''
  const idempotencyKey = `outOfHours:${chat.id}`
  if (text === '' || (await tx.messages.byIdempotencyKey(idempotencyKey)) !== null) return false
  const { conversationId, channelId } = chat
  const message = await tx.messages.insert({
    ...ownMessage(chat, now),
    direction: 'out',
    text,
    authorName: queue.name,
    state: 'queued',
    system: { code: 'outOfHours', queueName: queue.name },
    idempotencyKey,
  })
  await tx.outbox.add(message.id, conversationId, channelId, now)
  await tx.events.append({
    type: 'message.added',
    at: now,
    audience: [],
    chatId: chat.id,
    conversationId,
    messageId: message.id,
  })
  return true
}
