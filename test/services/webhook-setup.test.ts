// Setting up webhooks: where they may lead, tests that call them, secrets that are told once, and the record of it all.
import { expect, test } from 'vitest'
import { DAY } from '../../main/domain/clock.ts'
import { aCaseOf, anOfficeThatMayCall, aWebhookAt, turn } from '../kit/help-desk.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'
import { aWebhookReceiver } from '../kit/webhook-receiver.ts'

test('its address is https, or http where the host is allowed; an address of a private network is not called', async () => {
  const receiver = await aWebhookReceiver()
  const office = await anOpenOffice()
  const { caseWebhooks, settings } = office.services
  const ben = office.supervisor('ben')
  const input = { name: 'Help desk', url: receiver.url, active: true, events: ['case.created'] as const }
  expect(await caseWebhooks.create(ben, input)).toMatchObject({ code: 'invalid', field: 'url' })
  const secure = must(await caseWebhooks.create(ben, { ...input, url: `https://${receiver.host}/hook` })).card.webhook
  expect(must(await caseWebhooks.test(secure.id))).toMatchObject({
    state: 'givenUp',
    attempts: 1,
    trouble: expect.stringMatching(/private network/),
  })
  must(await settings.set(ben, { OutboundAllowedHosts: receiver.host }))
  must(await caseWebhooks.update(ben, secure.id, { url: receiver.url }))
  expect(must(await caseWebhooks.test(secure.id))).toMatchObject({ state: 'delivered', status: 204, type: 'test' })
  expect(receiver.received).toMatchObject([{ event: 'test', body: { type: 'test', data: { webhook: 'Help desk' } } }])
})

test('a test that fails is not tried again', async () => {
  const receiver = await aWebhookReceiver()
  const office = await anOfficeThatMayCall(receiver)
  const hook = await aWebhookAt(office, receiver)
  receiver.answers.push({ status: 400, body: 'what is this?' })
  expect(must(await office.services.caseWebhooks.test(hook.id))).toMatchObject({
    state: 'givenUp',
    status: 400,
    answer: 'what is this?',
  })
  await turn(office, DAY)
  expect(receiver.received).toHaveLength(1)
})

test('the secret is told once, kept sealed, and can be made anew', async () => {
  const receiver = await aWebhookReceiver()
  const office = await anOfficeThatMayCall(receiver)
  const hook = await aWebhookAt(office, receiver)
  const [secret = ''] = receiver.secrets
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/)
  expect(JSON.stringify(await office.store.webhooks.all())).not.toContain(secret)
  expect(JSON.stringify(await office.store.audit.list({ limit: 50 }))).not.toContain(secret)
  const { secret: next } = must(await office.services.caseWebhooks.renewSecret(office.actor('ben'), hook.id))
  expect(next).not.toBe(secret)
  await aCaseOf(office)
  await office.settled()
  expect(receiver.received[0]?.genuine).toBe(false)
  receiver.secrets.push(next)
  await aCaseOf(office)
  await office.settled()
  expect(receiver.received[1]?.genuine).toBe(true)
})

test('what was done is on record, without what follows the "?" of an address', async () => {
  const receiver = await aWebhookReceiver()
  const office = await anOfficeThatMayCall(receiver)
  const { caseWebhooks } = office.services
  const ben = office.actor('ben')
  const hook = await aWebhookAt(office, receiver, { url: `${receiver.url}?key=topsecret` })
  expect(await caseWebhooks.update(ben, hook.id, { name: 'x' }, 7)).toMatchObject({
    code: 'conflict',
    field: 'version',
  })
  must(await caseWebhooks.update(ben, hook.id, { name: 'Desk' }, 1))
  expect(
    await caseWebhooks.create(ben, {
      name: ' desk',
      url: 'https://a.example',
      active: true,
      events: ['case.closed'],
    }),
  ).toMatchObject({ code: 'conflict', field: 'name' })
  must(await caseWebhooks.remove(ben, hook.id))
  expect(await caseWebhooks.list()).toEqual([])
  await aCaseOf(office)
  await office.settled()
  expect(receiver.received).toEqual([])
  must(await caseWebhooks.restore(ben, hook.id))
  const entries = await office.store.audit.list({ noun: 'webhook', limit: 50 })
  expect(entries.map(({ deed, name }) => `${deed} ${name}`)).toEqual([
    'restored Desk',
    'deleted Desk',
    'changed Desk',
    'created Help desk',
  ])
  expect(JSON.stringify(entries)).not.toContain('topsecret')
})
