// Answers over Messenger: what goes out, what every kind of trouble means for a message, files both ways, signs of typing.
import { describe, expect, test } from 'vitest'
import { knownCodes, knownError } from '../../../main/channels/facebook/graph/error-codes.ts'
import { fetchMedia } from '../../../main/channels/facebook/media-fetch.ts'
import { officialRoot } from '../../../main/channels/facebook/settings.ts'
import { SECOND } from '../../../main/domain/clock.ts'
import { asId, type MessageId } from '../../../main/domain/ids.ts'
import type { OutgoingAttachment, SendResult } from '../../../main/domain/unified-message.ts'
import type { Fault } from '../../kit/graph-emulator/world.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { tinyPng } from '../../kit/telegram-emulator/world/sample-files.ts'
import { aReply } from './connector-suite.ts'
import { aFacebookChannel } from './facebook-network.ts'
import { until } from './until.ts'

const never = new AbortController().signal
const megabyte = 1024 * 1024

const aFile = (mime: string, size: number, bytes = new Uint8Array(size)): OutgoingAttachment => ({
  id: asId(`file-${mime}-${size}`),
  kind: 'document',
  fileId: asId('f'),
  name: 'Größe.png',
  mime,
  size,
  read: async () => bytes,
})

/** A channel that is online, and a customer who has just written. */
const withCarol = async (...change: Parameters<typeof aFacebookChannel>) => {
  const channel = await aFacebookChannel(...change)
  const carol = channel.graph.customer(channel.page, 'Carol', 'Ngata')
  await carol.says('Hello')
  const send = (text: string, more: Parameters<typeof aReply>[2] = {}) =>
    channel.link.send(aReply(carol.psid, text, more), never)
  return { ...channel, carol, send }
}

describe('what goes out', () => {
  test('a text as the response to the customer, marked with our own number, which the echo brings back', async () => {
    const { carol, send, door } = await withCarol()
    const result = await send('Hello ☂', { messageId: asId<MessageId>('42'), replyToExternalId: 'm_x' })
    const [sent] = carol.received
    expect(result).toEqual({ outcome: 'sent', externalId: sent?.mid })
    expect(sent).toMatchObject({
      text: 'Hello ☂',
      messagingType: 'RESPONSE',
      tag: null,
      replyTo: 'm_x',
      metadata: 'parley:42',
    })
    const echo = await until('the echo', () => door.happenings.find(one => one.type === 'echo'))
    expect(echo).toMatchObject({ externalId: sent?.mid, messageId: '42', byApp: null, address: carol.psid })
  })

  test('after the window, what a person wrote goes out as a person’s', async () => {
    const { carol, send } = await withCarol()
    expect(await send('Sorry it took so long', { byHuman: true })).toMatchObject({ outcome: 'sent' })
    expect(carol.received[0]).toMatchObject({ messagingType: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' })
  })

  test.each([
    ['image/png', 'image'],
    ['image/svg+xml', 'file'],
    ['video/mp4', 'video'],
    ['audio/mpeg', 'audio'],
    ['application/pdf', 'file'],
  ])('a file of the type %s as %s, byte for byte', async (mime, type) => {
    const { carol, send } = await withCarol()
    expect(await send('', { attachment: aFile(mime, tinyPng.length, tinyPng) })).toMatchObject({ outcome: 'sent' })
    const [sent] = carol.received
    expect(sent?.file).toMatchObject({ type, mime, name: 'Größe.png' })
    expect(Buffer.from(sent?.file?.bytes ?? [])).toEqual(tinyPng)
  })

  test.each([
    ['an empty text', ' ', {}, /no empty messages/],
    ['a text of more than 2,000 characters', 'x'.repeat(2_001), {}, /at most 2,000.*2,001/],
    ['a file over 25 MB', '', { attachment: aFile('application/pdf', 25 * megabyte + 1) }, /at most 25 MB/],
    ['an empty file', '', { attachment: aFile('application/pdf', 0) }, /empty files/],
    ['a text with a file', 'Look', { attachment: aFile('image/png', 9) }, /one after the other/],
    ['a template', 'x', { template: { id: '1', variables: {} } }, /no approved templates/],
    ['another network', 'x', { address: 'whatsapp:+1' }, /no address in Messenger/],
  ])('%s is refused before anything is sent', async (_what, text, more, words) => {
    const { carol, send, page } = await withCarol()
    const result = await send(text, more)
    expect(result).toMatchObject({
      outcome: 'failed',
      surelyNotArrived: true,
      retry: 'never',
      reason: expect.stringMatching(words),
    })
    expect([carol.received, page.uploads.size]).toEqual([[], 0])
  })
})

type Failed = Extract<SendResult, { outcome: 'failed' }>
const refusal = (code: number, subcode?: number): Fault => ({
  kind: 'refuse',
  code,
  ...(subcode === undefined ? {} : { subcode }),
})

describe('trouble', () => {
  test.each<[string, Fault, Partial<Failed>]>([
    ['the token has ended', refusal(190, 463), { retry: 'later' }],
    ['the password was changed', refusal(190, 460), { retry: 'later' }],
    ['outside the window', refusal(10, 2018278), { retry: 'never' }],
    ['outside the window, in other words', refusal(10, 2018065), { retry: 'never' }],
    ['outside Instagram’s window', refusal(10, 2534022), { retry: 'never' }],
    ['another app holds it', refusal(10, 2018300), { retry: 'byHand', heldByOthers: true }],
    ['automated answers hold it', refusal(2018321), { retry: 'later' }],
    ['blocked', refusal(551), { retry: 'never', unreachable: true }],
    ['blocked, closer', refusal(551, 1545041), { retry: 'never', unreachable: true }],
    ['blocked, as a permission', refusal(200, 1545041), { retry: 'never', unreachable: true }],
    ['not available', refusal(10, 2018108), { retry: 'never', unreachable: true }],
    ['page restricted', refusal(10, 1893063), { retry: 'later' }],
    ['nobody by that number', refusal(100, 2018001), { retry: 'never' }],
    ['not reachable by this id', refusal(100, 33), { retry: 'never' }],
    ['not the owner', refusal(100, 2534037), { retry: 'never' }],
    ['file not fetched', refusal(100, 2018008), { retry: 'byHand' }],
    ['file type', refusal(100, 2018047), { retry: 'never' }],
    ['file size', refusal(100, 2018109), { retry: 'never' }],
    ['file took too long', refusal(100, 2018294), { retry: 'byHand' }],
    ['rate of the app', refusal(4), { retry: 'later' }],
    ['rate of the page', refusal(613), { retry: 'later' }],
    ['rate of the thread', refusal(613, 2018338), { retry: 'later' }],
    ['rate of Instagram', refusal(613, 2534040), { retry: 'later' }],
    ['permission', refusal(200), { retry: 'later' }],
    ['app not live', refusal(200, 2018028), { retry: 'later' }],
    ['an unknown error of Facebook', refusal(1), { retry: 'later' }],
    ['a passing error of Facebook', refusal(2), { retry: 'later' }],
    [
      'something new',
      { kind: 'refuse', code: 10, subcode: 99, message: '(#10) Odd thing.' },
      { retry: 'never', reason: 'Facebook refuses the message (error 10/99: Odd thing).' },
    ],
    ['a page with 500', { kind: 'page', status: 500 }, { retry: 'byHand', surelyNotArrived: false }],
    ['a page with 404', { kind: 'page', status: 404 }, { retry: 'later' }],
    ['the answer is lost', { kind: 'lose' }, { retry: 'byHand', surelyNotArrived: false }],
  ])('%s', async (_what, fault, expected) => {
    const { graph, send, clock } = await withCarol()
    graph.world.meets('messages', fault)
    const result = (await send('Hi')) as Failed
    expect(result).toMatchObject({
      outcome: 'failed',
      surelyNotArrived: true,
      reason: expect.stringMatching(/^[A-Z].*\.$/),
      ...expected,
    })
    if (result.retry === 'later' && fault.kind === 'refuse') expect(result.retryAt).toBeGreaterThan(clock.now())
  })

  test('no answer within half a minute: it may have arrived', async () => {
    const { graph, send, clock } = await withCarol()
    graph.world.meets('messages', { kind: 'hang' })
    const result = send('Hi')
    await until('the call to wait', () => clock.nextWake !== null && clock.nextWake <= clock.now() + 30 * SECOND)
    await clock.turn(30 * SECOND)
    expect(await result).toMatchObject({ surelyNotArrived: false, retry: 'byHand' })
  })

  test('rate limits: pauses grow, and replies that were refused together do not come again together', async () => {
    const { graph, send, clock } = await withCarol()
    const pauseOf = async (key: string, attempt: number) => {
      graph.world.meets('messages', refusal(613))
      const { retryAt = 0 } = (await send('Hi', { idempotencyKey: key, attempt })) as Failed
      return retryAt - clock.now()
    }
    const first = await Promise.all(['a', 'b', 'c', 'd'].map(key => pauseOf(key, 1)))
    expect(new Set(first).size).toBe(4)
    expect(Math.max(...first)).toBeLessThanOrEqual(7_500)
    expect(await pauseOf('a', 4)).toBeGreaterThan(Math.max(...first))
    expect(await pauseOf('a', 60)).toBeLessThan(8 * 60 * SECOND)
  })

  test('what passes by itself is tried a few times only, then a person decides', async () => {
    const { graph, send } = await withCarol()
    graph.world.meets('messages', refusal(2), refusal(2))
    expect(await send('Hi', { attempt: 5 })).toMatchObject({ retry: 'later' })
    expect(await send('Hi', { attempt: 6 })).toMatchObject({ retry: 'byHand', surelyNotArrived: true })
  })

  test('every code has sentences that end, and what the whole page suffers says what to do', () => {
    for (const key of knownCodes) {
      const [code, subcode] = key.split('/').map(Number)
      const known = knownError(code ?? 0, subcode ?? null)
      expect(known?.reason).toMatch(/^[A-Z].*\.$/)
      if (known?.remedy !== undefined)
        expect([known.retry, known.remedy]).toEqual(['later', expect.stringMatching(/\.$/)])
    }
  })

  test('a file that does not get through is never a message that may have arrived; what got through is not brought again', async () => {
    const { graph, page, send, carol } = await withCarol()
    const attachment = aFile('image/png', 9)
    for (const fault of [{ kind: 'lose' }, { kind: 'page', status: 500 }] satisfies Fault[]) {
      graph.world.meets('upload', fault)
      expect(await send('', { attachment })).toMatchObject({ surelyNotArrived: true, retry: 'later' })
    }
    page.uploads.clear()
    expect(await send('', { attachment })).toMatchObject({ outcome: 'sent' })
    expect([page.uploads.size, carol.received.length]).toEqual([1, 1])
    graph.world.meets('upload', refusal(100, 2018109))
    expect(await send('', { attachment: aFile('image/png', 10) })).toMatchObject({
      retry: 'never',
      reason: expect.stringMatching(/larger/),
    })
  })
})

describe("a customer's file", () => {
  test('is fetched from Facebook’s stores, without anything of ours', async () => {
    const { graph, link, carol, door } = await withCarol()
    await carol.sends('image', tinyPng, 'image/png')
    const remote = door.messages.at(-1)?.attachments?.[0]?.remote ?? ''
    expect(await link.fetchAttachment?.(remote, never)).toEqual({ bytes: new Uint8Array(tinyPng), mime: 'image/png' })
    const moved = graph.apiRoot + graph.world.keep(tinyPng, 'image/png', new URL(remote).pathname)
    expect(await link.fetchAttachment?.(moved, never)).toMatchObject({ mime: 'image/png' })
    const away = graph.apiRoot + graph.world.keep(tinyPng, 'image/png', 'https://evil.example/x')
    expect(await link.fetchAttachment?.(away, never)).toMatchObject({ final: true })
    expect(await link.fetchAttachment?.(`${remote}x`, never)).toMatchObject({
      final: true,
      failed: expect.stringMatching(/any more/),
    })
    graph.world.meets('cdn', { kind: 'page', status: 500 })
    expect(await link.fetchAttachment?.(remote, never)).toMatchObject({ final: false })
  })

  test.each([
    'https://fbcdn.net.evil.example/x',
    'https://evilfbcdn.net/x',
    'http://scontent.xx.fbcdn.net/x',
    'https://scontent.xx.fbcdn.net:8443/x',
    'https://user:pass@scontent.xx.fbcdn.net/x',
    'https://169.254.169.254/latest',
    'file:///etc/passwd',
    'nonsense',
  ])('is not even asked for at %s', async remote => {
    const asked: string[] = []
    const fetch = async (input: unknown) => {
      asked.push(String(input))
      return new Response('')
    }
    const ports = { apiRoot: officialRoot, fetch, clock: new HandClock() }
    expect(await fetchMedia(ports, remote, never)).toMatchObject({ failed: expect.any(String), final: true })
    expect(asked).toEqual([])
  })

  test('that is larger than anybody sends is not kept', async () => {
    const fetch = async () => new Response(new Uint8Array(51 * megabyte))
    const ports = { apiRoot: officialRoot, fetch, clock: new HandClock() }
    const remote = 'https://cdn.fbsbx.com/v/file.mp4'
    expect(await fetchMedia(ports, remote, never)).toMatchObject({
      failed: expect.stringMatching(/50 MB/),
      final: true,
    })
  })
})

test('typing shows once for as long as it lasts, and seen is told; trouble with either is nobody’s', async () => {
  const { graph, page, link, clock, carol } = await withCarol()
  const done = () => page.actions.map(({ action }) => action)
  link.sendTyping?.(carol.psid, 'Ann')
  link.sendTyping?.(carol.psid, 'Ann')
  await until('typing to show', () => done().length)
  clock.advance(16 * SECOND)
  link.sendTyping?.(carol.psid, 'Ann')
  await until('typing to show again', () => done().length === 2)
  graph.world.meets('messages', { kind: 'page', status: 500 })
  link.markRead?.(carol.psid, 'm_1')
  link.markRead?.(carol.psid, 'm_2')
  await until('it to be seen', () => done().length === 3)
  expect(done()).toEqual(['typing_on', 'typing_on', 'mark_seen'])
})
