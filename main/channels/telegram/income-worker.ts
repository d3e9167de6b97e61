// TelegramIncomeMessageWorker: what the Bot API hands out -> what Parley understands. Pure, and never throws: what
// cannot be understood comes back whole, with the reason.
import type { InboundUpdate, Unreadable } from '../../domain/unified-message.ts'
import type { Intake } from '../channel.ts'
import { whole } from '../whole.ts'
import { pressedButton } from './updates/button.ts'
import { membership } from './updates/membership.ts'
import { editedMessage, message } from './updates/message.ts'
import { reaction } from './updates/reaction.ts'
import type { UpdateReader } from './updates/reader.ts'
import * as wire from './wire.ts'

const readers = {
  message,
  edited_message: editedMessage,
  callback_query: pressedButton,
  my_chat_member: membership,
  message_reaction: reaction,
} satisfies Record<string, UpdateReader>

type UpdateKind = keyof typeof readers

/** The kinds of updates that we understand, and therefore ask Telegram for. */
export const updateKinds = Object.keys(readers) as readonly UpdateKind[]

export class TelegramIncomeMessageWorker {
  /**
   * One Update, several, or a whole answer of getUpdates, parsed or as JSON text.
   * `receivedAt` (epoch ms) stands in where Telegram tells no time, which is for pressed buttons.
   * The intake has no cursor: where polling goes on is not for a payload from elsewhere to say.
   */
  toUnified(payload: unknown, receivedAt?: number): Intake {
    const updates: InboundUpdate[] = []
    const unreadable: Unreadable[] = []
    for (const one of listed(payload)) {
      const read = readUpdate(one, receivedAt)
      if ('updates' in read) updates.push(...read.updates)
      if (read.doubt !== undefined) unreadable.push({ payload: whole(one), reason: read.doubt })
    }
    return { updates, unreadable }
  }
}

const listed = (payload: unknown): readonly unknown[] => {
  const value = typeof payload === 'string' ? parsed(payload) : payload
  if (Array.isArray(value)) return value
  if (
    typeof value === 'object' &&
    value !== null &&
    'ok' in value &&
    'result' in value &&
    Array.isArray(value.result)
  ) {
    return value.result
  }
  return [value]
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

const readUpdate = (payload: unknown, receivedAt: number | undefined): ReturnType<UpdateReader> | { doubt: string } => {
  const update = wire.update.safeParse(payload).data
  if (!update) return { doubt: 'This is no update of Telegram: there is no update_id.' }
  const kind = updateKinds.find(known => update[known] !== undefined)
  if (kind === undefined) {
    const foreign = Object.keys(update).find(key => key !== 'update_id')
    return { doubt: foreign ? `Parley takes no updates of the kind "${foreign}".` : 'The update is empty.' }
  }
  try {
    const read: UpdateReader = readers[kind]
    return read(update[kind], update.update_id, receivedAt)
  } catch (error) {
    return { doubt: `Parley failed to read it: ${error instanceof Error ? error.message : 'for no reason given'}.` }
  }
}
