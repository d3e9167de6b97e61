// Cases and webhooks over HTTP, as an outside help desk and its supervisor meet them: one sentence for each bad input, nothing lost.
import { expect, test } from 'vitest'
import { must } from '../kit/must.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { aWebhookReceiver } from '../kit/webhook-receiver.ts'

test('a program makes, finds, changes and follows cases over HTTP', async () => {
  const house = await anOpenHouse()
  const { office } = house
  const ann = await house.session('ann')
  await office.network.says('carol', 'My order is late')
  await office.settled()
  const [chat] = await office.store.chats.openRows(1)
  must(await office.services.chatService.acceptChat(office.actor('ann'), chat?.id as never))
  const input = { chatId: chat?.id, idempotencyKey: 'the first click' }
  const made = await house.call('cases/createFromChat', input, ann)
  expect(made.body).toMatchObject({
    number: 1,
    subject: 'My order is late',
    description: 'My order is late',
    source: 'chat',
    status: 'new',
    contact: { name: 'carol' },
    assignee: { id: 'ann', name: 'Ann' },
    queue: { name: 'Support' },
    nextStatuses: ['inProgress', 'waiting', 'resolved', 'closed'],
  })
  expect((await house.call('cases/createFromChat', input, ann)).body.id).toBe(made.body.id)
  const { id: caseId } = made.body
  const changed = await house.call('cases/update', { caseId, version: 1, status: 'waiting' }, ann)
  expect(changed.body).toMatchObject({ status: 'waiting', version: 2 })
  expect((await house.call('cases/update', { caseId, version: 1, subject: 'x' }, ann)).status).toBe(409)
  expect((await house.call('cases/list', { text: 'order', statuses: ['waiting'] }, ann)).body).toMatchObject({
    cases: [{ number: 1 }],
    nextBefore: null,
  })
  expect((await house.call('cases/countMine', {}, ann)).body).toEqual({ count: 1 })
  const ben = await house.session('ben')
  expect((await house.call('cases/get', { caseId }, ben)).status).toBe(404)
  expect((await house.call('cases/createFromChat', { chatId: chat?.id }, ben)).status).toBe(404)
})

test('a list goes on page by page', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann')
  for (let n = 1; n <= 5; n++) await house.call('cases/create', { subject: `Case ${n}` }, ann)
  const numbers: number[] = []
  let before: number | undefined
  do {
    const { body } = await house.call('cases/list', { limit: 2, ...(before === undefined ? {} : { before }) }, ann)
    numbers.push(...(body.cases as { number: number }[]).map(({ number }) => number))
    before = (body.nextBefore as number | null) ?? undefined
  } while (before !== undefined)
  expect(numbers).toEqual([5, 4, 3, 2, 1])
})

test('input that does not fit is refused in one sentence that names the field', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', 'CanManageChats')
  const { body: known } = await house.call('cases/create', { subject: 'Roof' }, token)
  const caseId = String(known.id)
  const hook = { name: 'Desk', url: 'https://desk.example' }
  const unusable: [string, object, string][] = [
    ['cases/create', { subject: ' ' }, 'subject: must not be empty.'],
    [
      'cases/create',
      { subject: 'two\nlines' },
      'subject: must not contain line breaks, tabs or other control characters.',
    ],
    ['cases/create', { subject: '\u200B' }, 'subject: must not be empty.'],
    ['cases/create', { subject: 'x'.repeat(251) }, 'subject: must be at most 250 characters.'],
    ['cases/update', { caseId, description: 'x'.repeat(100_001) }, 'description: must be at most 100000 characters.'],
    ['cases/update', { caseId, status: 'lost' }, 'status: must be one of: new, inProgress, waiting, resolved, closed.'],
    ['cases/comment', { caseId, text: ' ' }, 'text: must not be empty.'],
    [
      'cases/comment',
      { caseId, text: 'x', idempotencyKey: 'short' },
      'idempotencyKey: must have at least 8 characters.',
    ],
    ['webhooks/create', { ...hook, url: '' }, 'url: must not be empty.'],
    [
      'webhooks/create',
      { ...hook, url: 'ftp://desk.example' },
      'url: must be a web address that begins with https://.',
    ],
    [
      'webhooks/create',
      { ...hook, url: 'https://me:word@desk.example' },
      'url: must not hold a user name or a password.',
    ],
    ['webhooks/create', { ...hook, events: [] }, 'events: choose at least one.'],
    [
      'settings/set',
      { OutboundAllowedHosts: 'http://crm' },
      'OutboundAllowedHosts: has an entry that is no host: http://crm.',
    ],
  ]
  for (const [name, input, message] of unusable) {
    const { status, body } = await house.call(name, input, token)
    expect([name, status, body.message]).toEqual([name, 422, message])
  }
  expect((await house.call('cases/get', { caseId }, token)).body).toMatchObject({ subject: 'Roof', version: 1 })
})

test('a webhook is set up, tried and looked after over HTTP, and its secret comes out once', async () => {
  const receiver = await aWebhookReceiver()
  const house = await anOpenHouse()
  const token = await house.session('ann', 'CanManageChats')
  await house.call('settings/set', { OutboundAllowedHosts: receiver.host }, token)
  const made = await house.call('webhooks/create', { name: 'Desk', url: receiver.url }, token)
  const secret = String(made.body.secret)
  receiver.secrets.push(secret)
  const { id } = made.body.webhook as { id: string }
  expect((await house.call('webhooks/test', { id }, token)).body).toMatchObject({ state: 'delivered', status: 204 })
  await house.call('cases/create', { subject: 'Roof' }, token)
  await house.office.settled()
  expect(receiver.received.map(({ event, genuine }) => [event, genuine])).toEqual([
    ['test', true],
    ['case.created', true],
  ])
  const log = await house.call('webhooks/deliveries', { id, limit: 1 }, token)
  expect(log.body).toMatchObject({ deliveries: [{ type: 'case.created', caseNumber: 1, state: 'delivered' }] })
  expect(log.body.nextBefore).not.toBeNull()
  const told = [await house.call('webhooks/list', {}, token), log, await house.call('settings/get', {}, token)]
  expect(JSON.stringify(told.map(({ body }) => body))).not.toContain(secret)
  const agent = await house.session('ben')
  expect((await house.call('settings/get', {}, agent)).body.OutboundAllowedHosts).toBe('')
})
