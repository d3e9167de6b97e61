// Closes a chat: once, with its offers ended, a system line and the event, all in the caller's transaction.
import type { Chat, CloseReason } from '../domain/chat.ts'
import type { AgentId } from '../domain/ids.ts'
import type { Transaction } from '../storage/store.ts'
import { addSystemLine } from './system-lines.ts'

export interface Closing {
  readonly by: AgentId | null
  readonly reason: CloseReason
}

/** False when it was closed already. */
export const closeChat = async (
  tx: Transaction,
  chat: Chat,
  closing: Closing,
  now: number,
  agentName?: string,
): Promise<boolean> => {
  if (!(await tx.chats.close(chat.id, now, closing.reason, closing.by))) return false
  const offers = await tx.offers.open(chat.id)
  for (const offer of offers) await tx.offers.end(offer.id, 'withdrawn', now)
  const concerned = [chat.ownerId, closing.by, ...offers.map(offer => offer.agentId)].filter(id => id !== null)
  const audience = [...new Set(concerned)]
  await addSystemLine(
    tx,
    chat,
    { code: 'closed', reason: closing.reason, ...(agentName === undefined ? {} : { agentName }) },
    { at: now, audience },
  )
  await tx.events.append({ type: 'chat.closed', at: now, audience, chatId: chat.id, facts: { reason: closing.reason } })
  return true
}
