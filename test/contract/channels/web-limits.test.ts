// Hostile and hasty visitors: a clear refusal each, at little cost, and nobody else notices.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { networkOf } from '../../../main/channels/web/door/limits.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { type CustomerHouse, type OpenChannel, startCustomerHouse } from '../../kit/web/customer-house.ts'

let clock: HandClock
let house: CustomerHouse
let website: OpenChannel

beforeEach(async () => {
  clock = new HandClock()
  house = await startCustomerHouse(clock, { ipOf: request => String(request.headers['x-test-ip'] ?? '') || null })
  website = house.open('website')
})
afterEach(() => house[Symbol.asyncDispose]())

describe('one who writes too fast', () => {
  test('has twenty messages at once and then three a second; the rest is refused with a sentence and can be sent later', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    const ids = Array.from({ length: 25 }, (_, i) => visitor.say(`line ${i}`))
    await visitor.heardAll()
    const refused = visitor.told.filter(frame => frame.type === 'refused')
    expect(refused).toHaveLength(5)
    expect(refused[0]).toMatchObject({
      code: 'tooMany',
      clientId: ids[20],
      sentence: expect.stringContaining('faster'),
    })
    expect(refused[0]?.retryAfterMs).toBeLessThanOrEqual(334)
    clock.advance(1_000)
    for (const id of ids.slice(20, 24)) visitor.say('again', id)
    for (const id of ids.slice(0, 23)) expect(await visitor.hear('ack')).toMatchObject({ clientId: id })
    await visitor.heardAll()
    expect(visitor.told.filter(frame => frame.type === 'refused')).toHaveLength(6)
  })

  test('cannot escape by opening more pages', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    for (let i = 0; i < 20; i++) visitor.say(`line ${i}`)
    await visitor.heardAll()
    const tab = await house.visitor()
    await tab.hello({ token: visitor.token })
    tab.say('one more')
    expect(await tab.hear('refused')).toMatchObject({ code: 'tooMany' })
  })

  test('ten thousand frames from one visitor are cut off, others do not notice, and the visitor stays away for a while', async () => {
    const quiet = await house.visitor()
    await quiet.hello()
    const flooder = await house.visitor()
    await flooder.hello()
    for (let i = 0; i < 10_000; i++) flooder.say(`flood ${i}`)
    await expect
      .poll(() => flooder.told.findLast(frame => frame.type === 'refused'))
      .toMatchObject({
        sentence: expect.stringContaining('disconnected'),
        retryAfterMs: 30_000,
      })
    quiet.say('I only have one question')
    await quiet.hear('ack')
    expect(website.door.said.filter(message => message.address === flooder.address)).toHaveLength(20)
    // Of everything over the limit only a few were answered at all.
    expect(flooder.told.length).toBeLessThan(100)
    await clock.turn(2_000)
    await flooder.closed()
    const back = await house.visitor()
    back.send({ type: 'hello', channel: 'website', token: flooder.token })
    expect(await back.hear('refused')).toMatchObject({ code: 'tooMany', retryAfterMs: 28_000 })
    await clock.turn(28_000)
    const later = await house.visitor()
    await later.hello({ token: flooder.token })
    later.say('Sorry')
    await later.hear('ack')
  })
})

describe('one who sends what is no message', () => {
  test('a text of a million characters is refused with a sentence', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.say('x'.repeat(1_000_000))
    expect(await visitor.hear('refused')).toMatchObject({
      code: 'tooLarge',
      sentence: expect.stringContaining('10000 characters'),
    })
    const clientId = visitor.say('x'.repeat(10_001))
    expect(await visitor.hear('refused')).toMatchObject({ code: 'tooLarge', clientId })
    visitor.say('x'.repeat(10_000))
    await visitor.hear('ack')
    expect(website.door.said).toHaveLength(1)
  })

  test('what is larger still is cut off by the protocol', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.sendRaw('x'.repeat(5_000_000))
    expect(await visitor.closed()).toMatchObject({ code: 1009 })
  })

  test.each([
    ['no JSON', '{"type":'],
    ['no frame', '[]'],
    ['an unknown frame', '{"type":"shutdown"}'],
    ['a deep nest', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['a wrong field', '{"type":"say","clientId":"../..","text":"x"}'],
    ['a prototype', '{"__proto__":{"type":"ping"}}'],
    ['bytes', Buffer.from([1, 2, 3])],
  ])('%s gets a clear refusal, and after a few the door', async (_what, data) => {
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.sendRaw(data)
    expect(await visitor.hear('refused')).toMatchObject({
      code: 'invalid',
      sentence: expect.stringContaining('not understand'),
    })
    visitor.say('I am still here')
    await visitor.hear('ack')
    for (let i = 0; i < 4; i++) visitor.sendRaw(data)
    expect(await visitor.closed()).toMatchObject({ code: 4400 })
  })

  test.each(['', '   \n '])('an empty message %j is refused', async text => {
    const visitor = await house.visitor()
    await visitor.hello()
    const clientId = visitor.say(text)
    expect(await visitor.hear('refused')).toMatchObject({ code: 'invalid', clientId })
  })

  test('one who does not say hello has nothing to say', async () => {
    const visitor = await house.visitor()
    visitor.say('Psst')
    expect(await visitor.hear('refused')).toMatchObject({ code: 'notSignedIn' })
    await clock.turn(15_000)
    expect(await visitor.closed()).toMatchObject({ code: 4408 })
    expect(website.door.updates).toEqual([])
  })
})

describe('one network', () => {
  test('has a limit of new visitors, but those who are known come in', async () => {
    const known = await house.visitor({ ip: '198.51.100.7' })
    await known.hello()
    for (let i = 1; i < 30; i++) await (await house.visitor({ ip: '198.51.100.7' })).hello()
    const refused = await house.visitor({ ip: '198.51.100.7' })
    refused.send({ type: 'hello', channel: 'website' })
    expect(await refused.hear('refused')).toMatchObject({
      code: 'tooMany',
      sentence: expect.stringContaining('your network'),
    })
    expect(await refused.closed()).toMatchObject({ code: 4429 })
    await (await house.visitor({ ip: '198.51.100.7' })).hello({ token: known.token })
    await (await house.visitor({ ip: '203.0.113.9' })).hello()
  })

  test('has a limit of open sockets', async () => {
    for (let i = 0; i < 100; i++) await house.visitor({ ip: '198.51.100.7' })
    await expect(house.visitor({ ip: '198.51.100.7' })).rejects.toThrow('429')
    await house.visitor({ ip: '203.0.113.9' })
  })

  test.each([
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
    ['2001:db8::7', '2001:db8:0:0'],
    ['127.0.0.1', null],
    ['::1', null],
    ['::ffff:127.0.0.1', null],
    [undefined, null],
  ])('%s shares the limits of %s', (ip, network) => {
    expect(networkOf(ip)).toBe(network)
  })
})
