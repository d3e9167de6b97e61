// Builders of Telegram updates as the Bot API writes them (Bot API 10.1), for one customer in one chat.

export const carol = {
  id: 77,
  is_bot: false,
  first_name: 'Carol',
  last_name: 'Ng',
  username: 'carol',
  language_code: 'nl',
}
export const privately = { id: 77, type: 'private', first_name: 'Carol', last_name: 'Ng', username: 'carol' }
export const group = { id: -100200, type: 'supergroup', title: 'Flat 12', username: 'flat12' }

/** 14 November 2023. */
export const seconds = 1_700_000_000

/** An update with Carol's message 5 in private; the content and whatever else differs are given. */
export const says = (content: Record<string, unknown>, updateId = 9) => ({
  update_id: updateId,
  message: { message_id: 5, date: seconds, chat: privately, from: carol, ...content },
})

export const aFile = (more: Record<string, unknown> = {}) => ({
  file_id: 'AgAC-file',
  file_unique_id: 'unique',
  file_size: 2048,
  ...more,
})

export const photo = [
  aFile({ file_id: 'small', file_size: 500, width: 90, height: 67 }),
  aFile({ file_id: 'large', file_size: 90_000, width: 1280, height: 960 }),
  aFile({ file_id: 'middle', file_size: 9_000, width: 320, height: 240 }),
]
