// The rehearsal as agents meet it: what its customers do, that they wait for answers, and that a seed replays exactly.
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../../main/domain/clock.ts'
import { RecordingDoor } from './recording-door.ts'
import { RehearsalChannel, sinceMorning } from './rehearsal-channel.ts'

const aRehearsal = (settings: Readonly<Record<string, unknown>> = {}) =>
  new RehearsalChannel({ seed: 226, customers: 2, ...settings })

describe('a seed', () => {
  const aShow = async (settings: Readonly<Record<string, unknown>>, chance: number) => {
    const channel = aRehearsal(settings).connect(() => chance)
    const results = await channel.answersAll(20 * MINUTE)
    return { said: channel.said, happenings: channel.door.happenings, results, cursor: channel.door.cursor }
  }

  test('replays exactly, to the millisecond', async () => {
    const first = await aShow({ seed: 7 }, 0.1)
    const again = await aShow({ seed: 7 }, 0.9)
    expect(first.said.length).toBeGreaterThan(30)
    expect(again).toEqual(first)
  })

  test('decides who comes; another one brings others', async () => {
    const one = await aShow({ seed: 7 }, 0.5)
    const other = await aShow({ seed: 8 }, 0.5)
    expect(other.said.map(message => message.text)).not.toEqual(one.said.map(message => message.text))
  })

  test('is drawn for a channel without one, and kept over restarts', async () => {
    const channel = aRehearsal({ seed: null }).connect(() => 0.25)
    await channel.passes(MINUTE)
    const [first] = channel.customers
    await channel.stop()
    channel.connect(() => 0.75)
    await channel.answersAll(5 * MINUTE)
    expect(channel.customers.size).toBeGreaterThan(2)
    const family = (address: string) => address.replace(/\d+$/, '')
    expect(new Set([...channel.customers].map(family))).toEqual(new Set([family(first ?? '')]))
  })
})

describe('customers', () => {
  test('come within a minute, as many at once as was asked for, and no more while nobody answers', async () => {
    const channel = aRehearsal({ customers: 4 }).connect()
    await channel.passes(15 * SECOND)
    expect(channel.customers.size).toBe(1)
    await channel.passes(2 * MINUTE)
    expect(channel.customers.size).toBe(4)
    await channel.passes(8 * HOUR)
    expect(channel.customers.size).toBe(4)
  })

  test('none come to a rehearsal for nobody', async () => {
    const channel = aRehearsal({ customers: 0 }).connect()
    await channel.passes(HOUR)
    expect(channel.said).toEqual([])
    expect(channel.door.clock.waiting).toBe(0)
  })

  test('wait for an answer, write again while they do, and then only wait', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.passes(30 * SECOND)
    const before = channel.said.length
    await channel.passes(10 * MINUTE)
    const texts = channel.said.slice(before).map(message => message.text)
    expect(texts).toEqual(['Any news?', 'I have to leave in half an hour, so it would be good to know.'])
    await channel.passes(HOUR)
    expect(channel.said).toHaveLength(before + 2)
  })

  test('are patient with an agent who is typing', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.passes(30 * SECOND)
    const [address = ''] = channel.customers
    const before = channel.said.length
    for (let second = 0; second < 300; second += 5) {
      channel.link.sendTyping?.(address, 'Ann')
      await channel.passes(5 * SECOND)
    }
    expect(channel.said).toHaveLength(before)
  })

  test('read an answer, type, and go on after a lifelike pause', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.passes(30 * SECOND)
    const [address = ''] = channel.customers
    const askedBefore = channel.said.length
    const typedBefore = channel.happenings('typing').length
    const answeredAt = channel.door.clock.now()
    await channel.answer(address)
    await channel.untilIt('the customer answers', () => channel.said.length > askedBefore)
    const answer = channel.said.at(-1)
    const typed = channel.happenings('typing').slice(typedBefore)
    expect(typed.length).toBeGreaterThan(0)
    const typingAt = typed[0]?.at ?? 0
    expect(typingAt).toBeGreaterThan(answeredAt + SECOND)
    expect(answer?.at).toBeGreaterThan(typingAt)
    expect(answer?.at).toBeLessThan(answeredAt + 30 * SECOND)
  })

  test('read two answers in a row before they go on', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.passes(30 * SECOND)
    const [address = ''] = channel.customers
    const before = channel.said.length
    for (const text of ['Good morning!', 'I am looking into it.', 'It left our house on Friday.']) {
      await channel.answer(address, text)
      await channel.passes(SECOND)
    }
    await channel.passes(40 * SECOND)
    expect(channel.said.slice(before).map(message => message.text)).toEqual([
      'The tracking page has said “out for delivery” since yesterday morning.',
    ])
  })

  test('thank, fall silent and leave their place to others; some come back with more, at the same address', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.answersAll(90 * MINUTE)
    const [first = ''] = channel.customers
    const texts = channel.of(first).map(message => message.text)
    expect(texts).toContain('Great, thank you. That is all I needed to know.')
    expect(texts).toContain('Hello again! The parcel is here, but the box looks as if somebody sat on it.')
    expect(texts.at(-1)).toBe('Understood, I will keep the packaging. Thanks for being so quick about it!')
    expect(channel.customers.size).toBeGreaterThan(10)
  })

  test('say no more in a chat that was closed, and leave their place to others', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.passes(30 * SECOND)
    const [address = ''] = channel.customers
    const before = channel.of(address).length
    channel.link.notify?.(address, { type: 'closed' })
    await channel.passes(90 * SECOND)
    expect(channel.of(address)).toHaveLength(before)
    expect(channel.customers.size).toBe(2)
  })

  test('live twice as fast at twice the pace', async () => {
    const instants = async (pace: number) => {
      const channel = aRehearsal({ pace }).connect()
      await channel.passes((4 * MINUTE) / pace)
      return channel.said.map(message => sinceMorning(message.at))
    }
    const lifelike = await instants(1)
    expect(lifelike.length).toBeGreaterThan(3)
    expect(await instants(2)).toEqual(lifelike.map(at => Math.ceil(at / 2)))
  })
})

describe('everything an agent can meet', () => {
  test('comes up: kinds, languages, albums, edits, reactions, replies, receipts, and no two messages with one id', async () => {
    const channel = aRehearsal({ customers: 5 }).connect()
    await channel.answersAll(60 * MINUTE)
    const { said } = channel
    expect(new Set(said.map(message => message.kind))).toEqual(
      new Set(['text', 'photo', 'document', 'voice', 'location']),
    )
    expect(new Set(said.map(message => message.sender.language))).toEqual(new Set(['en', 'es', 'de', 'ar', 'ja']))
    expect(new Set(said.map(message => message.externalId)).size).toBe(said.length)
    expect(channel.door.doubles).toBe(0)

    const albumId = said.find(message => message.albumId)?.albumId
    expect(said.filter(message => message.albumId === albumId)).toMatchObject([
      { kind: 'photo', text: 'This is how it came out of the box' },
      { kind: 'photo', text: '' },
      { kind: 'photo', text: '' },
    ])
    const [edit] = channel.happenings('edit')
    expect(said.find(message => message.externalId === edit?.externalId)?.text).toContain('size 28')
    expect(edit?.text).toContain('size 38')
    expect(said.find(message => message.replyTo)?.replyTo).toMatchObject({ excerpt: 'Thank you, let me look.' })
    expect(channel.happenings('reaction').map(reaction => reaction.emoji)).toContainEqual(['👍'])
    const states = channel.happenings('receipt').map(receipt => receipt.state)
    expect(states).toContain('delivered')
    expect(states).toContain('read')
  })

  test('attachments are files that programs open', async () => {
    const channel = aRehearsal({ customers: 5 }).connect()
    await channel.answersAll(30 * MINUTE)
    const attachments = channel.said.flatMap(message => message.attachments ?? [])
    const begins: Record<string, string> = { photo: '\u0089PNG\r\n', document: '%PDF-1.4', voice: 'RIFF' }
    expect(new Set(attachments.map(one => one.kind))).toEqual(new Set(Object.keys(begins)))
    const kinds = new Map(attachments.map(({ kind, remote = '' }) => [remote, kind]))
    for (const [remote, kind] of kinds) {
      const fetched = await channel.link.fetchAttachment?.(remote, new AbortController().signal)
      if (!fetched || 'failed' in fetched) throw new Error(`${kind} ${remote} cannot be fetched`)
      expect(Buffer.from(fetched.bytes).toString('latin1').slice(0, 8)).toContain(begins[kind])
    }
    expect(await channel.link.fetchAttachment?.('elsewhere', new AbortController().signal)).toMatchObject({
      final: true,
    })
  })

  test.each([
    ['telegram', { username: expect.any(String) }],
    ['facebook', { name: expect.any(String) }],
    ['whatsapp', { phone: expect.stringMatching(/^\+44 7700 900\d{3}$/) }],
    ['livechat', { email: expect.stringMatching(/@mail\.example$/) }],
    ['web', { email: expect.stringMatching(/@mail\.example$/) }],
  ])('on what looks like %s, customers are known as there', async (looksLike, known) => {
    const channel = aRehearsal({ looksLike }).connect()
    await channel.passes(MINUTE)
    expect(channel.said[0]?.sender).toMatchObject(known)
  })
})

describe('an answer', () => {
  test('nearly always arrives; now and then it does not, with a reason, and arrives when it is sent again', async () => {
    const channel = aRehearsal({ customers: 10 }).connect()
    await channel.passes(5 * MINUTE)
    const [address = ''] = channel.customers
    const failed: string[] = []
    for (let i = 0; i < 400; i++) {
      const result = await channel.answer(address, 'One more thing', `thing-${i}`)
      if (result.outcome === 'sent') continue
      failed.push(result.retry)
      expect(result).toMatchObject({ surelyNotArrived: true, reason: expect.stringMatching(/^[A-Z].*\.$/) })
      expect(await channel.answer(address, 'One more thing', `thing-${i}`)).toMatchObject({ outcome: 'sent' })
    }
    expect(new Set(failed)).toEqual(new Set(['later', 'byHand']))
    expect(failed.length).toBeLessThan(40)
  })

  test('that is sent twice is heard once', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.passes(30 * SECOND)
    const [address = ''] = channel.customers
    const first = await channel.answer(address, 'It left on Friday', 'the same')
    const again = await channel.answer(address, 'It left on Friday', 'the same')
    expect(again).toEqual(first)
    await channel.passes(10 * SECOND)
    expect(channel.happenings('receipt').map(receipt => receipt.state)).toEqual(['delivered', 'read'])
  })

  test.each(['rehearsal-6a-99', 'rehearsal-6b-1', '', 'carol'])(
    'to "%s", where nobody lives, fails for good',
    async address => {
      const channel = aRehearsal({ customers: 1 }).connect()
      await channel.passes(30 * SECOND)
      expect(await channel.answer(address)).toMatchObject({ outcome: 'failed', retry: 'never', surelyNotArrived: true })
    },
  )

  test('that is called off before it begins does nothing', async () => {
    const channel = aRehearsal({ customers: 1 }).connect()
    await channel.passes(30 * SECOND)
    const [address = ''] = channel.customers
    await channel.stop()
    expect(await channel.answer(address)).toMatchObject({ outcome: 'failed', retry: 'later', surelyNotArrived: true })
  })
})

test('two channels with one seed are two houses: the same people, each waiting for its own answers', async () => {
  const one = aRehearsal({ customers: 1 }).connect()
  const other = new RehearsalChannel({ seed: 226, customers: 1 }, new RecordingDoor()).connect()
  await one.passes(30 * SECOND)
  await other.passes(30 * SECOND)
  const [address = ''] = one.customers
  await one.answer(address)
  await one.passes(MINUTE)
  await other.passes(MINUTE)
  expect(one.said.length).toBeGreaterThan(other.said.length)
})
