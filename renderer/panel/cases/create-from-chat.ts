// "Create case" by hand: from the chat at once, and opened, so that what it filled in can be looked at.
import { putCase } from '../../stores/cases.ts'
import { ask } from '../../stores/door.ts'
import { openCase } from '../../stores/place.ts'
import { sayRefusal } from '../../stores/toasts.ts'

const underWay = new Map<string, string>()

/** A double click, or a second try after a broken line, makes no second case. */
export const createFromChat = async (chatId: string): Promise<void> => {
  const idempotencyKey = underWay.get(chatId) ?? crypto.randomUUID()
  underWay.set(chatId, idempotencyKey)
  try {
    const made = await ask().cases.createFromChat({ chatId, idempotencyKey })
    underWay.delete(chatId)
    putCase(made)
    openCase(made.id)
  } catch (error) {
    sayRefusal(error)
  }
}
