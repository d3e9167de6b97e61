// Messenger from end to end over the hub's doors: registered over HTTP, called by Meta, answered, and followed up to "read".
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '../../main/domain/clock.ts'
import { aFacebookDesk } from '../kit/facebook-desk.ts'
import { shakesHands } from '../kit/graph-emulator/directory.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { until } from '../kit/until.ts'

const someText = (length: number) => 'word '.repeat(length / 5).trim()

describe('a customer writes to the page', () => {
  test('it becomes a chat under their name, the answer arrives, and its states tick forward to read', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, must, clock } = desk
    const carol = graph.customer(page, 'Carol', 'Ngata')
    expect(await carol.says('Is anybody there? ☂ Grüße')).toBe(200)
    const chatId = await desk.accepts()
    expect((await desk.messages(chatId))[0]).toMatchObject({ direction: 'in', text: 'Is anybody there? ☂ Grüße' })
    await until('the name', async () => {
      const chat = await must<{ contact: { name: string } }>('chatService/getChat', { chatId }, ann)
      return chat.contact.name === 'Carol Ngata'
    })
    await must('messageManager/send', { chatId, text: 'I am.' }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
    const [sent] = carol.received
    expect(sent).toMatchObject({ text: 'I am.', messagingType: 'RESPONSE' })
    clock.advance(SECOND)
    await carol.gets([sent?.mid ?? ''])
    await desk.untilLast(chatId, message => message.state === 'delivered')
    await carol.reads()
    // Late news changes nothing.
    await carol.gets([sent?.mid ?? ''])
    expect(await desk.untilLast(chatId, () => true)).toMatchObject({ state: 'read', trouble: null })
    // The echo of our own message is no second one.
    expect((await desk.messages(chatId)).filter(message => message.direction === 'out')).toHaveLength(1)
    // An agent has seen it: the page has.
    await until(
      'the page to have seen it',
      () =>
        page.actions.some(({ action }) => action === 'mark_seen') ||
        must('chatService/markChatAsRead', { chatId }, ann).then(() => false),
    )
  })

  test('reactions, edits, what is pressed, files: each as what it is', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, must } = desk
    const carol = graph.customer(page, 'Carol', 'Ngata')
    await carol.brings({ mid: 'm_typo', text: 'Helo' })
    await carol.edits('m_typo', 'Hello')
    await carol.presses('Track my order', 'TRACK')
    await carol.sends('image', tinyPng, 'image/png')
    const chatId = await desk.accepts()
    await must('messageManager/send', { chatId, text: 'One moment' }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
    await carol.reacts(carol.received[0]?.mid ?? '', '❤', 'love')
    await until('the picture to be here', async () =>
      (await desk.messages(chatId)).some(one => one.attachments[0]?.state === 'stored'),
    )
    const [typo, pressed, picture, reply] = (await desk.messages(chatId)).filter(one => one.direction !== 'system')
    expect(typo).toMatchObject({ text: 'Hello', editedAt: expect.any(Number) })
    expect(pressed).toMatchObject({ kind: 'button', text: 'Track my order' })
    expect(picture).toMatchObject({ kind: 'photo' })
    expect(reply?.reactions).toMatchObject([{ emoji: ['❤'] }])
    await carol.reacts(carol.received[0]?.mid ?? '', null)
    expect((await desk.messages(chatId)).find(one => one.text === 'One moment')?.reactions).toEqual([])
  })

  test('what somebody answers in the page’s own inbox stands among the messages, once', async () => {
    const desk = await aFacebookDesk()
    const carol = desk.graph.customer(desk.page, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    desk.graph.caller.hold()
    await desk.graph.inboxSays(carol, 'Hello from the inbox', null)
    await desk.graph.caller.letGo(held => [...held, ...held])
    const said = (await desk.messages(chatId)).filter(one => one.direction === 'out')
    expect(said).toMatchObject([{ text: 'Hello from the inbox', author: { name: 'Facebook page' }, state: 'sent' }])
  })

  test('a long text goes as several, a file after its text, in order and each once', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, must } = desk
    const carol = graph.customer(page, 'Carol')
    await carol.says('Tell me everything')
    const chatId = await desk.accepts()
    const { fileId } = await must<{ fileId: string }>('files/upload', { base64: tinyPng.toString('base64') }, ann)
    const file = { fileId, name: 'Lamp.png', mime: 'image/png' }
    const sent = { chatId, text: someText(3_000), file, idempotencyKey: 'only-once-please' }
    await must('messageManager/send', sent, ann)
    await must('messageManager/send', sent, ann)
    await desk.house.office.settled()
    expect(carol.received.map(({ text, file: carried }) => [text?.length ?? 0, carried?.type])).toEqual([
      [expect.any(Number), undefined],
      [expect.any(Number), undefined],
      [0, 'image'],
    ])
    expect(carol.received.every(({ text }) => (text?.length ?? 0) <= 2_000)).toBe(true)
  })
})

describe('the one address of the hub', () => {
  test('shakes hands with Meta, and gives each page what is its own', async () => {
    const desk = await aFacebookDesk()
    const { graph, admin, must, house } = desk
    expect(await shakesHands(graph.world.callback, graph.world.verifyToken)).toBe(true)
    expect(await shakesHands(graph.world.callback, 'guess')).toBe(false)
    const other = graph.world.addPage('Second')
    await must(
      'channels/register',
      { kind: 'facebook', name: 'Second', queueId: 'support', settings: graph.settingsOf(other) },
      admin,
    )
    await until('the second page to be subscribed', () => other.subscribed.size)
    const event = (id: string, mid: string) => ({
      id,
      time: 1,
      messaging: [{ sender: { id: '7' }, recipient: { id }, timestamp: 1, message: { mid, text: mid } }],
    })
    expect(
      await graph.calls([event(desk.page.id, 'm_first'), event(other.id, 'm_second'), event('999', 'm_nobodys')]),
    ).toBe(200)
    const { chats } = await must<{ chats: { channel: { name: string }; lastMessage: { text: string } }[] }>(
      'chatService/getChats',
      { all: true },
      admin,
    )
    expect(chats.map(chat => [chat.channel.name, chat.lastMessage.text]).toSorted()).toEqual([
      ['Lampion page', 'm_first'],
      ['Second', 'm_second'],
    ])
    // Nobody's, and nobody's for long: Meta must not come to think that the hub is away.
    expect(await graph.calls([event('999', 'm_nobodys')])).toBe(200)
    const forged = {
      messaging: [{ sender: { id: '7' }, recipient: { id: '1' }, timestamp: 1, message: { mid: 'f', text: 'f' } }],
    }
    expect(await graph.brings(desk.page, forged, { forged: true })).toBe(403)
    expect((await fetch(`${house.url}/hooks/whatsapp`, { method: 'POST' })).status).toBe(404)
  })

  test('a page that is off lets Meta call again, and has it all when it is on', async () => {
    const { graph, page, channelId, admin, must, accepts, messages } = await aFacebookDesk()
    await must('channels/update', { channelId, active: false }, admin)
    expect(await graph.customer(page, 'Carol').says('Hello?')).toBe(503)
    await must('channels/update', { channelId, active: true }, admin)
    await graph.caller.again()
    expect((await messages(await accepts()))[0]?.text).toBe('Hello?')
  })
})

describe('what happens to a reply', () => {
  test('an answer that is lost: nobody sends it twice, and its echo says that it arrived', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, must } = desk
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    graph.world.meets('messages', { kind: 'lose' })
    graph.caller.hold()
    await must('messageManager/send', { chatId, text: 'Hi' }, ann)
    const open = await desk.untilLast(chatId, message => message.trouble !== null)
    expect(open).toMatchObject({ state: 'queued', trouble: { surelyNotArrived: false } })
    await graph.caller.letGo()
    expect(await desk.untilLast(chatId, message => message.state === 'sent')).toMatchObject({ trouble: null })
    desk.clock.advance(HOUR)
    await desk.house.office.settled()
    expect(carol.received).toHaveLength(1)
    expect((await desk.messages(chatId)).filter(message => message.direction === 'out')).toHaveLength(1)
  })

  test('an echo that comes before the answer: one message, sent', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, must } = desk
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    let answer = () => {}
    graph.world.meets('messages', { kind: 'lateAnswer', until: new Promise<void>(resolve => (answer = resolve)) })
    await must('messageManager/send', { chatId, text: 'Hi' }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
    answer()
    await desk.house.office.settled()
    expect((await desk.messages(chatId)).filter(message => message.direction === 'out')).toMatchObject([
      { state: 'sent' },
    ])
  })

  test('blocked by the customer: the right sentence, a line in the chat, and back when they write', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, must } = desk
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    carol.blocks()
    await must('messageManager/send', { chatId, text: 'Hi' }, ann)
    const failed = await desk.untilLast(chatId, message => message.state === 'failed')
    expect(failed.trouble).toMatchObject({ reason: expect.stringContaining('blocked the page'), canRetry: false })
    expect(
      (await desk.messages(chatId)).some(line => line.direction === 'system' && /blocked the page/.test(line.text)),
    ).toBe(true)
    carol.unblocks()
    await carol.says('I am back')
    await must('messageManager/send', { chatId, text: 'Welcome' }, ann)
    await desk.untilLast(chatId, message => message.state === 'sent')
  })

  test('an ended token: replies wait, the channel says what to do, and a new token sends them without a restart', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, admin, must, channelId } = desk
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    page.endToken(460)
    for (const text of ['one', 'two']) await must('messageManager/send', { chatId, text }, ann)
    await until('the channel to say so', async () => (await desk.health())?.state === 'needsAttention')
    expect(await desk.health()).toMatchObject({ remedy: expect.stringContaining('Connect the page again') })
    expect(carol.received).toEqual([])
    // What customers write meanwhile still comes in.
    expect(await carol.says('Are you there?')).toBe(200)
    const settings = { ...graph.settingsOf(page), pageToken: page.renewToken() }
    await must('channels/update', { channelId, settings }, admin)
    await desk.untilLast(chatId, message => message.text === 'two' && message.state === 'sent')
    expect(carol.received.map(({ text }) => text)).toEqual(['one', 'two'])
    await until('the channel to be online', async () => (await desk.health())?.state === 'online')
  })

  test('too large a file, and a passing rate limit: the one fails in words, the other goes out later', async () => {
    const desk = await aFacebookDesk()
    const { graph, page, ann, must, clock } = desk
    const carol = graph.customer(page, 'Carol')
    await carol.says('Hello')
    const chatId = await desk.accepts()
    graph.world.meets('upload', { kind: 'refuse', code: 100, subcode: 2018109 })
    const { fileId } = await must<{ fileId: string }>('files/upload', { base64: tinyPng.toString('base64') }, ann)
    await must('messageManager/send', { chatId, text: '', file: { fileId, name: 'a.png', mime: 'image/png' } }, ann)
    const failed = await desk.untilLast(chatId, message => message.state === 'failed')
    expect(failed.trouble).toMatchObject({
      reason: expect.stringMatching(/larger than Facebook takes/),
      canRetry: false,
    })
    graph.world.meets('messages', { kind: 'refuse', code: 613 })
    await must('messageManager/send', { chatId, text: 'Soon' }, ann)
    await desk.house.office.settled()
    expect(carol.received).toEqual([])
    clock.advance(MINUTE)
    await desk.untilLast(chatId, message => message.state === 'sent')
  })
})

test('nothing that a stranger sends in place of a page, a token or a mark comes near an answer of ours', async () => {
  const { graph, page, house } = await aFacebookDesk()
  const carol = graph.customer(page, 'Carol')
  // A customer cannot make echoes; a bot that copies our mark finds no message of ours that waits.
  expect(
    await graph.tell(page, 'message_echoes', carol.psid, {
      sender: { id: page.id },
      recipient: { id: carol.psid },
      message: { mid: 'm_copy', is_echo: true, app_id: 777, text: 'copied', metadata: 'parley:999999' },
    }),
  ).toBe(200)
  expect(
    await graph.brings(page, {
      messaging: [
        {
          sender: { id: "7'; DROP TABLE message; --" },
          recipient: { id: page.id },
          timestamp: DAY,
          message: { mid: 'm_odd', text: '<script>' },
        },
      ],
    }),
  ).toBe(200)
  await house.office.settled()
  expect((await house.office.store.chats.openRows(10)).length).toBeGreaterThan(0)
})
