// Webhooks on cases: genuine by an independent receiver's check, in order, tried for days by a clock turned by hand, and never lost.
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../main/domain/clock.ts'
import type { Outbound, OutboundRequest } from '../../main/services/outbound.ts'
import { aCaseOf, anOfficeThatMayCall, aWebhookAt, changeCase, deliveriesOf, turn } from '../kit/help-desk.ts'
import { must, there } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'
import { until } from '../kit/until.ts'
import { aWebhookReceiver } from '../kit/webhook-receiver.ts'

describe('what a webhook is told', () => {
  test('is genuine, complete, and in the order in which it happened', async () => {
    const receiver = await aWebhookReceiver()
    const office = await anOfficeThatMayCall(receiver)
    await aWebhookAt(office, receiver)
    const id = await aCaseOf(office)
    await changeCase(office, id, { status: 'waiting', subject: 'Gate' })
    must(await office.services.cases.comment(office.actor('ann'), id, 'Called'))
    await changeCase(office, id, { status: 'closed' })
    await office.settled()
    expect(receiver.received.map(({ event, genuine }) => [event, genuine])).toEqual([
      ['case.created', true],
      ['case.changed', true],
      ['case.changed', true],
      ['case.closed', true],
    ])
    expect(new Set(receiver.received.map(one => one.id)).size).toBe(4)
    expect(receiver.received.map(({ body }) => body.data.case?.version)).toEqual([1, 2, 2, 3])
    expect(receiver.received[0]?.at).toBe(office.clock.now())
    expect(receiver.received[1]?.body).toMatchObject({
      type: 'case.changed',
      timestamp: new Date(office.clock.now()).toISOString(),
      data: {
        case: {
          id,
          number: 1,
          subject: 'Gate',
          status: 'waiting',
          source: 'Agent',
          account: 'Acme',
          assignee: { name: 'Ann' },
        },
        by: { id: 'ann', name: 'Ann' },
        changes: [
          { field: 'subject', from: 'Roof leaks', to: 'Gate' },
          { field: 'status', from: 'new', to: 'waiting' },
        ],
        comment: null,
      },
    })
    expect(receiver.received[2]?.body.data).toMatchObject({ comment: { text: 'Called' }, changes: [] })
  })

  test('is what it asked for, while it is switched on', async () => {
    const receiver = await aWebhookReceiver()
    const office = await anOfficeThatMayCall(receiver)
    const hook = await aWebhookAt(office, receiver, { events: ['case.closed'] })
    const id = await aCaseOf(office)
    await changeCase(office, id, { status: 'closed' })
    await office.settled()
    expect(receiver.received.map(({ event }) => event)).toEqual(['case.closed'])
    must(await office.services.caseWebhooks.update(office.actor('ben'), hook.id, { active: false }))
    await changeCase(office, await aCaseOf(office), { status: 'closed' })
    await office.settled()
    expect(receiver.received).toHaveLength(1)
  })

  test('is the same event for each of several webhooks, each with a secret of its own', async () => {
    const [one, two] = [await aWebhookReceiver(), await aWebhookReceiver()]
    const office = await anOfficeThatMayCall(one)
    must(
      await office.services.settings.set(office.supervisor('ben'), { OutboundAllowedHosts: `${one.host} ${two.host}` }),
    )
    await aWebhookAt(office, one)
    await aWebhookAt(office, two, { name: 'Another' })
    await aCaseOf(office)
    await office.settled()
    expect(one.received[0]?.id).toBe(two.received[0]?.id)
    expect([one.received[0]?.genuine, two.received[0]?.genuine]).toEqual([true, true])
    expect(one.secrets[0]).not.toBe(two.secrets[0])
  })
})

describe('when it is not taken', () => {
  test('it is tried again with the same id, later and later; behind it the case waits, and other cases go on', async () => {
    const receiver = await aWebhookReceiver()
    receiver.answers.push(500, { status: 302, headers: { location: 'http://127.0.0.1:1/' } }, 500)
    const office = await anOfficeThatMayCall(receiver)
    const hook = await aWebhookAt(office, receiver)
    const id = await aCaseOf(office)
    await office.settled()
    await changeCase(office, id, { status: 'waiting' })
    await office.settled()
    expect(receiver.received.map(({ event }) => event)).toEqual(['case.created'])
    expect((await deliveriesOf(office, hook.id)).map(({ state, attempts }) => [state, attempts])).toEqual([
      ['waiting', 0],
      ['waiting', 1],
    ])
    await turn(office, 9 * SECOND)
    expect(receiver.received).toHaveLength(1)
    await turn(office, SECOND)
    await turn(office, 20 * SECOND)
    expect(receiver.received).toHaveLength(3)
    receiver.answers.unshift(204)
    await aCaseOf(office, 'Another case')
    await office.settled()
    expect(receiver.received.map(({ body }) => body.data.case?.subject)).toEqual([
      ...Array(3).fill('Roof leaks'),
      'Another case',
    ])
    await turn(office, 40 * SECOND)
    expect(receiver.received.map(({ event }) => event).slice(4)).toEqual(['case.created', 'case.changed'])
    expect(new Set(receiver.received.filter(({ body }) => body.data.case?.id === id).map(one => one.id)).size).toBe(2)
    const first = (await deliveriesOf(office, hook.id)).at(-1)
    expect(first).toMatchObject({ state: 'delivered', attempts: 4, status: 204, trouble: null })
  })

  test('what waits for a webhook that is switched off is given up after three days as well, and can be sent again', async () => {
    const receiver = await aWebhookReceiver()
    const office = await anOfficeThatMayCall(receiver)
    const hook = await aWebhookAt(office, receiver)
    receiver.answers.push(500)
    await aCaseOf(office)
    await office.settled()
    must(await office.services.caseWebhooks.update(office.actor('ben'), hook.id, { active: false }))
    await turn(office, 2 * DAY)
    expect(await deliveriesOf(office, hook.id)).toMatchObject([{ state: 'waiting', attempts: 1 }])
    await turn(office, 2 * DAY)
    const [delivery] = await deliveriesOf(office, hook.id)
    expect(delivery).toMatchObject({ state: 'givenUp', nextTryAt: null })
    expect(delivery?.trouble).toMatch(/switched off. Switch it on/)
    must(await office.services.caseWebhooks.update(office.actor('ben'), hook.id, { active: true }))
    await office.settled()
    expect(receiver.received).toHaveLength(1)
    must(await office.services.caseWebhooks.resend(office.actor('ben'), there(delivery).id))
    await office.settled()
    expect(receiver.received).toHaveLength(2)
  })

  test('it is given up after three days, the next event of the case follows, and a person can send it again', async () => {
    const receiver = await aWebhookReceiver()
    const office = await anOfficeThatMayCall(receiver)
    const hook = await aWebhookAt(office, receiver)
    receiver.answers.push(...Array.from({ length: 100 }, () => ({ status: 503, body: `busy ${'x'.repeat(5_000)}` })))
    const id = await aCaseOf(office)
    await changeCase(office, id, { status: 'waiting' })
    await turn(office, 3 * DAY)
    const [, created] = await deliveriesOf(office, hook.id)
    expect(created).toMatchObject({ state: 'givenUp', status: 503, nextTryAt: null })
    expect(created?.trouble).toMatch(/^It answered 503/)
    expect(created?.answer).toHaveLength(2_000)
    const tries = receiver.received.filter(({ event }) => event === 'case.created').length
    expect(tries).toBeGreaterThan(15)
    expect(tries).toBeLessThan(40)
    receiver.answers.length = 0
    await turn(office, 7 * HOUR)
    expect(receiver.received.at(-1)?.event).toBe('case.changed')
    expect((await office.services.caseWebhooks.list())[0]).toMatchObject({ waiting: 0, givenUp: 1 })
    if (created === undefined) throw new Error('no delivery')
    must(await office.services.caseWebhooks.resend(office.actor('ben'), created.id))
    await office.settled()
    expect(receiver.received.at(-1)).toMatchObject({ event: 'case.created', id: created.eventId, genuine: true })
    expect((await office.services.caseWebhooks.list())[0]).toMatchObject({ waiting: 0, givenUp: 0 })
    // After a month the log forgets it.
    await turn(office, 31 * DAY)
    expect(await deliveriesOf(office, hook.id)).toEqual([])
  })

  test('it waits as long as the other side asks', async () => {
    const receiver = await aWebhookReceiver()
    receiver.answers.push({ status: 429, headers: { 'retry-after': '600' } })
    const office = await anOfficeThatMayCall(receiver)
    await aWebhookAt(office, receiver)
    await aCaseOf(office)
    await turn(office, 10 * MINUTE - SECOND)
    expect(receiver.received).toHaveLength(1)
    await turn(office, SECOND)
    expect(receiver.received).toHaveLength(2)
  })

  test('a crash between store and call loses nothing: the next start brings it', async () => {
    const receiver = await aWebhookReceiver()
    const calls: OutboundRequest[] = []
    const deaf: Outbound = {
      send: async request => {
        calls.push(request)
        return { kind: 'failed', sentence: 'No line.', surelyNotSent: true }
      },
    }
    const first = await anOfficeThatMayCall(receiver, { outbound: deaf })
    await aWebhookAt(first, receiver)
    const id = await aCaseOf(first)
    await changeCase(first, id, { status: 'closed' })
    await first.settled()
    await first.stop()
    expect(calls).toHaveLength(1)
    const second = await anOpenOffice({ dir: first.dir, clock: first.clock })
    await turn(second, 10 * SECOND)
    expect(receiver.received.map(({ event, genuine }) => [event, genuine])).toEqual([
      ['case.created', true],
      ['case.closed', true],
    ])
  })

  test('a slow webhook holds up no other', async () => {
    const [slow, quick] = [await aWebhookReceiver(), await aWebhookReceiver()]
    let open = () => {}
    slow.gate = new Promise(resolve => {
      open = resolve
    })
    const office = await anOfficeThatMayCall(slow)
    must(
      await office.services.settings.set(office.supervisor('ben'), {
        OutboundAllowedHosts: `${slow.host} ${quick.host}`,
      }),
    )
    await aWebhookAt(office, slow, { name: 'A slow one' })
    await aWebhookAt(office, quick, { name: 'Quick' })
    for (const n of [1, 2, 3]) {
      await aCaseOf(office, `Case ${n}`)
      await until('the quick one has heard', () => quick.received.length === n)
    }
    open()
    await office.settled()
    expect(slow.received).toHaveLength(3)
  })
})
