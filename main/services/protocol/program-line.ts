// A line that an agent's program puts into a chat, open or closed, in words of its own.
import type { ChatId } from '../../domain/ids.ts'
import type { Message } from '../../domain/message.ts'
import { may } from '../../domain/permissions.ts'
import { isRefusal, type Refusal } from '../../domain/refusal.ts'
import type { Transaction } from '../../storage/store.ts'
import type { Actor } from '../actor.ts'
import { ownMessage } from '../system-lines.ts'
import { concernedBy } from '../threads/thread-change.ts'
import { ownedBy, seenChat } from '../visibility.ts'
import type { ProgramLine } from './protocol-verbs.ts'

/** In an open chat only of its owner, or of a supervisor. */
export const addProgramLine = async (
  tx: Transaction,
  actor: Actor,
  { chatId, at }: { readonly chatId: ChatId; readonly at: number },
  { customId, properties, ...line }: ProgramLine,
): Promise<Message | Refusal> => {
  const chat = await seenChat(tx, actor, chatId)
  if (isRefusal(chat)) return chat
  const no = chat.status === 'closed' ? null : await ownedBy(tx, actor, chat)
  if (no !== null && !may(actor.permissions, 'CanSeeAllChats')) return no
  const namesake = customId === null ? null : await tx.messages.byCustomId(chat.conversationId, customId, null)
  if (namesake !== null) return namesake
  const stored = await tx.messages.insert({
    ...ownMessage(chat, at),
    direction: 'system',
    text: line.text || line.type,
    system: { code: 'program', ...line },
    customId,
  })
  const { conversationId } = chat
  if (properties !== undefined)
    await tx.protocol.setProperties({ scope: 'message', id: stored.id, conversationId }, properties)
  await tx.events.append({
    type: 'message.added',
    at,
    audience: [...new Set([actor.agentId, ...(await concernedBy(tx, chat))])],
    chatId,
    conversationId,
    messageId: stored.id,
    agentId: actor.agentId,
  })
  return stored
}
