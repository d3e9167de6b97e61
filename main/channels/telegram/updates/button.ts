// A button under one of the bot's messages was pressed: the customer "says" what is written on it.
import { senderOf } from '../content/people.ts'
import * as wire from '../wire.ts'
import { addressOf, instant, notAsDescribed, type UpdateReader } from './reader.ts'

/** Which of our messages the button belongs to: the bot's own are known by chat and number. */
const answered = (message: { readonly message_id?: number | undefined } | undefined, address: string, data: string) =>
  message?.message_id === undefined || data === ''
    ? {}
    : { postback: { externalId: `${address}:${message.message_id}`, buttonId: data } }

/** Telegram numbers them apart from messages, and tells no time of them. */
export const pressedButton: UpdateReader = (payload, _updateId, receivedAt) => {
  const query = wire.callbackQuery.safeParse(payload).data
  if (!query) return notAsDescribed('pressed button')
  const { id, from, message, data = '' } = query
  const chat = message?.chat ?? { id: from.id, type: 'private' }
  const buttons = message?.reply_markup?.inline_keyboard.flat() ?? []
  const label = buttons.find(button => button.callback_data === data)?.text
  return {
    updates: [
      {
        type: 'message',
        externalId: `cb:${id}`,
        address: addressOf(chat),
        sender: senderOf(chat, from),
        at: receivedAt ?? instant(message?.date ?? 0),
        kind: 'button',
        text: label ?? data,
        ...answered(message, addressOf(chat), data),
      },
    ],
  }
}
