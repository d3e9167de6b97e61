// What a bot may send and what it is refused: limits, files, albums, edits, rates, and a wire that breaks on purpose.
import { HttpError, InputFile } from 'grammy'
import { expect, test } from 'vitest'
import { emulated, refusal } from './emulated.ts'
import { drops, garbles, gate, hangs, refuses } from './script/faults.ts'
import { badGateway, restarting, tooManyRequests } from './wire/answer.ts'
import { tinyOgg, tinyPng } from './world/sample-files.ts'

const megabyte = 1024 * 1024

async function withCustomer(options = {}) {
  const { telegram, api } = await emulated(options)
  const ada = telegram.customer({ firstName: 'Ada' })
  ada.says('hello')
  return { telegram, api, ada }
}

test('text has 1 to 4096 characters, counted after trimming and parsing', async () => {
  const { api, ada } = await withCustomer()
  expect(await refusal(api.sendMessage(ada.id, ' \n '))).toMatchObject({
    error_code: 400,
    description: 'Bad Request: message text is empty',
  })
  expect((await refusal(api.sendMessage(ada.id, 'x'.repeat(4097)))).description).toBe(
    'Bad Request: message is too long',
  )
  expect((await refusal(api.sendMessage(ada.id, 'x'.repeat(32_769)))).description).toBe('Bad Request: text is too long')
  await api.sendMessage(ada.id, 'x'.repeat(4096))

  const marked = await api.sendMessage(ada.id, `<b>${'&lt;'.repeat(4096)}</b>`, { parse_mode: 'HTML' })
  expect(marked).toMatchObject({ text: '<'.repeat(4096), entities: [{ type: 'bold', offset: 0, length: 4096 }] })
  const torn = refusal(api.sendMessage(ada.id, '<b>torn', { parse_mode: 'HTML' }))
  expect((await torn).description).toMatch(/^Bad Request: can't parse entities/)
})

test('captions end at 1024 characters', async () => {
  const { api, ada } = await withCustomer()
  const photo = () => new InputFile(tinyPng, 'cat.png')
  const tooLong = refusal(api.sendPhoto(ada.id, photo(), { caption: 'c'.repeat(1025) }))
  expect((await tooLong).description).toBe('Bad Request: message caption is too long')
  await api.sendPhoto(ada.id, photo(), { caption: 'c'.repeat(1024) })
  expect(ada.received).toHaveLength(1)
})

test('every kind of file arrives as what it is, byte for byte', async () => {
  const { api, ada } = await withCustomer()
  const bytes = Buffer.from('any \r\n--bytes\0 at all')
  await api.sendDocument(ada.id, new InputFile(bytes, 'Übersicht März.pdf'))
  await api.sendPhoto(ada.id, new InputFile(tinyPng))
  await api.sendVoice(ada.id, new InputFile(tinyOgg, 'voice.ogg'), { duration: 4 })
  await api.sendAudio(ada.id, new InputFile(bytes, 'song.mp3'), { title: 'Song' })
  await api.sendVideo(ada.id, new InputFile(bytes, 'clip.mp4'))
  await api.sendAnimation(ada.id, new InputFile(bytes, 'loop.mp4'))
  await api.sendSticker(ada.id, new InputFile(bytes, 'wave.webp'))
  await api.sendLocation(ada.id, 52.5, 13.4)

  expect(ada.received.map(one => one.kind)).toEqual([
    'document',
    'photo',
    'voice',
    'audio',
    'video',
    'animation',
    'sticker',
    'location',
  ])
  expect(ada.received[0]?.files[0]?.bytes.equals(bytes)).toBe(true)
  expect(ada.received[0]?.message.document).toMatchObject({
    file_name: 'Übersicht März.pdf',
    mime_type: 'application/pdf',
  })
  expect(ada.received[1]?.message.photo?.at(-1)).toMatchObject({ width: 1, height: 1 })
  expect(ada.received[2]?.message.voice).toMatchObject({ duration: 4, mime_type: 'audio/ogg' })
})

test('a voice note that is no OGG, MP3 or M4A shows as a document', async () => {
  const { api, ada } = await withCustomer()
  await api.sendVoice(ada.id, new InputFile(Buffer.from('RIFF'), 'voice.wav'))
  expect(ada.received[0]?.kind).toBe('document')
})

test('files too big, empty or no picture are refused', async () => {
  const { api, ada } = await withCustomer()
  const document = (size: number) => api.sendDocument(ada.id, new InputFile(Buffer.alloc(size), 'big.bin'))
  expect(await refusal(document(51 * megabyte))).toMatchObject({ error_code: 413 })
  expect((await refusal(document(0))).description).toBe('Bad Request: file must be non-empty')
  const photo = Buffer.concat([tinyPng, Buffer.alloc(10 * megabyte)])
  expect((await refusal(api.sendPhoto(ada.id, new InputFile(photo)))).description).toMatch(/too big for a photo/)
  const text = refusal(api.sendPhoto(ada.id, new InputFile(Buffer.from('no picture'))))
  expect((await text).description).toBe('Bad Request: IMAGE_PROCESS_FAILED')
  expect(ada.received).toEqual([])
})

test('a customer file is fetched by its path, for an hour, up to 20 MB', async () => {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const { telegram, api, ada } = await withCustomer({ now: () => now })
  const bytes = Buffer.from('%PDF invoice')
  const { message } = ada.sendsDocument('Rechnung März.pdf', bytes, 'application/pdf')
  expect(message.document).toMatchObject({ file_name: 'Rechnung März.pdf', mime_type: 'application/pdf' })

  const file = await api.getFile(String(message.document?.file_id))
  const url = `${telegram.apiRoot}/file/bot${telegram.token}/${file.file_path}`
  expect(Buffer.from(await (await fetch(url)).arrayBuffer()).equals(bytes)).toBe(true)
  now += 3_600_001
  expect((await fetch(url)).status).toBe(404)

  const huge = ada.sendsVideo(undefined, { size: 20 * megabyte + 1 }).message.video?.file_id
  expect((await refusal(api.getFile(String(huge)))).description).toBe('Bad Request: file is too big')
  expect((await refusal(api.getFile('BQAD-nonsense'))).description).toBe(
    'Bad Request: wrong file_id or the file is temporarily unavailable',
  )
})

test('a file id can be sent again instead of the file', async () => {
  const { api, ada } = await withCustomer()
  const { message } = ada.sendsDocument('terms.txt', Buffer.from('terms'))
  await api.sendDocument(ada.id, String(message.document?.file_id))
  expect(ada.received[0]?.files[0]?.bytes.toString()).toBe('terms')
})

test('an album goes out as one call and several messages', async () => {
  const { telegram, api, ada } = await withCustomer()
  const photo = () => ({ type: 'photo' as const, media: new InputFile(tinyPng) })
  await api.sendMediaGroup(ada.id, [{ ...photo(), caption: 'us' }, photo(), photo()])
  expect(ada.received.map(one => one.text)).toEqual(['us', '', ''])
  expect(new Set(ada.received.map(one => one.albumId)).size).toBe(1)
  expect(telegram.ledger.sent.map(one => one.call)).toEqual(Array(3).fill(telegram.ledger.sent[0]?.call))
  expect(telegram.ledger.doubles).toEqual([])

  expect(await refusal(api.sendMediaGroup(ada.id, [photo()]))).toMatchObject({ error_code: 400 })
  const eleven = Array.from({ length: 11 }, photo)
  expect((await refusal(api.sendMediaGroup(ada.id, eleven))).description).toMatch(/too many messages/)
})

test('what was sent can be edited, deleted and reacted to', async () => {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const { api, ada } = await withCustomer({ now: () => now })
  const { message_id } = await api.sendMessage(ada.id, 'helo')
  await api.editMessageText(ada.id, message_id, 'hello')
  expect(ada.received[0]).toMatchObject({ text: 'hello', edits: 1, message: { edit_date: now / 1000 } })
  const same = await refusal(api.editMessageText(ada.id, message_id, 'hello'))
  expect(same.description).toMatch(/^Bad Request: message is not modified: /)
  expect((await refusal(api.editMessageText(ada.id, 1, 'mine'))).description).toBe(
    "Bad Request: message can't be edited",
  )
  expect((await refusal(api.editMessageText(ada.id, 99, 'x'))).description).toBe(
    'Bad Request: message to edit not found',
  )

  await api.setMessageReaction(ada.id, 1, [{ type: 'emoji', emoji: '👍' }])
  expect(ada.reactionsTo(1)).toEqual(['👍'])

  await api.deleteMessage(ada.id, message_id)
  expect(ada.received[0]?.isDeleted).toBe(true)
  expect((await refusal(api.deleteMessage(ada.id, message_id))).description).toMatch(/message to delete not found/)
  const kept = await api.sendMessage(ada.id, 'for ever')
  now += 49 * 3_600_000
  expect((await refusal(api.deleteMessage(ada.id, kept.message_id))).description).toMatch(/can't be deleted/)
})

test('replying to what is gone is refused, unless the reply may go without', async () => {
  const { api, ada } = await withCustomer()
  const to = (allow: boolean) => ({ reply_parameters: { message_id: 99, allow_sending_without_reply: allow } })
  expect((await refusal(api.sendMessage(ada.id, 'to what?', to(false)))).description).toBe(
    'Bad Request: message to be replied not found',
  )
  expect((await api.sendMessage(ada.id, 'to whom it may concern', to(true))).reply_to_message).toBeUndefined()
})

test('typing shows for five seconds or until the message comes', async () => {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const { telegram, api, ada } = await withCustomer({ now: () => now })
  await api.sendChatAction(ada.id, 'typing')
  expect(ada.seesAction).toBe('typing')
  now += 5_000
  expect(ada.seesAction).toBeUndefined()
  await api.sendChatAction(ada.id, 'upload_document')
  await api.sendMessage(ada.id, 'done')
  expect(ada.seesAction).toBeUndefined()
  expect(telegram.ledger.typing.map(one => one.action)).toEqual(['typing', 'upload_document'])
})

test('the limiter asks for patience and the clock brings it', async () => {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const { telegram, api, ada } = await withCustomer({ now: () => now, rateLimits: true })
  await api.sendMessage(ada.id, 'one')
  const hasty = await refusal(api.sendMessage(ada.id, 'two'))
  expect(hasty).toMatchObject({
    error_code: 429,
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  })
  now += 1_000
  await api.sendMessage(ada.id, 'two')

  const crowd = Array.from({ length: 30 }, () => telegram.customer())
  for (const one of crowd) one.says('me too')
  const answers = await Promise.allSettled(crowd.map(one => api.sendMessage(one.id, 'patience')))
  expect(answers.filter(one => one.status === 'rejected')).toHaveLength(1)
})

test('a scripted 429 carries retry_after and its header, then things go on', async () => {
  const { telegram, api, ada } = await withCustomer()
  telegram.next('sendMessage', refuses(tooManyRequests(7)), 2)
  expect(await refusal(api.sendMessage(ada.id, 'a'))).toMatchObject({ error_code: 429, parameters: { retry_after: 7 } })
  const raw = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendMessage?chat_id=${ada.id}&text=a`)
  expect([raw.status, raw.headers.get('retry-after')]).toEqual([429, '7'])
  await api.sendMessage(ada.id, 'a')
  telegram.next('sendMessage', refuses(restarting()), 1, 12345)
  await api.sendMessage(ada.id, 'not for this chat')
  telegram.next('*', refuses(badGateway()))
  expect(await refusal(api.getMe())).toMatchObject({ error_code: 502 })
})

test('a connection cut after the work leaves the client in the dark and the ledger in the know', async () => {
  const { telegram, api, ada } = await withCustomer()
  telegram.next('sendMessage', drops('before'))
  telegram.next('sendMessage', drops('after'))
  telegram.next('sendMessage', garbles())
  for (const text of ['never', 'once', 'garbled']) {
    await expect(api.sendMessage(ada.id, text)).rejects.toThrow(HttpError)
  }
  expect(ada.received.map(one => one.text)).toEqual(['once', 'garbled'])
  expect(telegram.ledger.callsOf('sendMessage').map(one => one.outcome)).toEqual(Array(3).fill('unanswered'))

  await api.sendMessage(ada.id, 'once')
  expect(telegram.ledger.doubles.map(group => group.map(one => one.text))).toEqual([['once', 'once']])
})

test('updates lost on the wire are delivered again', async () => {
  const { telegram, api } = await withCustomer({ slowsBusyPolls: false })
  telegram.next('getUpdates', drops('after'))
  await expect(api.getUpdates()).rejects.toThrow(HttpError)
  expect(telegram.ledger.updates[0]?.deliveredAt).toEqual([])
  expect(await api.getUpdates()).toHaveLength(1)
})

test('a call can hang until the client gives up, or be held until the test opens the gate', async () => {
  const { telegram, api, ada } = await withCustomer()
  telegram.next('sendMessage', hangs('after'))
  const patience = new AbortController()
  const hung = api.sendMessage(ada.id, 'slow', {}, patience.signal as never)
  await ada.receives('slow')
  patience.abort()
  await expect(hung).rejects.toThrow(HttpError)
  expect((await telegram.untilCalled('sendMessage')).outcome).toBe('unanswered')

  const { fault, open } = gate()
  telegram.next('sendMessage', fault)
  const held = api.sendMessage(ada.id, 'held')
  await telegram.until('the held call', () => telegram.ledger.callsOf('sendMessage').length === 2)
  expect(ada.received.some(one => one.text === 'held')).toBe(false)
  open()
  await held
  expect(ada.received.at(-1)?.text).toBe('held')
})

test('forms and multipart say the same as JSON', async () => {
  const { telegram, ada } = await withCustomer()
  const url = `${telegram.apiRoot}/bot${telegram.token}/SENDMESSAGE`
  const form = new URLSearchParams({ chat_id: String(ada.id), text: 'form ä', reply_parameters: '{"message_id":1}' })
  expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200)
  const multipart = new FormData()
  multipart.set('chat_id', String(ada.id))
  multipart.set('text', 'multipart ä')
  expect((await fetch(url, { method: 'POST', body: multipart })).status).toBe(200)
  const upload = new FormData()
  upload.set('chat_id', String(ada.id))
  upload.set('document', new Blob(['3;4'], { type: 'text/csv' }), 'Übersicht; final "3".csv')
  await fetch(url.replace('SENDMESSAGE', 'sendDocument'), { method: 'POST', body: upload })
  expect(ada.received.at(-1)?.message.document).toMatchObject({
    file_name: 'Übersicht; final "3".csv',
    mime_type: 'text/csv',
    file_size: 3,
  })
  const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"chat_id":' }
  expect(await (await fetch(url, json)).json()).toMatchObject({ ok: false, error_code: 400 })
  expect(ada.received.map(one => [one.text, one.replyTo])).toEqual([
    ['form ä', 1],
    ['multipart ä', undefined],
    ['', undefined],
  ])
  const unknown = await fetch(`${telegram.apiRoot}/bot${telegram.token}/sendTelepathy`)
  expect(unknown.status).toBe(404)
})
