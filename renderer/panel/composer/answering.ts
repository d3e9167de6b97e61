// Answering an earlier message by keyboard: ↑ in an empty reply takes the customer's last message, ↑ again the one before.
import type { MessageView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'

/** The message to answer next, or null for none: beyond the newest, or none at all. */
export const stepAnswered = (
  messages: readonly MessageView[],
  answered: string | null,
  direction: 'older' | 'newer',
): MessageView | null => {
  const candidates = messages.filter(message => message.direction === 'in' && message.deletedAt === null)
  const at = candidates.findIndex(message => message.id === answered)
  if (direction === 'newer') return at < 0 ? null : (candidates[at + 1] ?? null)
  if (at < 0) return candidates.at(-1) ?? null
  return candidates[Math.max(0, at - 1)] ?? null
}

/** What stands for a message above the answer to it. */
export const excerptOf = (message: MessageView): string => message.text.slice(0, 120) || t(`kind.${message.kind}`)
