// The website keeps to the contract of connectors. It is a network of our own, with no far end that could be down, which is
// what the suite of the other networks turns on; so its own tests say the same of it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createWebConnector } from '../../../main/channels/web/connector.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { CountingIds } from '../../kit/ids.ts'
import { startCustomerHouse } from '../../kit/web/customer-house.ts'
import { aReply } from './connector-suite.ts'

const connector = createWebConnector({ visitorKey: new Uint8Array(32).fill(1), ids: new CountingIds() })
const never = new AbortController().signal

describe('connected', () => {
  test('it comes online by itself, and says so and who it is', async () => {
    await using house = await startCustomerHouse(new HandClock())
    const { door } = house.open('website', { title: 'Lampion' })
    expect(door.healths).toEqual([{ state: 'connecting' }, { state: 'online' }])
    expect(door.profiles).toEqual([{ name: 'Lampion' }])
  })

  test('a disk that fails is a health with a reason, and passes by itself', async () => {
    await using house = await startCustomerHouse(new HandClock())
    const { door } = house.open('website')
    const visitor = await house.visitor()
    await visitor.hello()
    door.broken = new Error('disk full')
    visitor.say('Keep this', 'client-0001')
    await visitor.hear('refused')
    expect(door.health).toMatchObject({ state: 'retrying', reason: expect.stringMatching(/^[A-Z].*\.$/) })
    door.broken = null
    visitor.say('Keep this', 'client-0001')
    await visitor.hear('ack')
    expect(door.health).toEqual({ state: 'online' })
    expect(door.stored).toHaveLength(1)
  })

  test('it stops cleanly: nothing on its way, nobody waiting to be woken, health off', async () => {
    const clock = new HandClock()
    const house = await startCustomerHouse(clock)
    const { door, link, stop } = house.open('website')
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.say('Hello')
    await visitor.hear('ack')
    await stop()
    expect(door.health).toEqual({ state: 'off' })
    await visitor.closed()
    const { length } = door.healths
    link.sendTyping?.(visitor.address, 'Ann')
    link.notify?.(visitor.address, { type: 'closed' })
    await house[Symbol.asyncDispose]()
    expect(door.healths).toHaveLength(length)
    expect(clock.waiting).toBe(0)
  })

  test('a send that is called off before it begins does nothing', async () => {
    await using house = await startCustomerHouse(new HandClock())
    const { link } = house.open('website')
    const visitor = await house.visitor()
    await visitor.hello()
    const result = await link.send(aReply(visitor.address, 'Never mind'), AbortSignal.abort())
    expect(result).toMatchObject({ outcome: 'failed', surelyNotArrived: true })
    await visitor.heardAll()
    expect(visitor.told.some(frame => frame.type === 'message')).toBe(false)
  })

  test('sending twice shows it once: the same id, which the page knows again', async () => {
    await using house = await startCustomerHouse(new HandClock())
    const { link } = house.open('website')
    const visitor = await house.visitor()
    await visitor.hello()
    const reply = aReply(visitor.address, 'Once')
    expect(await link.send(reply, never)).toEqual(await link.send({ ...reply, attempt: 2 }, never))
    expect((await visitor.hear('message')).message.id).toBe((await visitor.hear('message')).message.id)
    expect(connector.resendIsSafe).toBe(true)
  })
})

test('registering asks nobody', async () => {
  const settings = connector.parseSettings({ title: 'Lampion' })
  if (isRefusal(settings)) throw new Error(settings.sentence)
  expect(await connector.register(settings, never)).toEqual({ profile: { name: 'Lampion' } })
})

test('settings: what was checked passes again; a foreign field is refused by its name', () => {
  const settings = connector.parseSettings({ title: 'Lampion', allowedOrigins: ['https://lampion.example'] })
  expect(connector.parseSettings(settings)).toEqual(settings)
  expect(connector.parseSettings({ colour: 'red' })).toMatchObject({ refused: true, field: 'colour' })
  for (const nonsense of [null, 7, 'text', [], [{}]]) expect(isRefusal(connector.parseSettings(nonsense))).toBe(true)
})

test('whatever it is handed as a payload, it answers with updates or quarantine and never throws', () => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.json(), fc.anything()), payload => {
      const { updates, unreadable = [], cursor } = connector.toUnified(payload)
      return updates.length + unreadable.length === 1 && cursor === undefined
    }),
    { numRuns: 1_000 },
  )
})
