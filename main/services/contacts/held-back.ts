// Says in the chat that keeps what a banned contact writes, why it is closed from the first.
import type { ChatId } from '../../domain/ids.ts'
import type { Transaction } from '../../storage/store.ts'
import { addSystemLine } from '../system-lines.ts'

export const sayHeldBack = async (tx: Transaction, chatId: ChatId, at: number): Promise<void> => {
  const chat = await tx.chats.get(chatId)
  if (chat !== null) await addSystemLine(tx, chat, { code: 'heldBack' }, { at, audience: [] })
}
