// What customers can do to a bot: every kind of message, blocking it, pressing its buttons, moving a group.
import { expect, test } from 'vitest'
import { emulated, refusal } from './emulated.ts'
import { tinyPng } from './world/sample-files.ts'

test('every kind of message comes in the shape Telegram gives it', async () => {
  const { telegram, api } = await emulated()
  const ada = telegram.customer()
  ada.says('/start see https://example.com')
  ada.sendsPhoto(tinyPng, { caption: 'a cat' })
  ada.sendsDocument('report.pdf')
  ada.sendsVoice()
  ada.sendsAudio()
  ada.sendsVideo()
  ada.sendsVideoNote()
  ada.sendsAnimation()
  ada.sendsSticker('👋')
  ada.sendsLocation(52.5, 13.4)
  ada.sendsVenue('Office', 'Main Street 1', 52.5, 13.4)
  ada.sendsContact('+49301234', 'Grace')
  ada.sendsPoll('When?', ['today', 'never'])
  ada.rollsDice(3)
  ada.sendsUnknown('hologram', { depth: 3 })
  ada.replies(2, 'about the cat', { quote: 'cat' })

  const messages = (await api.getUpdates()).map(update => update.message)
  const common = new Set(['message_id', 'from', 'chat', 'date', 'caption', 'caption_entities', 'entities'])
  const content = messages.map(message => Object.keys(message ?? {}).filter(key => !common.has(key)))
  expect(content).toEqual([
    ['text'],
    ['photo'],
    ['document'],
    ['voice'],
    ['audio'],
    ['video'],
    ['video_note'],
    ['animation', 'document'],
    ['sticker'],
    ['location'],
    ['venue', 'location'],
    ['contact'],
    ['poll'],
    ['dice'],
    ['hologram'],
    ['text', 'reply_to_message', 'quote'],
  ])
  expect(messages[0]?.entities?.map(one => one.type)).toEqual(['bot_command', 'url'])
  expect(messages[1]).toMatchObject({ caption: 'a cat', photo: [{ width: 90 }, { width: 1 }] })
  expect(messages.at(-1)).toMatchObject({
    reply_to_message: { message_id: 2, caption: 'a cat' },
    quote: { text: 'cat' },
  })
})

test('an edit keeps the message its number and dates the change', async () => {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const { telegram, api } = await emulated({ now: () => now })
  const ada = telegram.customer()
  const { messageId } = ada.says('by traim')
  now += 60_000
  ada.edits(messageId, 'by train')
  const [, update] = await api.getUpdates()
  expect(update?.edited_message).toMatchObject({ message_id: messageId, text: 'by train', edit_date: now / 1000 })
  expect(update?.edited_message?.date).toBe(now / 1000 - 60)
})

test('a stranger cannot be written to, a customer who blocks the bot neither, until they write again', async () => {
  const { telegram, api } = await emulated()
  const ada = telegram.customer()
  expect(await refusal(api.sendMessage(ada.id, 'hi'))).toMatchObject({ description: 'Bad Request: chat not found' })
  ada.says('hello')
  ada.blocks()
  expect(await refusal(api.sendMessage(ada.id, 'hi'))).toMatchObject({
    error_code: 403,
    description: 'Forbidden: bot was blocked by the user',
  })
  ada.says('sorry')
  await api.sendMessage(ada.id, 'never mind')

  const updates = await api.getUpdates()
  expect(updates.map(one => one.my_chat_member?.new_chat_member.status ?? one.message?.text)).toEqual([
    'hello',
    'kicked',
    'member',
    'sorry',
  ])
  ada.deletesAccount()
  expect(await refusal(api.sendMessage(ada.id, 'hi'))).toMatchObject({ description: 'Forbidden: user is deactivated' })
})

test('a pressed button spins until it is answered, for 150 seconds', async () => {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const { telegram, api } = await emulated({ now: () => now, slowsBusyPolls: false })
  const ada = telegram.customer()
  ada.says('hello')
  const inline_keyboard = [[{ text: 'Yes', callback_data: 'yes-1' }]]
  await api.sendMessage(ada.id, 'Sure?', { reply_markup: { inline_keyboard } })
  const press = ada.presses('Yes')
  const query = (await api.getUpdates()).at(-1)?.callback_query
  expect(query).toMatchObject({ id: press.queryId, data: 'yes-1', from: { id: ada.id }, message: { text: 'Sure?' } })
  expect(press.isSpinning).toBe(true)
  await api.answerCallbackQuery(press.queryId, { text: 'Noted' })
  expect(await press.answered()).toEqual({ text: 'Noted', isAlert: false })

  const late = ada.presses('yes-1')
  now += 150_001
  expect((await refusal(api.answerCallbackQuery(late.queryId))).description).toMatch(/query is too old/)
  const long = [[{ text: 'No', callback_data: 'n'.repeat(65) }]]
  const refused = refusal(api.sendMessage(ada.id, 'Sure?', { reply_markup: { inline_keyboard: long } }))
  expect((await refused).description).toBe('Bad Request: BUTTON_DATA_INVALID')
})

test('a profile can be looked up, with its picture', async () => {
  const { telegram, api } = await emulated()
  const ada = telegram.customer({ firstName: 'Ada', photo: tinyPng })
  ada.says('hello')
  expect(await api.getChat(ada.id)).toMatchObject({ id: ada.id, type: 'private', first_name: 'Ada' })
  const { total_count, photos } = await api.getUserProfilePhotos(ada.id)
  expect(total_count).toBe(1)
  expect((await api.getFile(String(photos[0]?.at(-1)?.file_id))).file_size).toBe(tinyPng.length)
})

test('a group speaks, grows into a supergroup with another id, and throws the bot out', async () => {
  const { telegram, api } = await emulated()
  const ada = telegram.customer({ firstName: 'Ada' })
  const club = telegram.group('Engines', ada)
  club.member(telegram.customer({ firstName: 'Charles' })).says('hello all')
  await api.sendMessage(club.id, 'hello Charles')
  expect(await club.receives('hello Charles')).toMatchObject({ kind: 'text' })

  const grown = club.upgrades()
  expect(await refusal(api.sendMessage(club.id, 'where are you?'))).toMatchObject({
    error_code: 400,
    description: 'Bad Request: group chat was upgraded to a supergroup chat',
    parameters: { migrate_to_chat_id: grown.id },
  })
  await api.sendMessage(grown.id, 'there you are')
  grown.kicksBot()
  expect((await refusal(api.sendMessage(grown.id, 'why?'))).description).toBe(
    'Forbidden: bot was kicked from the supergroup chat',
  )
  const told = (await api.getUpdates()).map(({ message, my_chat_member }) => {
    const { new_chat_members, migrate_to_chat_id, migrate_from_chat_id, text } = message ?? {}
    return (
      my_chat_member?.new_chat_member.status ??
      migrate_to_chat_id ??
      migrate_from_chat_id ??
      text ??
      new_chat_members?.length
    )
  })
  expect(told).toEqual(['member', 1, 'hello all', grown.id, club.id, 'kicked'])
})
