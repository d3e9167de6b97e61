// The website channel from both ends: a visitor on a real socket outside, a channel's link and door inside.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { DAY, SECOND } from '../../../main/domain/clock.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { type CustomerHouse, type OpenChannel, startCustomerHouse } from '../../kit/web/customer-house.ts'

let clock: HandClock
let house: CustomerHouse
let website: OpenChannel

beforeEach(async () => {
  clock = new HandClock()
  house = await startCustomerHouse(clock)
  website = house.open('website')
})
afterEach(() => house[Symbol.asyncDispose]())

const signal = new AbortController().signal

describe('a visitor writes', () => {
  test('the message is acknowledged only when it is stored', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    let store = () => {}
    website.door.hold = new Promise<void>(resolve => {
      store = resolve
    })
    const clientId = visitor.say('My parcel is late')
    await visitor.heardAll()
    expect(visitor.told.some(frame => frame.type === 'ack')).toBe(false)
    store()
    expect(await visitor.hear('ack')).toEqual({ type: 'ack', clientId, messageId: '1', at: clock.now() })
    expect(website.door.said).toMatchObject([
      {
        text: 'My parcel is late',
        kind: 'text',
        address: visitor.address,
        externalId: `${visitor.address}:${clientId}`,
      },
    ])
  })

  test('what is sent again after a reconnect is stored once and acknowledged all the same', async () => {
    const first = await house.visitor()
    await first.hello()
    const clientId = first.say('Hello?')
    await first.hear('ack')
    first.vanish()
    const again = await house.visitor()
    const welcome = await again.hello({ token: first.token })
    expect(welcome.messages).toMatchObject([{ mine: true, text: 'Hello?', clientId }])
    again.say('Hello?', clientId)
    expect(await again.hear('ack')).toMatchObject({ clientId, messageId: null })
    expect(website.door.stored).toHaveLength(1)
  })

  test('when the disk fails nothing is acknowledged, and the page is told to try again', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    website.door.broken = new Error('disk full')
    const clientId = visitor.say('Keep this')
    expect(await visitor.hear('refused')).toMatchObject({ code: 'unavailable', clientId, retryAfterMs: 2_000 })
    website.door.broken = null
    visitor.say('Keep this', clientId)
    expect(await visitor.hear('ack')).toMatchObject({ clientId, messageId: '1' })
  })

  test('messages are stored in the order in which they were written', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    for (let i = 1; i <= 15; i++) visitor.say(`line ${i}`)
    for (let i = 1; i <= 15; i++) await visitor.hear('ack')
    expect(website.door.said.map(message => message.text)).toEqual(
      Array.from({ length: 15 }, (_, i) => `line ${i + 1}`),
    )
  })

  test("the visitor's other tab sees it too, the own tab does not see it twice", async () => {
    const tab = await house.visitor()
    await tab.hello()
    const other = await house.visitor()
    await other.hello({ token: tab.token })
    const clientId = tab.say('From the first tab')
    expect((await other.hear('message')).message).toMatchObject({ mine: true, text: 'From the first tab', clientId })
    await tab.hear('ack')
    await tab.heardAll()
    expect(tab.told.some(frame => frame.type === 'message')).toBe(false)
  })

  test('typing is told with what is being typed only where the channel says so', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.send({ type: 'typing', preview: 'I want my mon' })
    const open = house.open('preview', { typingPreview: true })
    const guest = await house.visitor({ channel: 'preview' })
    expect(await guest.hello()).toMatchObject({ typingPreview: true })
    guest.send({ type: 'typing', preview: 'I want my mon' })
    await expect.poll(() => open.door.updates).toMatchObject([{ type: 'typing', preview: 'I want my mon' }])
    await expect
      .poll(() => website.door.updates)
      .toEqual([{ type: 'typing', address: visitor.address, at: clock.now() }])
  })

  test('a name and an address are told at once and go with every later message, from whichever tab', async () => {
    const visitor = await house.visitor()
    await visitor.hello({ language: 'nl-NL' })
    visitor.say('Before')
    await visitor.hear('ack')
    const tab = await house.visitor()
    await tab.hello({ token: visitor.token })
    tab.send({ type: 'profile', profile: { name: ' Amara\u202eNwosu ', email: 'amara@nwosu.example' } })
    await expect
      .poll(() => website.door.updates.at(-1))
      .toMatchObject({ type: 'profile', sender: { name: 'Amara Nwosu' } })
    visitor.say('After')
    await visitor.hear('ack')
    const [before, after] = website.door.said
    expect(before?.sender).toEqual({ name: expect.stringMatching(/^Visitor [A-Z0-9]{4}$/), language: 'nl-NL' })
    expect(after?.sender).toEqual({ name: 'Amara Nwosu', email: 'amara@nwosu.example', language: 'nl-NL' })
  })

  test('the visitor ends the chat', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.say('That was all')
    await visitor.hear('ack')
    visitor.send({ type: 'end' })
    expect(await visitor.hear('notice')).toEqual({ type: 'notice', code: 'closed' })
    expect(website.door.closed).toEqual([visitor.address])
  })
})

describe('an agent answers', () => {
  test('the answer shows on every open page at once, and is sent when it is stored', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    const tab = await house.visitor()
    await tab.hello({ token: visitor.token })
    const reply = await website.door.reply(visitor.address, 'It left today')
    expect(await website.link.send(reply, signal)).toEqual({ outcome: 'sent', externalId: reply.messageId })
    for (const page of [visitor, tab]) {
      expect((await page.hear('message')).message).toMatchObject({
        mine: false,
        authorName: 'Mira',
        text: 'It left today',
      })
    }
  })

  test('with no page open it is sent all the same, and is there on return', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.say('Anybody?')
    await visitor.hear('ack')
    visitor.vanish()
    const reply = await website.door.reply(visitor.address, 'Yes, sorry')
    expect(await website.link.send(reply, signal)).toMatchObject({ outcome: 'sent' })
    const back = await house.visitor()
    const { messages } = await back.hello({ token: visitor.token })
    expect(messages.map(message => message.text)).toEqual(['Anybody?', 'Yes, sorry'])
  })

  test('a page reports delivered and read, but only of what it was shown', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    const stranger = await house.visitor()
    await stranger.hello()
    const reply = await website.door.reply(visitor.address, 'For you alone')
    await website.link.send(reply, signal)
    const { message } = await visitor.hear('message')
    stranger.send({ type: 'read', upTo: message.id })
    await stranger.heardAll()
    visitor.send({ type: 'received', upTo: message.id })
    for (let i = 0; i < 3; i++) visitor.send({ type: 'read', upTo: message.id })
    await visitor.heardAll()
    const address = visitor.address
    await expect
      .poll(() => website.door.updates)
      .toEqual([
        { type: 'receipt', address, state: 'delivered', externalId: message.id, at: clock.now() },
        { type: 'receipt', address, state: 'read', externalId: message.id, at: clock.now() },
      ])
  })

  test('typing, reading and notices reach the visitor', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    const clientId = visitor.say('Hello')
    await visitor.hear('ack')
    const { link } = website
    link.notify?.(visitor.address, { type: 'waiting' })
    link.notify?.(visitor.address, { type: 'accepted', agentName: 'Mira' })
    link.sendTyping?.(visitor.address, 'Mira')
    link.markRead?.(visitor.address, `${visitor.address}:${clientId}`)
    link.notify?.(visitor.address, { type: 'closed' })
    expect(await visitor.hear('notice')).toEqual({ type: 'notice', code: 'waiting' })
    expect(await visitor.hear('notice')).toEqual({ type: 'notice', code: 'accepted', agentName: 'Mira' })
    expect(await visitor.hear('typing')).toEqual({ type: 'typing', agentName: 'Mira' })
    expect(await visitor.hear('state')).toEqual({ type: 'state', state: 'read', clientId })
    expect(await visitor.hear('notice')).toEqual({ type: 'notice', code: 'closed' })
  })

  test('whether somebody is here is told in the welcome and when it changes', async () => {
    website.door.agents = 0
    const visitor = await house.visitor()
    expect(await visitor.hello()).toMatchObject({ here: false })
    website.door.agents = 2
    await clock.turn(15 * SECOND)
    expect(await visitor.hear('availability')).toEqual({ type: 'availability', here: true })
  })
})

describe('who a visitor is', () => {
  test('a returning visitor finds the history, and older pages of it', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    for (let i = 1; i <= 120; i++) await website.door.reply(visitor.address, `line ${i}`)
    const back = await house.visitor()
    const welcome = await back.hello({ token: visitor.token })
    expect(welcome.messages).toHaveLength(50)
    expect(welcome.messages.at(-1)?.text).toBe('line 120')
    expect(welcome.hasOlder).toBe(true)
    back.send({ type: 'older', before: welcome.messages[0]?.id ?? '' })
    const older = await back.hear('older')
    expect(older.messages.map(message => message.text)).toEqual(Array.from({ length: 50 }, (_, i) => `line ${i + 21}`))
    back.send({ type: 'older', before: older.messages[0]?.id ?? '' })
    expect(await back.hear('older')).toMatchObject({ hasOlder: false, messages: { length: 20 } })
  })

  test('two visitors never see each other', async () => {
    const one = await house.visitor()
    await one.hello()
    one.say('Mine')
    await one.hear('ack')
    const two = await house.visitor()
    expect((await two.hello()).messages).toEqual([])
    await website.link.send(await website.door.reply(one.address, 'Only for one'), signal)
    await one.hear('message')
    await two.heardAll()
    expect(two.told.some(frame => frame.type === 'message')).toBe(false)
  })

  test.each(['forged', 'changed', 'foreign', 'expired'])(
    'a %s pass is refused with a sentence, and no new one is given',
    async how => {
      const owner = await house.visitor()
      await owner.hello()
      house.open('shop')
      const shopper = await house.visitor({ channel: 'shop' })
      await shopper.hello()
      const [body = '', seal = ''] = owner.token.split('.')
      const other = Buffer.from(Buffer.from(body, 'base64url').toString().replace(owner.address, shopper.address))
      const tokens = {
        forged: 'not.apass',
        changed: `${other.toString('base64url')}.${seal}`,
        foreign: shopper.token,
        expired: owner.token,
      }
      for (const page of [owner, shopper]) await page.leave()
      if (how === 'expired') await clock.turn(366 * DAY)
      const intruder = await house.visitor()
      intruder.send({ type: 'hello', channel: 'website', token: tokens[how as keyof typeof tokens] })
      expect(await intruder.hear('refused')).toMatchObject({
        code: 'notAllowed',
        field: 'token',
        sentence: expect.stringContaining('Start a new conversation'),
      })
      expect(await intruder.closed()).toMatchObject({ code: 4401 })
      expect(intruder.told.some(frame => frame.type === 'welcome')).toBe(false)
    },
  )

  test('a pass of a house with another key is forged', async () => {
    await using elsewhere = await startCustomerHouse(clock, { visitorKey: new Uint8Array(32).fill(9) })
    elsewhere.open('website')
    const stranger = await elsewhere.visitor()
    await stranger.hello()
    const intruder = await house.visitor()
    intruder.send({ type: 'hello', channel: 'website', token: stranger.token })
    expect(await intruder.closed()).toMatchObject({ code: 4401 })
  })

  test('a pass is renewed on the way, so that one who keeps coming is never a stranger', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    let token = visitor.token
    await visitor.leave()
    for (let year = 0; year < 3; year++) {
      await clock.turn(300 * DAY)
      const back = await house.visitor()
      await back.hello({ token })
      expect(back.token).not.toBe(token)
      expect(back.address).toBe(visitor.address)
      token = back.token
      await back.leave()
    }
  })
})

describe('channels come and go', () => {
  test('a channel that is switched off says goodbye, stores what was on its way, and says so to who comes back', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    let store = () => {}
    website.door.hold = new Promise<void>(resolve => {
      store = resolve
    })
    visitor.say('Just in time')
    await visitor.heardAll()
    const stopped = website.stop()
    expect(await visitor.closed()).toMatchObject({ code: 1001 })
    store()
    await stopped
    expect(website.door.said.map(message => message.text)).toEqual(['Just in time'])
    expect(website.door.health).toEqual({ state: 'off' })
    const back = await house.visitor()
    back.send({ type: 'hello', channel: 'website', token: visitor.token })
    expect(await back.hear('refused')).toMatchObject({
      sentence: expect.stringContaining('switched off at the moment'),
    })
    expect(await back.closed()).toMatchObject({ code: 4404 })
  })

  test('an unknown channel is refused in words', async () => {
    const visitor = await house.visitor({ channel: 'nowhere' })
    visitor.send({ type: 'hello', channel: 'nowhere' })
    expect(await visitor.hear('refused')).toMatchObject({
      code: 'notFound',
      sentence: expect.stringContaining('no chat here'),
    })
  })

  test('a page that has gone without a word is noticed', async () => {
    const visitor = await house.visitor()
    await visitor.hello()
    visitor.line.pause()
    await clock.turn(30 * SECOND)
    await clock.turn(30 * SECOND)
    visitor.line.resume()
    expect(await visitor.closed()).toMatchObject({ code: 1006 })
  })
})
