// Webhooks of LiveChat's protocol as programs and supervisors set them up: where they may lead, how many, on and off, on record.
import { expect, test } from 'vitest'
import { asId, type WebhookId } from '../../main/domain/ids.ts'
import type { Following } from '../../main/domain/protocol-webhook.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'

const follows: Following = {
  action: 'incoming_event',
  type: 'license',
  clientId: 'app',
  filters: {},
  additionalData: [],
}
const input = { description: 'My bot', url: 'https://bot.example/hook?key=hidden', secret: 'between us', follows }

const anOffice = async () => {
  const office = await anOpenOffice()
  return { ...office, hooks: office.services.protocolWebhooks, ben: office.supervisor('ben') }
}

test('one is off until its program’s webhooks are switched on, those on its bots are on at once', async () => {
  const { hooks, ben } = await anOffice()
  const one = must(await hooks.register(ben, input))
  const bots = must(await hooks.register(ben, { ...input, follows: { ...follows, type: 'bot' } }))
  expect([one.active, bots.active]).toEqual([false, true])
  expect(await hooks.isOn('app')).toBe(false)
  await hooks.turn(ben, 'app', true)
  const later = must(await hooks.register(ben, { ...input, follows: { ...follows, action: 'incoming_chat' } }))
  expect(later.active).toBe(true)
  expect((await hooks.following()).webhooks.map(({ id }) => id).toSorted()).toEqual(
    [one.id, bots.id, later.id].toSorted(),
  )
  await hooks.turn(ben, 'app', false)
  expect((await hooks.following()).webhooks.map(({ id }) => id)).toEqual([bots.id])
  expect([...(await hooks.clients())]).toEqual([['app', false]])
})

test('a program follows each action three times at most; another program has its own', async () => {
  const { hooks, ben } = await anOffice()
  for (let i = 0; i < 3; i++) must(await hooks.register(ben, input))
  expect(await hooks.register(ben, input)).toMatchObject({ code: 'tooMany', field: 'action' })
  must(await hooks.register(ben, { ...input, follows: { ...follows, action: 'incoming_chat' } }))
  must(await hooks.register(ben, { ...input, follows: { ...follows, clientId: 'other' } }))
})

test.each([
  ['no web address', 'ftp://bot.example', /^url: must be a web address/],
  ['plain http', 'http://bot.example/hook', /^url: must begin with https/],
  ['a password in it', 'https://me:secret@bot.example/', /^url: must not hold a user name/],
  ['more than 500 characters', `https://bot.example/${'x'.repeat(500)}`, /^url: must be at most 500/],
])('an address with %s is refused', async (_what, url, sentence) => {
  const { hooks, ben } = await anOffice()
  expect(await hooks.register(ben, { ...input, url })).toMatchObject({
    code: 'invalid',
    field: 'url',
    sentence: expect.stringMatching(sentence),
  })
  expect(await hooks.list()).toEqual([])
})

test('nobody unregisters what is another program’s', async () => {
  const { hooks, ben } = await anOffice()
  const { id } = must(await hooks.register(ben, input))
  expect(await hooks.unregister(ben, 'other', id)).toMatchObject({ code: 'notFound' })
  expect(await hooks.unregister(ben, 'app', asId<WebhookId>('nothing'))).toMatchObject({ code: 'notFound' })
  must(await hooks.unregister(ben, 'app', id))
  expect(await hooks.list()).toEqual([])
})

test('secrets are kept sealed and told to the program alone; the record has neither them nor keys in addresses', async () => {
  const { hooks, ben, store } = await anOffice()
  const made = must(await hooks.register(ben, input))
  expect(hooks.secretOf(made)).toBe('between us')
  await hooks.turn(ben, 'app', true)
  must(await hooks.unregister(ben, 'app', made.id))
  const record = await store.audit.list({ limit: 10 })
  expect(record).toMatchObject([
    { noun: 'webhook', name: 'My bot', deed: 'deleted' },
    { noun: 'webhook', nounId: 'app', deed: 'changed', before: { active: false }, after: { active: true } },
    { noun: 'webhook', name: 'My bot', deed: 'created', after: { action: 'incoming_event', clientId: 'app' } },
  ])
  expect(JSON.stringify([record, made])).not.toContain('between us')
  expect(JSON.stringify(record)).not.toContain('hidden')
})

test('the log is followed from the first that is on to the last that is off', async () => {
  const { hooks, ben } = await anOffice()
  const upTo = async () => (await hooks.following()).upTo
  const { id } = must(await hooks.register(ben, input))
  expect(await upTo()).toBeNull()
  await hooks.turn(ben, 'app', true)
  expect(await upTo()).toEqual(expect.any(Number))
  must(await hooks.unregister(ben, 'app', id))
  expect(await upTo()).toBeNull()
  // What is told late, after the last one left, is for nobody.
  await hooks.tell(9, [])
  expect(await upTo()).toBeNull()
})

test('what is put in line stands there with how far it was told, or not at all', async () => {
  const { hooks, ben, store } = await anOffice()
  await hooks.turn(ben, 'app', true)
  const { id: webhookId } = must(await hooks.register(ben, input))
  const telling = { webhookId, conversationId: null, eventId: 'e', action: 'incoming_event', body: '{}' } as const
  await hooks.tell(50, [telling, { ...telling, webhookId: asId<WebhookId>('gone') }])
  expect(await store.webhooks.toldUpTo()).toBe(50)
  expect(await store.webhooks.deliveries(webhookId, { limit: 9 })).toHaveLength(1)
})
