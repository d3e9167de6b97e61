// Answering through Telegram: what is sent, what is refused before it is sent, and what each failure means for the reply.
import { describe, expect, test } from 'vitest'
import { withoutToken } from '../../../main/channels/telegram/api.ts'
import { createTelegramConnector } from '../../../main/channels/telegram/connector.ts'
import { MINUTE, SECOND } from '../../../main/domain/clock.ts'
import { type AttachmentId, asId, type FileId } from '../../../main/domain/ids.ts'
import type { OutgoingAttachment, OutgoingMessage, SendResult } from '../../../main/domain/unified-message.ts'
import { drops, type Fault, garbles, hangs, refuses } from '../../kit/telegram-emulator/script/faults.ts'
import {
  badGateway,
  badRequest,
  blockedByUser,
  forbidden,
  refuse,
  restarting,
  tooManyRequests,
  unauthorized,
} from '../../kit/telegram-emulator/wire/answer.ts'
import { tinyMp3, tinyMp4, tinyOgg, tinyPng } from '../../kit/telegram-emulator/world/sample-files.ts'
import { aReply } from './connector-suite.ts'
import { aTelegramChannel } from './telegram-network.ts'
import { until } from './until.ts'

/** A channel that is online, and Carol, who has written "hello". */
const given = async (options: Parameters<typeof aTelegramChannel>[0] = {}) => {
  const channel = await aTelegramChannel(options)
  const { link, stop } = channel.connect()
  const carol = channel.telegram.customer({ firstName: 'Carol' })
  const hello = carol.says('hello')
  await channel.door.untilStored('hello')
  const never = new AbortController().signal
  const send = (text: string, more: Partial<OutgoingMessage> = {}) =>
    link.send(aReply(String(carol.id), text, more), never)
  return { ...channel, link, stop, carol, hello, send }
}

const aFile = (
  kind: OutgoingAttachment['kind'],
  name: string,
  mime: string,
  bytes: Uint8Array,
  size = bytes.length,
): { attachment: OutgoingAttachment } => ({
  attachment: {
    id: asId<AttachmentId>('file'),
    kind,
    fileId: asId<FileId>('file'),
    name,
    mime,
    size,
    read: async () => bytes,
  },
})

describe('what reaches the customer', () => {
  test('a text, as it was written', async () => {
    const { send, carol } = await given()
    const text = 'We open at 9 <b>sharp< & *close* at 5. 😀'
    const result = await send(text)
    const received = await carol.receives(text)
    expect(result).toEqual({ outcome: 'sent', externalId: `${carol.id}:${received.messageId}` })
    expect(received.message.entities).toBeUndefined()
  })

  test('a reply to one of their messages', async () => {
    const { send, carol, hello } = await given()
    await send('hello yourself', { replyToExternalId: `${carol.id}:${hello.messageId}` })
    expect((await carol.receives('hello yourself')).replyTo).toBe(hello.messageId)
  })

  test.each(['7:424242', 'cb:4123', 'nonsense', '-100:5'])(
    'a reply to what is no message of this chat: %s',
    async id => {
      const { send, carol } = await given()
      expect(await send('all the same', { replyToExternalId: id })).toMatchObject({ outcome: 'sent' })
      expect((await carol.receives('all the same')).replyTo).toBeUndefined()
    },
  )

  test('a reply to a message that is gone by now', async () => {
    const { send, carol } = await given()
    const result = await send('all the same', { replyToExternalId: `${carol.id}:9999` })
    expect(result).toMatchObject({ outcome: 'sent' })
  })

  test.each([
    ['photo', 'roof.png', 'image/png', tinyPng, 'photo'],
    ['photo', 'scan.svg', 'image/svg+xml', Buffer.from('<svg/>'), 'document'],
    ['document', 'offer.pdf', 'application/pdf', Buffer.from('%PDF-1.4'), 'document'],
    ['document', 'roof.png', 'image/png', tinyPng, 'document'],
    ['voice', 'voice.ogg', 'audio/ogg; codecs=opus', tinyOgg, 'voice'],
    ['voice', 'voice.webm', 'audio/webm', Buffer.from('webm'), 'document'],
    ['audio', 'song.mp3', 'audio/mpeg', tinyMp3, 'audio'],
    ['audio', 'song.flac', 'audio/flac', Buffer.from('fLaC'), 'document'],
    ['video', 'clip.mp4', 'video/mp4', tinyMp4, 'video'],
    ['video', 'clip.avi', 'video/x-msvideo', Buffer.from('RIFF'), 'document'],
    ['animation', 'cat.gif', 'image/gif', Buffer.from('GIF89a'), 'animation'],
  ] as const)('a %s %s (%s) with its caption', async (kind, name, mime, bytes, shownAs) => {
    const { send, carol } = await given()
    expect(await send('Look at this', aFile(kind, name, mime, bytes))).toMatchObject({ outcome: 'sent' })
    const received = await carol.receives('Look at this')
    expect(received.kind).toBe(shownAs)
    expect(received.files[0]?.name).toBe(name)
    expect(received.files[0]?.bytes.equals(bytes)).toBe(true)
  })

  test('a file without a caption', async () => {
    const { send, carol } = await given()
    await send('', aFile('document', 'offer.pdf', 'application/pdf', Buffer.from('%PDF-1.4')))
    expect(await carol.receives('')).toMatchObject({ kind: 'document' })
  })

  test('a photo that is too large, as a document', async () => {
    const { send, carol } = await given()
    const bytes = Buffer.concat([tinyPng, Buffer.alloc(11 * 1024 * 1024)])
    expect(await send('big', aFile('photo', 'roof.png', 'image/png', bytes))).toMatchObject({ outcome: 'sent' })
    expect(await carol.receives('big')).toMatchObject({ kind: 'document' })
  })

  test('a photo that Telegram does not take for one, as a document', async () => {
    const { send, carol } = await given()
    expect(await send('odd', aFile('photo', 'roof.jpg', 'image/jpeg', Buffer.from('no picture')))).toMatchObject({
      outcome: 'sent',
    })
    expect(carol.received).toHaveLength(1)
    expect(await carol.receives('odd')).toMatchObject({ kind: 'document' })
  })

  test('a file name cannot smuggle anything into the request', async () => {
    const { send, carol, telegram } = await given()
    const name = 'a"; name="chat_id"\r\n\r\n999\r\n/../übel.pdf'
    await send('named', aFile('document', name, 'application/pdf', Buffer.from('%PDF-1.4')))
    const received = await carol.receives('named')
    expect(received.files[0]?.name).toBe('a__ name=_chat_id_____999___.._übel.pdf')
    expect(telegram.ledger.sent.map(sent => sent.chatId)).toEqual([carol.id])
  })
})

describe('what is refused before it is sent', () => {
  const tooLong = 'x'.repeat(4097)
  const mb = 1024 * 1024

  test.each<[string, string, Partial<OutgoingMessage>, RegExp]>([
    ['a text that is too long', tooLong, {}, /at most 4,096 characters.*4,097/],
    ['an empty text', ' \n', {}, /no empty messages/],
    ['an address that is none', 'hi', { address: '@carol' }, /no address/],
    [
      'a caption that is too long',
      tooLong.slice(0, 1025),
      aFile('document', 'a.pdf', 'application/pdf', Buffer.from('x')),
      /at most 1,024 characters/,
    ],
    ['an empty file', 'x', aFile('document', 'a.pdf', 'application/pdf', Buffer.alloc(0)), /empty/],
    [
      'a file that is too large',
      'x',
      aFile('document', 'a.zip', 'application/zip', Buffer.from('x'), 51 * mb),
      /at most 50 MB.*51 MB/,
    ],
  ])('%s', async (_name, text, more, reason) => {
    const { send, telegram } = await given()
    expect(await send(text, more)).toEqual({
      outcome: 'failed',
      reason: expect.stringMatching(reason),
      surelyNotArrived: true,
      retry: 'never',
    })
    expect(telegram.ledger.sent).toEqual([])
  })

  test('the longest text is not', async () => {
    const { send } = await given()
    expect(await send('x'.repeat(4096))).toMatchObject({ outcome: 'sent' })
  })

  test('a file that cannot be read from our own disk waits for a person', async () => {
    const { send } = await given()
    const { attachment } = aFile('document', 'a.pdf', 'application/pdf', Buffer.from('x'))
    const read = () => Promise.reject(new Error('EIO'))
    expect(await send('x', { attachment: { ...attachment, read } })).toMatchObject({
      surelyNotArrived: true,
      retry: 'byHand',
    })
  })
})

describe('what each failure means', () => {
  const sure = { surelyNotArrived: true }
  const never = { ...sure, retry: 'never' }
  const later = { ...sure, retry: 'later' }
  const perhaps = { surelyNotArrived: false, retry: 'byHand' }

  test.each<[string, Fault, object, RegExp]>([
    ['blocked', refuses(blockedByUser()), { ...never, unreachable: true }, /has blocked the bot/],
    ['deleted', refuses(forbidden('user is deactivated')), { ...never, unreachable: true }, /deleted their Telegram/],
    [
      'kicked from the group',
      refuses(forbidden('bot was kicked from the supergroup chat')),
      { ...never, unreachable: true },
      /not in this group/,
    ],
    ['no such chat', refuses(badRequest('chat not found')), never, /does not know this chat/],
    ['no rights', refuses(badRequest('not enough rights to send text messages to the chat')), never, /may not write/],
    [
      'anything else that is wrong',
      refuses(badRequest('PEER_ODD')),
      never,
      /^Telegram refuses the message: PEER_ODD\.$/,
    ],
    ['restarting', refuses(restarting()), later, /trouble of its own/],
    ['a gateway without its server', refuses(badGateway()), later, /trouble of its own/],
    ['gone without a word', drops('before'), perhaps, /may have arrived or not/],
    ['gone after the deed', drops('after'), perhaps, /may have arrived or not/],
    ['an answer cut off', garbles('after'), perhaps, /may have arrived or not/],
  ])('%s', async (_name, fault, meaning, reason) => {
    const { send, telegram } = await given()
    telegram.next('sendMessage', fault)
    const result = await send('Are you there?')
    expect(result).toEqual({ outcome: 'failed', reason: expect.stringMatching(reason), ...meaning })
    expect(telegram.ledger.callsOf('sendMessage')).toHaveLength(1)
  })

  test('a customer who blocks the bot for real, and comes back', async () => {
    const { send, carol, telegram, door } = await given()
    carol.blocks()
    expect(await send('Hello?')).toMatchObject({ retry: 'never', unreachable: true })
    carol.says('I am back')
    await telegram.untilConfirmed()
    expect(door.happenings).toMatchObject([{ reachable: false }, { reachable: true }])
    expect(await send('Welcome back')).toMatchObject({ outcome: 'sent' })
  })

  test('slow down: later, and nobody asks again before that', async () => {
    const { send, carol, telegram, clock } = await given()
    telegram.next('sendMessage', refuses(tooManyRequests(17)))
    const retryAt = clock.now() + 17 * SECOND
    expect(await send('one')).toMatchObject({ ...later, retryAt })
    clock.advance(16 * SECOND)
    expect(await send('one')).toMatchObject({ ...later, retryAt })
    expect(telegram.ledger.callsOf('sendMessage')).toHaveLength(1)
    clock.advance(SECOND)
    expect(await send('one')).toMatchObject({ outcome: 'sent' })
    expect(carol.received).toHaveLength(1)
  })

  test('a restart that names its time is heard', async () => {
    const { send, telegram, clock } = await given()
    telegram.next('sendMessage', refuses(refuse(500, 'Internal Server Error: restart', { retry_after: 4 })))
    expect(await send('one')).toMatchObject({ ...later, retryAt: clock.now() + 4 * SECOND })
  })

  test('a revoked token keeps the reply, and the channel asks for a new one', async () => {
    const { send, telegram, clock, door } = await given()
    await telegram.untilPolled()
    telegram.next('sendMessage', refuses(unauthorized()))
    expect(await send('one')).toMatchObject({ ...later, retryAt: clock.now() + 5 * MINUTE })
    expect(await door.untilHealth('needsAttention')).toMatchObject({ remedy: expect.stringContaining('@BotFather') })
  })

  test('a group that moved: the new address', async () => {
    const { link, telegram, carol } = await given()
    const group = telegram.group('Flat 12', carol)
    const supergroup = group.upgrades()
    const result = await link.send(aReply(String(group.id), 'Hello all'), new AbortController().signal)
    expect(result).toMatchObject({ ...later, movedTo: String(supergroup.id) })
    const again = await link.send(aReply(String(supergroup.id), 'Hello all'), new AbortController().signal)
    expect(again).toMatchObject({ outcome: 'sent' })
    expect(supergroup.received).toHaveLength(1)
  })

  test('no answer in time: nobody can tell', async () => {
    const { send, telegram, clock, carol } = await given()
    telegram.next('sendMessage', hangs('after'))
    const sending = send('Are you there?')
    await carol.receives('Are you there?')
    clock.advance(30 * SECOND)
    expect(await sending).toMatchObject(perhaps)
  })

  test('nobody listens there: surely not arrived', async () => {
    const { send, telegram } = await given()
    await telegram.goesDown()
    expect(await send('Are you there?')).toMatchObject({ ...later, reason: expect.stringContaining('ECONNREFUSED') })
  })

  const failing = async (cause: unknown): Promise<SendResult> => {
    const { telegram, connect, carol } = await given()
    const fetch = (input: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) =>
      String(input).endsWith('/sendMessage') ? Promise.reject(cause) : globalThis.fetch(input, init)
    const { link } = connect({ fetch })
    await telegram.untilPolled()
    return link.send(aReply(String(carol.id), 'Are you there?'), new AbortController().signal)
  }
  const fetchFailed = (code: string, more: object = {}) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('secret address inside'), { code, ...more }) })

  test.each<[string, unknown, object]>([
    ['an unknown name', fetchFailed('ENOTFOUND', { syscall: 'getaddrinfo' }), later],
    ['a connection that timed out', fetchFailed('ETIMEDOUT', { syscall: 'connect' }), later],
    ['a wrong certificate', fetchFailed('CERT_HAS_EXPIRED'), later],
    ['no network, in Electron', new Error('net::ERR_INTERNET_DISCONNECTED'), later],
    ['a reset', fetchFailed('ECONNRESET', { syscall: 'read' }), perhaps],
    ['a connection that ended', fetchFailed('UND_ERR_SOCKET'), perhaps],
    ['a reset, in Electron', new Error('net::ERR_CONNECTION_RESET'), perhaps],
    ['an error of no known kind', 'just text', perhaps],
    [
      'several addresses, none to be had',
      new TypeError('fetch failed', {
        cause: new AggregateError([
          Object.assign(new Error(), { code: 'ECONNREFUSED', syscall: 'connect' }),
          Object.assign(new Error(), { code: 'ENETUNREACH', syscall: 'connect' }),
        ]),
      }),
      later,
    ],
  ])('%s', async (_name, cause, meaning) => {
    const result = await failing(cause)
    expect(result).toMatchObject({ outcome: 'failed', ...meaning })
    expect(JSON.stringify(result)).not.toContain('secret')
  })

  const answering = async (status: number, body: string): Promise<SendResult> => {
    const { telegram, connect, carol } = await given()
    const fetch = (input: Parameters<typeof globalThis.fetch>[0], init?: RequestInit) =>
      String(input).endsWith('/sendMessage')
        ? Promise.resolve(new Response(body, { status }))
        : globalThis.fetch(input, init)
    const { link } = connect({ fetch })
    await telegram.untilPolled()
    return link.send(aReply(String(carol.id), 'Are you there?'), new AbortController().signal)
  }

  test.each<[string, number, object]>([
    ['a proxy that forbids', 403, later],
    ['a proxy that wants a password', 407, later],
    ['a gateway without its server', 502, later],
    ['a gateway that gave up waiting', 504, perhaps],
    ['a login page in place of an answer', 200, perhaps],
  ])('%s is not taken for Telegram', async (_name, status, meaning) => {
    const result = await answering(status, '<html>Sorry</html>')
    expect(result).toMatchObject({ outcome: 'failed', ...meaning })
    expect(result).not.toHaveProperty('unreachable')
  })

  test('taken, but without a number: sent all the same', async () => {
    expect(await answering(200, '{"ok":true,"result":true}')).toMatchObject({
      outcome: 'sent',
      externalId: expect.stringMatching(/^sent:reply-/),
    })
  })
})

describe('how fast', () => {
  test('a burst in one chat goes out at once, then one a second', async () => {
    const { send, carol, clock } = await given()
    const sending = Promise.all(Array.from({ length: 7 }, (_, index) => send(`part ${index}`)))
    await until('the burst', () => carol.received.length === 5)
    await clock.turn(999)
    expect(carol.received).toHaveLength(5)
    clock.advance(1)
    await carol.receives('part 5')
    clock.advance(SECOND)
    await carol.receives('part 6')
    expect((await sending).map(result => result.outcome)).toEqual(Array(7).fill('sent'))
  })

  test('many chats at once keep to thirty a second', async () => {
    const { link, telegram, clock, door } = await given()
    const people = Array.from({ length: 40 }, (_, index) => telegram.customer({ firstName: `Person ${index}` }))
    for (const person of people) person.says(`I am ${person.id}`)
    await telegram.untilConfirmed()
    const signal = new AbortController().signal
    const sending = Promise.all(people.map(person => link.send(aReply(String(person.id), 'Hello all'), signal)))
    await until('the first thirty', () => telegram.ledger.sent.length === 30)
    clock.advance(SECOND / 2)
    await until('half a second more of them', () => telegram.ledger.sent.length === 40)
    expect((await sending).every(result => result.outcome === 'sent')).toBe(true)
    expect(door.lastHealth).toEqual({ state: 'online' })
  })

  test('whoever stops Parley does not wait for a turn, and the reply waits', async () => {
    const { link, carol } = await given()
    const off = new AbortController()
    const sending = Array.from({ length: 6 }, (_, index) =>
      link.send(aReply(String(carol.id), `part ${index}`), off.signal),
    )
    await until('the burst', () => carol.received.length === 5)
    off.abort()
    expect(await sending[5]).toMatchObject({ outcome: 'failed', surelyNotArrived: true, retry: 'later' })
  })
})

describe('typing', () => {
  test('shows while the agent types, and is not asked for more often than it fades', async () => {
    const { link, carol, clock, telegram } = await given()
    const address = String(carol.id)
    const typed = () => telegram.ledger.typing.length
    for (let keystroke = 0; keystroke < 10; keystroke++) link.sendTyping(address, 'Ann')
    await until('typing', () => carol.seesAction === 'typing')
    clock.advance(3 * SECOND)
    link.sendTyping(address, 'Ann')
    clock.advance(SECOND)
    link.sendTyping(address, 'Ann')
    await until('typing again', () => typed() === 2)
    expect(carol.seesAction).toBe('typing')
  })

  test('fails without a word', async () => {
    const { link, telegram, door, clock } = await given()
    telegram.next('sendChatAction', refuses(tooManyRequests(3)))
    const before = door.health.length
    link.sendTyping('12345', 'Ann')
    await telegram.untilCalled('sendChatAction')
    await clock.turn(0)
    expect(door.health).toHaveLength(before)
  })
})

test('a token of any shape is taken out of a text', () => {
  const text = 'GET http://x/botsample:Token/a and http://x/botsample%3AToken/b'
  expect(withoutToken(text, 'sample:Token')).toBe('GET http://x/bot[token]/a and http://x/bot[token]/b')
})

test('the token is in every address and in no word', async () => {
  const { send, telegram, door, settings } = await given()
  const { token } = settings
  const results: unknown[] = []
  const leaks = [
    `Bad Request: see https://api.telegram.org/bot${token}/sendMessage`,
    `Bad Request: ${encodeURIComponent(token)}`,
  ]
  for (const description of leaks) {
    telegram.next('sendMessage', refuses(refuse(400, description)))
    results.push(await send('x'))
    telegram.next('getUpdates', refuses(refuse(400, description)))
    telegram.customer().says('this ends the poll that waits')
    await door.retryNow()
    await door.untilHealth('online')
  }
  await telegram.goesDown()
  results.push(await send('x'))
  await door.untilHealth('retrying')
  results.push(await createTelegramConnector().register(settings, new AbortController().signal))
  const words = door.everyWord + JSON.stringify(results)
  expect(words).toContain('[token]')
  expect(words).not.toContain(token)
  expect(words).not.toContain(token.split(':')[1])
})
