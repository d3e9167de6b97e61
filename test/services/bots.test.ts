// Conversations that another program holds: the bot's chat rings at nobody, passes to agents with its history, and closes by itself.
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../main/domain/clock.ts'
import { asId, type ChannelId, type QueueId } from '../../main/domain/ids.ts'
import { aQueue } from '../kit/builders.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type OfficeOptions } from '../kit/office.ts'
import { all, aSharedOffice, bot, control, lines, only, there } from '../kit/shared-stage.ts'
import { StageNetwork } from '../kit/stage-network.ts'

describe('a bot holds the conversation', () => {
  test('its chat is seen by supervisors, rings at nobody, and counts for nobody', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Where is my parcel?', { holder: 'others' })
    await bot(office, 'Let me look.')
    await office.settled()
    expect(await all(office)).toMatchObject([{ status: 'bot', owner: null, rings: false }])
    expect(await office.panel('ann')).toEqual([])
    expect(await office.panel('ben')).toEqual([])
    const [card] = must(await office.services.chatService.getChats(office.supervisor('ann'), true)).cards
    expect(card?.view.unread).toBe(0)
    expect(card?.row.heldBy).toEqual({ app: '77', since: office.clock.now() })
    expect(await office.store.chats.waiting()).toEqual([])
    expect(await office.store.offers.open()).toEqual([])
    expect(await lines(office, there(card).row.id)).toEqual(['in: Where is my parcel?', 'out: Let me look.'])
    const [, said] = await office.store.messages.ofChat(there(card).row.id, 10)
    expect(said).toMatchObject({ agentId: null, authorName: 'Bot', state: 'sent' })
  })

  test('nobody is told of closed hours: the bot is there', async () => {
    const closed = { timeZone: 'UTC', week: [[], [], [], [], [], [], []], holidays: [], closedText: 'We are closed.' }
    const office = await aSharedOffice('agents', { queue: { workingHours: closed } })
    await office.network.says('carol', 'Hello', { holder: 'others' })
    await office.settled()
    expect(office.network.sent).toEqual([])
    await control(office, 'us')
    await office.settled()
    expect(office.network.sent.map(message => message.text)).toEqual(['We are closed.'])
  })

  test('nothing but taking control can be done with it', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Hello', { holder: 'others' })
    await office.settled()
    const { id } = await only(office)
    const { chatService, messageManager } = office.services
    const boss = office.supervisor('ann')
    const toBen = { kind: 'agent', agentId: asId<never>('ben') } as const
    for (const no of [
      await chatService.acceptChat(boss, id),
      await chatService.takeOverChat(boss, id),
      await chatService.transferChat(boss, id, toBen, ''),
      await messageManager.send(boss, { chatId: id, text: 'Hello', note: false }),
    ])
      expect(no).toMatchObject({ refused: true, sentence: expect.stringMatching(/in the hands of a bot/) })
    expect(await only(office)).toMatchObject({ id, status: 'bot' })
  })
})

describe('control passes to us', () => {
  test("the bot's chat is closed and a new one with its history is routed at once, before the customer writes again", async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'A person, please', { holder: 'others' })
    await bot(office, 'I will ask somebody.')
    await office.settled()
    const before = await only(office)
    await office.clock.turn(SECOND)
    await control(office, 'us')
    await office.settled()

    const [now] = await all(office)
    expect(now).toMatchObject({ status: 'waiting', rings: true })
    expect(now?.id).not.toBe(before.id)
    expect(await office.store.chats.get(before.id)).toMatchObject({ status: 'closed', closeReason: 'handedOver' })
    const [card] = await office.panel('ben')
    expect(card?.row).toMatchObject({
      id: now?.id,
      heldBy: null,
      lastMessage: { text: 'I will ask somebody.' },
      unansweredSince: office.clock.now(),
    })
    const ben = office.actor('ben')
    const page = must(await office.services.chatService.getConversation(ben, there(now).id, { limit: 50 }))
    expect(page.messages.map(message => message.text)).toEqual([
      'A person, please',
      'I will ask somebody.',
      'Chat closed, as the bot handed over',
      'Handed over to us by a bot',
    ])
    const [why] = must(await office.services.chatService.explain(ben, there(now).id))
    expect(why?.because).toBe('a bot handed the conversation over to us')
  })

  test('told twice, late, or after a newer word to the contrary, it changes nothing more', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Hello', { holder: 'others' })
    await office.clock.turn(MINUTE)
    await control(office, 'us')
    await control(office, 'us')
    await office.settled()
    expect(await all(office)).toHaveLength(1)
    const { id } = await only(office)
    await control(office, 'others', { at: office.clock.now() - 30 * SECOND })
    expect(await only(office)).toMatchObject({ id, status: 'waiting' })
    await control(office, 'others', { at: office.clock.now() + SECOND })
    await office.settled()
    expect(await only(office)).toMatchObject({ id, status: 'bot', rings: false })
    expect(await office.panel('ben')).toEqual([])
    await control(office, 'us', { at: office.clock.now() })
    expect(await only(office)).toMatchObject({ id, status: 'bot' })
  })

  test('when the word of it is lost, the next message that comes to us says the same', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Hello', { holder: 'others' })
    await office.clock.turn(MINUTE)
    await office.network.says('carol', 'Is anybody there?', { holder: 'us' })
    await office.settled()
    const now = await only(office)
    expect(now).toMatchObject({ status: 'waiting', rings: true })
    expect(await lines(office, now.id)).toEqual([
      'system: Handed over to us by another program',
      'in: Is anybody there?',
    ])
  })

  test('of somebody of whom we had never heard: they ring all the same, and get their name when they write', async () => {
    const office = await aSharedOffice()
    await control(office, 'us')
    await office.settled()
    expect(await only(office)).toMatchObject({ status: 'waiting', rings: true })
    const [card] = await office.panel('ben')
    expect(card?.row.contactName).toBe('Visitor CARO')
    await office.network.says('carol', 'Hello', { sender: { name: 'Carol Danvers' } })
    expect((await office.panel('ben'))[0]?.row).toMatchObject({ contactName: 'Carol Danvers' })
    expect(await all(office)).toHaveLength(1)
  })
})

describe("bots' chats close by themselves", () => {
  const aBotChat = async (options: OfficeOptions = {}) => {
    const office = await aSharedOffice('agents', options)
    await office.network.says('carol', 'Hello', { holder: 'others' })
    await office.settled()
    return { office, id: (await only(office)).id }
  }

  test('an hour after the last message of either side', async () => {
    const { office, id } = await aBotChat()
    await office.clock.turn(50 * MINUTE)
    await bot(office, 'Anything else?')
    await office.settled()
    await office.clock.turn(59 * MINUTE)
    await office.settled()
    expect((await office.store.chats.get(id))?.status).toBe('bot')
    await office.clock.turn(MINUTE)
    await office.settled()
    expect(await office.store.chats.get(id)).toMatchObject({ status: 'closed', closeReason: 'timeout' })
  })

  test("or after the queue's own completion timeout", async () => {
    const { office, id } = await aBotChat({ queue: { completionTimeoutMinutes: 10 } })
    await office.clock.turn(10 * MINUTE - 1)
    await office.settled()
    expect((await office.store.chats.get(id))?.status).toBe('bot')
    await office.clock.turn(1)
    await office.settled()
    expect((await office.store.chats.get(id))?.status).toBe('closed')
  })

  test('also when Parley was off at that hour', async () => {
    const { office, id } = await aBotChat()
    await office.stop()
    await office.clock.turn(2 * HOUR)
    const network = new StageNetwork()
    network.noDefaultApp = () => 'agents'
    const again = await anOpenOffice({ dir: office.dir, clock: office.clock, network })
    await again.settled()
    expect((await again.store.chats.get(id))?.status).toBe('closed')
  })
})

test('a chat that goes to agents goes to the channel’s present queue', async () => {
  const office = await aSharedOffice()
  await office.network.says('carol', 'Hello', { holder: 'others' })
  await office.store.transact(async tx => {
    await tx.queues.insert(aQueue('sales', { agentIds: [asId('ben')] }))
  })
  must(
    await office.services.channels.update(
      { agentId: asId('ann'), permissions: new Set() } as never,
      asId<ChannelId>('stage'),
      {
        queueId: asId<QueueId>('sales'),
      } as never,
    ),
  )
  await office.clock.turn(SECOND)
  await control(office, 'us')
  await office.settled()
  expect((await office.panel('ben'))[0]?.row.queueName).toBe('Sales')
  expect(await office.panel('ann')).toEqual([])
})
