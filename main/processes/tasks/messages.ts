// Send message, and add note: stored with the step in one transaction; the outbox does the sending.
import { windowClosesAt, windowState } from '../../domain/messaging-window.ts'
import { stepKey } from '../../domain/process-run.ts'
import { refuse } from '../../domain/refusal.ts'
import { replyParts } from '../../domain/reply-parts.ts'
import { ownMessage } from '../../services/system-lines.ts'
import { closedRefusal, emptyField, type InsideDoing, type InsideTask, short, textOf } from './task.ts'

const longestText = 20_000

export const sendMessage: InsideTask = async doing => {
  const { tx, now, chat, step } = doing
  const no = emptyField(step, 'text', 'The text')
  if (no !== null) return no
  const text = textOf(step, 'text').trim()
  if (text.length > longestText) return refuse('invalid', `The text has more than ${longestText} characters.`)
  if (chat.status === 'closed') return closedRefusal(chat)
  if (chat.status === 'bot')
    return refuse('conflict', 'Another program answers in this chat. Take control first, then retry.')
  const network = (await tx.channels.get(chat.channelId))?.kind ?? 'web'
  if (windowState(windowClosesAt(network, chat.lastInboundAt), now) === 'closed')
    return refuse(
      'conflict',
      'More than 24 hours have passed since the customer last wrote, so only an approved template can be sent.',
    )
  const ids: string[] = []
  for (const [i, part] of replyParts(network, text, null).entries()) ids.push(await store(doing, part.text, 'out', i))
  return {
    output: { messageId: ids[0] ?? '' },
    outcome: `Sent: ${short(text)}`,
    line: false,
    after: aftermath => aftermath.sent(),
  }
}

export const addNote: InsideTask = async doing => {
  const no = emptyField(doing.step, 'text', 'The note')
  if (no !== null) return no
  const text = textOf(doing.step, 'text').trim().slice(0, longestText)
  const messageId = await store(doing, text, 'note', 0)
  return { output: { messageId }, outcome: `Noted: ${short(text)}`, line: false }
}

const store = async (
  { tx, now, chat, agent, step }: InsideDoing,
  text: string,
  direction: 'out' | 'note',
  part: number,
): Promise<string> => {
  const { id: chatId, conversationId, channelId, ownerId } = chat
  const message = await tx.messages.insert({
    ...ownMessage(chat, now),
    direction,
    text,
    agentId: agent.id,
    authorName: agent.name,
    state: direction === 'out' ? 'queued' : null,
    idempotencyKey: `process:${stepKey(step)}/${part}`,
  })
  if (direction === 'out') await tx.outbox.add(message.id, conversationId, channelId, now)
  await tx.events.append({
    type: 'message.added',
    at: now,
    audience: [...new Set([agent.id, ...(ownerId === null ? [] : [ownerId])])],
    chatId,
    conversationId,
    messageId: message.id,
    agentId: agent.id,
  })
  return message.id
}
