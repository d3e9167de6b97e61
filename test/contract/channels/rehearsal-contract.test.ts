// The rehearsal keeps to the contract of connectors: nothing counts before it is stored, it survives crashes, stops
// cleanly, and says in words what is wrong with settings and payloads. It has no far end that could be away or down, which
// is what the suite of the other networks turns on; so its own tests say the same of it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRehearsalConnector } from '../../../main/channels/rehearsal/connector.ts'
import { HOUR, MINUTE, SECOND } from '../../../main/domain/clock.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { settled } from '../../kit/hand-clock.ts'
import { RehearsalChannel, sinceMorning } from './rehearsal-channel.ts'

const aRehearsal = (settings: Readonly<Record<string, unknown>> = {}) =>
  new RehearsalChannel({ seed: 600, customers: 2, ...settings })

/** What was said under which id: whoever says it twice needs a second id. */
const words = (channel: RehearsalChannel) => channel.said.map(({ externalId, text }) => ({ externalId, text }))

describe('connected', () => {
  test('it comes online by itself, says so and who it is', () => {
    const { door } = aRehearsal({ looksLike: 'whatsapp' }).connect()
    expect(door.health).toEqual([{ state: 'connecting' }, { state: 'online' }])
    expect(door.profiles).toEqual([{ name: 'WhatsApp, rehearsed: its customers are scripted' }])
  })

  test('it stops cleanly: nothing on its way, nobody waiting to be woken, health off', async () => {
    const channel = aRehearsal().connect()
    await channel.passes(MINUTE)
    await channel.stop()
    expect(channel.door.lastHealth).toEqual({ state: 'off' })
    expect(channel.door.clock.waiting).toBe(0)
    const { intakes } = channel.door
    channel.link.sendTyping?.('rehearsal-go-1', 'Ann')
    channel.link.notify?.('rehearsal-go-1', { type: 'closed' })
    await channel.passes(HOUR)
    expect(channel.door.intakes).toBe(intakes)
  })

  test('typing is told, and not worth a write', async () => {
    const channel = aRehearsal().connect()
    await channel.untilIt('somebody types', () => channel.happenings('typing').length > 0)
    expect(channel.said).toEqual([])
    expect(channel.door.cursor).toBeNull()
  })
})

describe('a disk that fails', () => {
  test('is a health with a reason, and nothing is lost or doubled when it works again', async () => {
    const whole = aRehearsal().connect()
    await whole.passes(3 * MINUTE)

    const channel = aRehearsal().connect()
    await channel.passes(10 * SECOND)
    channel.door.isDiskBroken = true
    const { intakes } = channel.door
    await channel.untilIt('it tries to store something', () => channel.door.intakes > intakes)
    const health = await channel.door.untilHealth('retrying')
    expect(health.until).toBeGreaterThan(channel.door.clock.now())
    expect(health.reason).toMatch(/^[A-Z].*\.$/)
    await channel.passes(20 * SECOND)
    channel.door.isDiskBroken = false
    await channel.passes(10 * SECOND)
    expect(channel.door.lastHealth).toEqual({ state: 'online' })
    await channel.passes(3 * MINUTE)
    expect(channel.door.doubles).toBe(0)
    expect(words(channel)).toEqual(expect.arrayContaining(words(whole)))
  })
})

describe('a restart', () => {
  test('goes on where the script was, in the middle of a conversation', async () => {
    const whole = aRehearsal({ customers: 1 }).connect()
    const channel = aRehearsal({ customers: 1 }).connect()
    for (const one of [whole, channel]) {
      await one.untilIt('the second photo of the album', () => one.said.length >= 4)
      await one.answer(one.said[0]?.address ?? '')
      await one.untilIt('the answer was read', () => one.happenings('receipt').length >= 2)
    }
    await channel.stop()
    await channel.passes(9 * HOUR)
    channel.connect()
    for (const one of [whole, channel]) await one.passes(MINUTE)
    expect(words(channel)).toEqual(words(whole))
    expect(channel.said.map(message => message.text)).toContain('I do not want a voucher. I want a lamp that works.')
    expect(channel.door.doubles).toBe(0)
  })

  test('does not make up for the time in between: nobody has grown impatient, nobody comes in a crowd', async () => {
    const channel = aRehearsal({ customers: 5 }).connect()
    await channel.passes(20 * SECOND)
    await channel.stop()
    const before = channel.said.length
    await channel.passes(24 * HOUR)
    const backAt = channel.door.clock.now()
    channel.connect()
    await channel.passes(3 * SECOND)
    expect(channel.said.length - before).toBeLessThanOrEqual(1)
    await channel.passes(2 * MINUTE)
    for (const message of channel.said.slice(before)) expect(message.at).toBeGreaterThan(backAt)
  })

  test('with another pace or more customers goes on with the same ones; with another seed others come', async () => {
    const channel = aRehearsal().connect()
    await channel.passes(MINUTE)
    await channel.stop()
    const faster = new RehearsalChannel({ seed: 600, customers: 4, pace: 5 }, channel.door).connect()
    await faster.passes(MINUTE)
    expect(channel.door.doubles).toBe(0)
    expect(faster.customers.size).toBe(4)
    await faster.stop()
    const other = new RehearsalChannel({ seed: 601, customers: 4 }, channel.door).connect()
    await other.passes(MINUTE)
    expect(channel.door.doubles).toBe(0)
    expect(other.customers.size).toBeGreaterThan(4)
  })

  test('after a crash between storing and knowing of it neither loses nor doubles', async () => {
    const whole = aRehearsal().connect()
    await whole.passes(2 * MINUTE)
    const channel = aRehearsal().connect()
    for (let crash = 0; crash < 5; crash++) {
      channel.door.onceStored = () => channel.crash()
      await channel.untilIt('it crashed', () => channel.door.onceStored === null)
      await channel.stop()
      channel.connect()
    }
    await channel.passes(3 * MINUTE)
    expect(channel.door.doubles).toBe(0)
    expect(words(channel)).toEqual(expect.arrayContaining(words(whole)))
  })

  test('with a cursor that was lost or is not ours begins anew, and says again only what the house drops', async () => {
    const channel = aRehearsal().connect()
    await channel.passes(MINUTE)
    const before = channel.said.length
    for (const cursor of [null, '', '{', '7', '{"seed":600}']) {
      await channel.stop()
      channel.door.cursor = cursor
      channel.connect()
      await channel.passes(50 * SECOND)
    }
    expect(channel.said).toHaveLength(before)
    expect(channel.door.doubles).toBeGreaterThan(before)
  })

  test('a machine that slept wakes up to a script that stood still', async () => {
    const channel = aRehearsal({ customers: 3 }).connect()
    await channel.passes(20 * SECOND)
    const before = channel.said.length
    channel.door.clock.advance(8 * HOUR)
    const wokeAt = sinceMorning(channel.door.clock.now())
    await settled()
    await channel.passes(2 * SECOND)
    expect(channel.said.length - before).toBeLessThanOrEqual(3)
    for (const message of channel.said.slice(before)) expect(sinceMorning(message.at)).toBeGreaterThanOrEqual(wokeAt)
  })
})

describe('settings', () => {
  const { parseSettings } = createRehearsalConnector()

  test('everything has a default, and what was checked passes again', () => {
    const settings = parseSettings({})
    expect(settings).toEqual({ pace: 1, customers: 3, looksLike: 'telegram', seed: null })
    expect(parseSettings(settings)).toEqual(settings)
  })

  test.each([
    ['pace', { pace: 0 }],
    ['pace', { pace: 'fast' }],
    ['customers', { customers: 1.5 }],
    ['customers', { customers: 51 }],
    ['looksLike', { looksLike: 'icq' }],
    ['seed', { seed: -1 }],
    ['colour', { colour: 'red' }],
  ])('a wrong %s is refused by name', (field, settings) => {
    expect(parseSettings(settings)).toMatchObject({
      refused: true,
      code: 'invalid',
      field,
      sentence: expect.stringContaining(`"${field}"`),
    })
  })

  test.each([[null], [7], ['text'], [[]], [[{}]]])('%j is no settings', nonsense => {
    expect(isRefusal(parseSettings(nonsense))).toBe(true)
  })

  test('there is nothing to ask anybody when it is registered', async () => {
    const connector = createRehearsalConnector()
    const settings = connector.parseSettings({ looksLike: 'livechat' })
    if (isRefusal(settings)) throw new Error(settings.sentence)
    const registered = await connector.register(settings, new AbortController().signal)
    expect(registered).toEqual({ profile: { name: 'LiveChat, rehearsed: its customers are scripted' } })
  })
})

describe('payloads', () => {
  const { toUnified } = createRehearsalConnector()
  const says = { happens: 'says', id: 'm1', address: 'carol', from: { name: 'Carol' }, at: 5, text: 'Hello' }

  test('are taken one or many, parsed or as text', () => {
    const message = {
      type: 'message',
      externalId: 'm1',
      address: 'carol',
      sender: { name: 'Carol' },
      at: 5,
      kind: 'text',
      text: 'Hello',
    }
    for (const payload of [says, [says], JSON.stringify(says), JSON.stringify([says])])
      expect(toUnified(payload)).toEqual({ updates: [message], unreadable: [] })
  })

  test('that cannot be understood are kept whole with the reason, and hold up nothing', () => {
    const { updates, unreadable } = toUnified([{ ...says, at: 'now' }, says, { happens: 'dances' }])
    expect(updates).toHaveLength(1)
    expect(unreadable).toEqual([
      { payload: JSON.stringify({ ...says, at: 'now' }), reason: expect.stringContaining('at') },
      { payload: '{"happens":"dances"}', reason: expect.stringContaining('happens') },
    ])
  })

  test('whatever they are, it never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.string(), fc.json()), payload => {
        const intake = toUnified(payload)
        return intake.updates.length + (intake.unreadable?.length ?? 0) > 0 || JSON.stringify(payload).includes('[]')
      }),
      { numRuns: 500 },
    )
  })
})
