// Several programs on one page: who answers where none has the conversations by default, and what others say in our name.
import { describe, expect, test } from 'vitest'
import { SECOND } from '../../main/domain/clock.ts'
import { must } from '../kit/must.ts'
import { all, aSharedOffice, bot, control, lines, only } from '../kit/shared-stage.ts'

describe('where no program has the conversations by default', () => {
  test('agents: every message rings at once, and the bot is seen answering beside them', async () => {
    const office = await aSharedOffice('agents')
    await office.network.says('carol', 'Hello')
    await bot(office, 'Hello, I am a bot', { holder: null })
    await office.settled()
    const chat = await only(office)
    expect(chat).toMatchObject({ status: 'waiting', rings: true })
    expect(await lines(office, chat.id)).toEqual(['in: Hello', 'out: Hello, I am a bot'])
  })

  test('bot: it answers until it asks for an agent, and again after the agent is done', async () => {
    const office = await aSharedOffice('bot')
    await office.network.says('carol', 'Hello')
    await bot(office, 'How may I help?', { holder: null })
    await office.settled()
    expect(await only(office)).toMatchObject({ status: 'bot', rings: false })
    await office.clock.turn(SECOND)
    await control(office, 'others', { asked: true })
    await office.settled()
    const chat = await only(office)
    expect(chat).toMatchObject({ status: 'waiting', rings: true })
    must(await office.services.chatService.acceptChat(office.actor('ben'), chat.id))
    await office.clock.turn(SECOND)
    await office.network.says('carol', 'Still here')
    expect(await only(office)).toMatchObject({ id: chat.id, status: 'active' })
    must(await office.services.chatService.closeActiveChat(office.actor('ben'), chat.id))
    await office.settled()
    await office.clock.turn(SECOND)
    await office.network.says('carol', 'Thanks')
    await office.settled()
    expect(await only(office)).toMatchObject({ status: 'bot', rings: false })
  })
})

describe('what others say in our name', () => {
  test('ours is only a report that it was sent, and settles what may have arrived', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Hello', { holder: 'us' })
    await office.settled()
    const { id } = await only(office)
    const ben = office.actor('ben')
    must(await office.services.chatService.acceptChat(ben, id))
    office.network.next.push({ outcome: 'failed', reason: 'No answer came.', surelyNotArrived: false, retry: 'byHand' })
    const reply = must(await office.services.messageManager.send(ben, { chatId: id, text: 'Hi', note: false }))
    await office.settled()
    expect((await office.store.messages.get(reply.id))?.trouble).toMatchObject({ reason: 'No answer came.' })
    const echo = { externalId: 'm-1', author: 'Ben', byApp: null, messageId: reply.id, holder: 'us' } as const
    await bot(office, 'Hi', echo)
    await bot(office, 'Hi', echo)
    await office.settled()
    expect(await office.store.messages.get(reply.id)).toMatchObject({ state: 'sent', trouble: null, externalId: 'm-1' })
    expect((await lines(office, id)).filter(line => line === 'out: Hi')).toHaveLength(1)
    expect(await office.store.outbox.count()).toBe(0)
  })

  test('a person’s answer is an answer, a bot’s is none; both are there once, with what they attached', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Hello', { holder: 'us' })
    await office.settled()
    const { id } = await only(office)
    must(await office.services.chatService.acceptChat(office.actor('ben'), id))
    await bot(office, 'We have a sale!', { holder: null })
    expect((await office.store.chats.get(id))?.unansweredSince).not.toBeNull()
    const attachments = [{ kind: 'photo', remote: 'https://cdn.test/1', name: 'a.jpg' }] as const
    const person = { holder: null, byApp: null, author: 'Facebook page', attachments }
    await bot(office, 'Here is the picture', person)
    await bot(office, 'Here is the picture', person)
    expect((await office.store.chats.get(id))?.unansweredSince).toBeNull()
    const stored = (await office.store.messages.ofChat(id, 20)).filter(message => message.direction === 'out')
    expect(stored.map(message => [message.authorName, message.text])).toEqual([
      ['Bot', 'We have a sale!'],
      ['Facebook page', 'Here is the picture'],
    ])
    expect(await office.store.messages.attachmentsToFetch(10)).toHaveLength(1)
  })

  test('after the chat was closed it stands behind the last one and opens none', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Hello', { holder: 'us' })
    await office.settled()
    const { id } = await only(office)
    must(await office.services.chatService.acceptChat(office.actor('ben'), id))
    must(await office.services.chatService.closeActiveChat(office.actor('ben'), id))
    await bot(office, 'Thank you for calling', { byApp: null, author: 'Facebook page', holder: null })
    expect(await all(office)).toEqual([])
    expect((await lines(office, id)).at(-1)).toBe('out: Thank you for calling')
  })
})
