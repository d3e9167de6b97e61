// The emulator behaves as Telegram does where it matters most: how updates are delivered, confirmed, contested and lost.
// A real client, grammY's, drives it.
import { expect, test } from 'vitest'
import { clientOf, emulated, refusal } from './emulated.ts'
import { HandPace } from './updates/hand-pace.ts'

const hour = 3_600_000

test('a customer writes, a real client reads and answers', async () => {
  const { telegram, api } = await emulated()
  const ada = telegram.customer({ firstName: 'Ada', lastName: 'Byron', username: 'ada', languageCode: 'en' })
  ada.says('hello')

  const me = await api.getMe()
  expect(me).toMatchObject({ id: 1000001, is_bot: true, username: 'emulated_1000001_bot' })
  const [update] = await api.getUpdates()
  expect(update?.message).toMatchObject({
    text: 'hello',
    from: { id: ada.id, is_bot: false, first_name: 'Ada', last_name: 'Byron', username: 'ada', language_code: 'en' },
    chat: { id: ada.id, type: 'private', first_name: 'Ada' },
  })
  const sent = await api.sendMessage(ada.id, 'hello yourself', { reply_parameters: { message_id: 1 } })
  expect(sent.message_id).toBe(2)
  const received = await ada.receives('hello yourself')
  expect(received).toMatchObject({ messageId: 2, kind: 'text', replyTo: 1 })
})

test('an update comes again until a poll asks from beyond it', async () => {
  const { telegram, api } = await emulated({ slowsBusyPolls: false })
  const ada = telegram.customer()
  const [first, second, third] = ['one', 'two', 'three'].map(text => Number(ada.says(text).updateId))
  expect([second, third]).toEqual([Number(first) + 1, Number(first) + 2])

  expect(await ids(api.getUpdates())).toEqual([first, second, third])
  expect(await ids(api.getUpdates({ offset: Number(first) }))).toEqual([first, second, third])
  expect(telegram.ledger.confirmed).toEqual([])
  expect(await ids(api.getUpdates({ offset: Number(second) }))).toEqual([second, third])
  expect(telegram.ledger.confirmed.map(one => one.updateId)).toEqual([first])
  expect(await ids(api.getUpdates())).toEqual([second, third])
  expect(telegram.ledger.updates.map(one => one.deliveredAt.length)).toEqual([2, 4, 4])

  expect(await ids(api.getUpdates({ offset: Number(third) + 1 }))).toEqual([])
  await telegram.untilConfirmed()
  expect(telegram.ledger.unconfirmed).toEqual([])
})

test('limit cuts the batch, a negative offset forgets all but the last', async () => {
  const { telegram, api } = await emulated({ slowsBusyPolls: false })
  const ada = telegram.customer()
  const said = Array.from({ length: 105 }, (_, index) => ada.says(`${index}`).updateId)

  expect(await ids(api.getUpdates({ limit: 3 }))).toEqual(said.slice(0, 3))
  expect(await ids(api.getUpdates())).toEqual(said.slice(0, 100))
  expect(await ids(api.getUpdates({ offset: -2 }))).toEqual(said.slice(-2))
  expect(await ids(api.getUpdates())).toEqual(said.slice(-2))
  expect(telegram.ledger.updates.filter(one => one.lost?.because === 'dropped')).toHaveLength(103)
})

test('an offset far ahead is nonsense and answered from the head', async () => {
  const { telegram, api } = await emulated({ slowsBusyPolls: false })
  const id = Number(telegram.customer().says('still here').updateId)
  expect(await ids(api.getUpdates({ offset: id + 12 }))).toEqual([id])
  expect(await ids(api.getUpdates({ offset: id + 11 }))).toEqual([])
  expect(telegram.ledger.confirmed).toHaveLength(1)
})

test('a parked poll wakes when somebody writes, an album in one piece', async () => {
  const { telegram, api } = await emulated()
  const polled = api.getUpdates({ timeout: 30 })
  await telegram.untilPolled()
  const album = telegram
    .customer()
    .sendsAlbum([{ kind: 'photo' }, { kind: 'photo' }, { kind: 'video' }], { caption: 'us' })

  const updates = await polled
  expect(updates.map(one => one.update_id)).toEqual(album.map(one => one.updateId))
  expect(new Set(updates.map(one => one.message?.media_group_id)).size).toBe(1)
  expect(updates.map(one => one.message?.caption)).toEqual(['us', undefined, undefined])
})

test('a poll waits at most 50 seconds, whatever it asks for', async () => {
  const pace = new HandPace()
  const { telegram, api } = await emulated({ pace })
  const polled = api.getUpdates({ timeout: 100_000 })
  await telegram.untilPolled()
  pace.pass(49)
  expect(telegram.bot().poller.isParked).toBe(true)
  pace.pass(1)
  expect(await polled).toEqual([])
})

test('polling the same offset in a tight loop is slowed down', async () => {
  const pace = new HandPace()
  const { telegram, api } = await emulated({ pace })
  const ada = telegram.customer()
  await api.getUpdates({ offset: 7 })

  const stretched = api.getUpdates({ offset: 7 })
  await telegram.untilPolled()
  pace.pass(3)
  expect(await stretched).toEqual([])

  const short = api.getUpdates({ offset: 7, timeout: 1 })
  await telegram.untilPolled()
  pace.pass(1)
  expect(await short).toEqual([])

  const hurried = api.getUpdates({ offset: 7, timeout: 50 })
  await telegram.untilPolled()
  ada.says('one')
  ada.says('two')
  expect(await hurried).toHaveLength(2)
  expect(await api.getUpdates({ offset: 7 })).toHaveLength(1)
})

test('of two pollers the parked one is thrown out, the next time only after three seconds', async () => {
  const pace = new HandPace()
  const { telegram, api } = await emulated({ pace })
  const first = refusal(api.getUpdates({ offset: 1, timeout: 50 }))
  await telegram.untilPolled()
  const second = refusal(api.getUpdates({ offset: 1, timeout: 50 }))
  expect(await first).toMatchObject({
    error_code: 409,
    description: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  })

  await telegram.untilPolled()
  const third = api.getUpdates({ offset: 1, timeout: 50 })
  await telegram.until('the third poll', () => telegram.ledger.callsOf('getUpdates').length === 3)
  const [, secondCall] = telegram.ledger.callsOf('getUpdates')
  pace.pass(2.9)
  expect(secondCall?.outcome).toBe('under way')
  pace.pass(0.1)
  expect(await second).toMatchObject({ error_code: 409 })
  telegram.customer().says('to whoever is left')
  expect(await third).toHaveLength(1)
})

test('a webhook shuts polls out, and setting one ends the parked poll', async () => {
  const pace = new HandPace()
  const { telegram, api } = await emulated({ pace })
  const parked = refusal(api.getUpdates({ timeout: 50 }))
  await telegram.untilPolled()
  await api.setWebhook('https://other.example/hook')
  expect((await parked).description).toBe('Conflict: terminated by setWebhook request')

  pace.pass(3)
  const shut = await refusal(api.getUpdates())
  expect(shut).toMatchObject({ error_code: 409 })
  expect(shut.description).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
  telegram.customer().says('meanwhile')
  expect(await api.getWebhookInfo()).toMatchObject({ url: 'https://other.example/hook', pending_update_count: 1 })
  await api.deleteWebhook()
  expect(await api.getUpdates()).toHaveLength(1)
})

test('deleteWebhook can drop what is pending', async () => {
  const { telegram, api } = await emulated()
  telegram.customer().says('nobody will read this')
  await api.deleteWebhook({ drop_pending_updates: true })
  expect(await api.getUpdates()).toEqual([])
  expect(telegram.ledger.updates[0]?.lost).toMatchObject({ because: 'dropped' })
})

test('allowed_updates sticks, starts with the next update, and an empty list resets it', async () => {
  const { telegram, api } = await emulated({ slowsBusyPolls: false })
  const ada = telegram.customer()
  const { messageId } = ada.says('before')
  expect(ada.reacts(messageId, '👍')).toBeUndefined()

  await api.getUpdates({ allowed_updates: ['message_reaction', 'edited_message'] })
  expect(ada.says('unheard').updateId).toBeUndefined()
  expect(ada.reacts(messageId, '🔥')).toBeDefined()
  const kinds = (await api.getUpdates()).map(update => Object.keys(update)[1])
  expect(kinds).toEqual(['message', 'message_reaction'])
  expect(ada.edits(messageId, 'after').updateId).toBeDefined()

  await api.getUpdates({ allowed_updates: [] })
  expect(ada.reacts(messageId)).toBeUndefined()
  expect(ada.says('heard').updateId).toBeDefined()
})

test('what nobody fetched for a day is gone', async () => {
  let now = Date.parse('2026-11-20T08:00:00Z')
  const { telegram, api } = await emulated({ now: () => now, slowsBusyPolls: false })
  const ada = telegram.customer()
  ada.says('early')
  now += 2 * hour
  ada.says('late')
  now += 23 * hour
  expect((await api.getUpdates()).map(one => one.message?.text)).toEqual(['late'])
  expect(telegram.ledger.updates.map(one => one.lost?.because)).toEqual(['expired', undefined])
})

test('after a week of silence ids start anywhere, even lower, and an old offset does not hide them', async () => {
  let now = Date.parse('2026-11-01T08:00:00Z')
  const { telegram, api } = await emulated({ now: () => now, restartId: () => 4_000_000, firstUpdateId: 900_000_000 })
  const ada = telegram.customer()
  const before = Number(ada.says('before').updateId)
  await api.getUpdates({ offset: before + 1 })
  now += 7 * 24 * hour
  expect(ada.says('after').updateId).toBe(4_000_000)
  expect(await ids(api.getUpdates({ offset: before + 1 }))).toEqual([4_000_000])
})

test('a wrong token is told apart: malformed, unknown, revoked', async () => {
  const { telegram } = await emulated()
  const malformed = await refusal(clientOf(telegram, 'no-colon').getMe())
  expect(malformed).toMatchObject({ error_code: 401, description: 'Unauthorized: invalid token specified' })
  const unknown = await refusal(clientOf(telegram, '77:AAF-unknown-but-well-formed-token').getMe())
  expect(unknown).toMatchObject({ error_code: 401, description: 'Unauthorized' })

  const other = telegram.bot('2000002:AAF-second-emulated-token-of-no-use')
  expect((await clientOf(telegram, other.token).getMe()).id).toBe(2000002)
  other.isRevoked = true
  expect(await refusal(clientOf(telegram, other.token).getMe())).toMatchObject({ description: 'Unauthorized' })
})

test('two bots keep their customers and files apart', async () => {
  const { telegram, api } = await emulated()
  const other = telegram.bot('2000002:AAF-second-emulated-token-of-no-use')
  const { message } = telegram.customer({ id: 77 }).sendsDocument('mine.txt')
  expect(await refusal(clientOf(telegram, other.token).sendMessage(77, 'hi'))).toMatchObject({
    error_code: 400,
    description: 'Bad Request: chat not found',
  })
  const fileId = String(message.document?.file_id)
  expect(await api.getFile(fileId)).toMatchObject({ file_id: fileId })
  expect((await refusal(clientOf(telegram, other.token).getFile(fileId))).description).toMatch(/wrong file_id/)
})

test('the network goes down and comes back with everything that was said meanwhile', async () => {
  const { telegram, api } = await emulated()
  const { apiRoot } = telegram
  await telegram.goesDown()
  await expect(api.getMe()).rejects.toThrow(/Network request/)
  telegram.customer().says('are you there?')
  await telegram.comesBack()
  expect(telegram.apiRoot).toBe(apiRoot)
  expect(await api.getUpdates()).toHaveLength(1)
})

async function ids(updates: Promise<{ update_id: number }[]>): Promise<number[]> {
  return (await updates).map(update => update.update_id)
}
