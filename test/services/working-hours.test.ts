// A queue with working hours, over a real file with a hand clock: what waits at night, what is said, what happens at nine.
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../main/domain/clock.ts'
import { type AgentId, asId, type ChatId, type QueueId } from '../../main/domain/ids.ts'
import type { WorkingHours } from '../../main/domain/working-hours.ts'
import { decisionSentences } from '../../main/wire/words/decision-sentences.ts'
import { aQueue } from '../kit/builders.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const support = asId<QueueId>('support')
const nineToFive = (timeZone: string, more: Partial<WorkingHours> = {}): WorkingHours => ({
  timeZone,
  week: Array.from({ length: 7 }, (_, day) => (day < 5 ? [{ from: '09:00', to: '17:00' }] : [])),
  holidays: [],
  closedText: 'We are back at nine.',
  ...more,
})

/** Tuesday, 3 March 2026, in Berlin one hour ahead of UTC. */
const berlin = (hour: number, minute = 0) => Date.UTC(2026, 2, 3, hour - 1, minute)
const anOfficeAt = (now: number, more: Parameters<typeof anOpenOffice>[0] = {}) =>
  anOpenOffice({
    ...more,
    clock: new HandClock(now),
    queue: { routingRule: 'toAvailableAgent', workingHours: nineToFive('Europe/Berlin'), ...more.queue },
  })

const chatOf = async (office: TestOffice, contact: string) => {
  const row = (await office.store.chats.openRows(50)).find(one => one.contactName === contact)
  if (row === undefined) throw new Error(`${contact} has no chat`)
  return row
}
const writes = async (office: TestOffice, contact: string, text = 'Hello?') => {
  await office.network.says(contact, text)
  await office.settled()
  return chatOf(office, contact)
}
const ringsAt = async (office: TestOffice, name: string) =>
  (await office.panel(name)).filter(card => card.rings).map(card => card.row.contactName)
const why = async (office: TestOffice, chatId: ChatId) => {
  const [newest] = must(await office.services.chatService.explain(office.supervisor('ann'), chatId))
  return newest === undefined ? [] : decisionSentences(newest, 'Support')
}
/** Moves to the instant, with everything that wakes on the way. */
const until = async (office: TestOffice, at: number) => {
  await office.clock.turn(at - office.clock.now())
  await office.settled()
}

describe('outside of working hours', () => {
  test('a new chat waits, is offered to nobody, rings at nobody, and says until when', async () => {
    const office = await anOfficeAt(berlin(20))
    const chat = await writes(office, 'carol')
    expect(await office.store.offers.open()).toEqual([])
    expect(await ringsAt(office, 'ann')).toEqual([])
    const all = must(await office.services.chatService.getChats(office.supervisor('ann'), true))
    expect(all.cards.map(card => [card.row.id, card.rings, card.closed?.opensAt])).toEqual([
      [chat.id, false, berlin(9) + 24 * HOUR],
    ])
    expect(await why(office, chat.id)).toEqual([
      'Waits in Support, which is closed until Wednesday 4 March at 09:00 (Europe/Berlin).',
      'Decided because it is a new chat.',
    ])
  })

  test('the customer is told once per chat, in nobody’s name, and still waits for an answer', async () => {
    const office = await anOfficeAt(berlin(20))
    const chat = await writes(office, 'carol')
    await writes(office, 'carol', 'Nobody there?')
    await office.services.queues.update(null, support, { name: 'Help desk' })
    await office.settled()
    expect(office.network.sent.map(({ text, authorName }) => [text, authorName])).toEqual([
      ['We are back at nine.', 'Support'],
    ])
    const messages = must(
      await office.services.messageManager.getMessagesByChatId(office.supervisor('ann'), chat.id, 10),
    )
    expect(messages.map(one => [one.direction, one.agentId, one.system?.code, one.state])).toEqual([
      ['in', null, undefined, null],
      ['out', null, 'outOfHours', 'sent'],
      ['in', null, undefined, null],
    ])
    const now = await chatOf(office, 'carol')
    expect([now.unansweredSince, now.lastOutboundAt]).toEqual([berlin(20), null])
  })

  test('each new chat of the same customer is told again; a queue without a text says nothing', async () => {
    const office = await anOfficeAt(berlin(20))
    const { chatService, queues } = office.services
    const chat = await writes(office, 'carol')
    must(await chatService.closeActiveChat(office.supervisor('ann'), chat.id))
    await writes(office, 'carol')
    expect(office.network.sent).toHaveLength(2)
    must(await queues.update(null, support, { workingHours: nineToFive('Europe/Berlin', { closedText: ' ' }) }))
    await writes(office, 'dave')
    expect(office.network.sent).toHaveLength(2)
  })

  test('at opening time everything that waits is routed, oldest first, and at no other time', async () => {
    const office = await anOfficeAt(berlin(20), { simultaneousChats: 1 })
    for (const name of ['carol', 'dave', 'erin']) {
      await writes(office, name)
      await office.clock.turn(MINUTE)
    }
    await until(office, berlin(8, 59) + 24 * HOUR)
    expect(await office.store.offers.open()).toEqual([])
    await until(office, berlin(9) + 24 * HOUR)
    const offered = (await office.store.offers.open()).map(offer => offer.chatId)
    expect(offered).toEqual([(await chatOf(office, 'carol')).id, (await chatOf(office, 'dave')).id])
    expect(await why(office, (await chatOf(office, 'erin')).id)).toContain('Decided because the queue Support opened.')
  })

  test('at closing time open offers are taken back, nobody becomes inactive, and chats in progress stay', async () => {
    const office = await anOfficeAt(berlin(16, 50), { agents: ['ann'] })
    const { chatService } = office.services
    const carol = await writes(office, 'carol')
    must(await chatService.acceptChat(office.actor('ann'), carol.id))
    await until(office, berlin(16, 58))
    const dave = await writes(office, 'dave')
    expect(await ringsAt(office, 'ann')).toEqual(['dave'])
    await until(office, berlin(17))
    expect(await ringsAt(office, 'ann')).toEqual([])
    const offers = await office.store.offers.ofChat(dave.id, 0)
    expect(offers.map(offer => offer.outcome)).toEqual(['withdrawn'])
    // The offer would have run out at 17:03.
    await until(office, berlin(17, 30))
    expect((await office.store.agents.get(asId<AgentId>('ann')))?.presence.status).toBe('active')
    expect(await chatOf(office, 'carol')).toMatchObject({ status: 'active', ownerId: 'ann' })
    expect(office.network.sent.map(({ address, text }) => [address, text])).toEqual([['dave', 'We are back at nine.']])
  })

  test('a customer who writes into a chat in progress gets no text', async () => {
    const office = await anOfficeAt(berlin(16, 50), { agents: ['ann'] })
    const carol = await writes(office, 'carol')
    must(await office.services.chatService.acceptChat(office.actor('ann'), carol.id))
    await until(office, berlin(18))
    await writes(office, 'carol', 'Still there?')
    expect(office.network.sent).toEqual([])
  })

  test('a machine that slept past closing takes offers back instead of calling them missed', async () => {
    const office = await anOfficeAt(berlin(16, 58), { agents: ['ann'] })
    const dave = await writes(office, 'dave')
    office.clock.advance(0)
    // Both wake-ups, closing at 17:00 and the offer's end at 17:03, are heard at a stroke.
    office.clock.advance(10 * MINUTE)
    await office.settled()
    expect((await office.store.offers.ofChat(dave.id, 0)).map(offer => offer.outcome)).toEqual(['withdrawn'])
    expect((await office.store.agents.get(asId<AgentId>('ann')))?.presence.status).toBe('active')
  })

  test('a chat transferred to a closed queue waits there, and the customer is told', async () => {
    const office = await anOfficeAt(berlin(20), { queue: { workingHours: null } })
    await office.store.transact(tx =>
      tx.queues.insert(
        aQueue('billing', {
          agentIds: [asId<AgentId>('ben')],
          workingHours: nineToFive('Europe/Berlin', { closedText: 'Billing is closed.' }),
        }),
      ),
    )
    const { chatService } = office.services
    const carol = await writes(office, 'carol')
    const ann = office.supervisor('ann')
    must(await chatService.acceptChat(ann, carol.id))
    const billing = asId<QueueId>('billing')
    const targets = must(await chatService.getTransferTargets(ann, carol.id))
    expect(targets.queues.find(queue => queue.id === billing)?.closed?.opensAt).toBe(berlin(9) + 24 * HOUR)
    must(await chatService.transferChat(ann, carol.id, { kind: 'queue', queueId: billing }, ''))
    await office.settled()
    expect(await chatOf(office, 'carol')).toMatchObject({ status: 'waiting', queueId: billing })
    expect(await ringsAt(office, 'ben')).toEqual([])
    expect(office.network.sent.map(({ text }) => text)).toEqual(['Billing is closed.'])
  })

  test('hours that are taken away open the queue at once; hours that are set close it at once', async () => {
    const office = await anOfficeAt(berlin(20), { agents: ['ann'] })
    await writes(office, 'carol')
    must(await office.services.queues.update(null, support, { workingHours: null }))
    await office.settled()
    expect(await ringsAt(office, 'ann')).toEqual(['carol'])
    must(await office.services.queues.update(null, support, { workingHours: nineToFive('Europe/Berlin') }))
    await office.settled()
    expect(await ringsAt(office, 'ann')).toEqual([])
    expect(office.network.sent).toHaveLength(1)
  })

  test('over a restart at night nothing is said twice, and the queue opens on time', async () => {
    const before = await anOfficeAt(berlin(20), { agents: ['ann'] })
    await writes(before, 'carol')
    await before.stop()
    const office = await anOpenOffice({ dir: before.dir, clock: new HandClock(berlin(23)), agents: ['ann'] })
    expect(office.network.sent).toEqual([])
    await until(office, berlin(9) + 24 * HOUR)
    expect(await ringsAt(office, 'ann')).toEqual(['carol'])
  })
})

describe('working hours over a change to summer time', () => {
  test.each([
    ['Europe/Berlin', Date.UTC(2026, 2, 27, 20), Date.UTC(2026, 2, 30, 7), Date.UTC(2026, 2, 30, 15)],
    ['America/New_York', Date.UTC(2026, 2, 6, 23), Date.UTC(2026, 2, 9, 13), Date.UTC(2026, 2, 9, 21)],
    ['Europe/Berlin', Date.UTC(2026, 9, 23, 20), Date.UTC(2026, 9, 26, 8), Date.UTC(2026, 9, 26, 16)],
    ['America/New_York', Date.UTC(2026, 9, 30, 23), Date.UTC(2026, 10, 2, 14), Date.UTC(2026, 10, 2, 22)],
  ])(
    '%s: what is written on Friday evening rings on Monday at nine by the wall, and not after five',
    async (timeZone, friday, nine, five) => {
      const office = await anOfficeAt(friday, { agents: ['ann'], queue: { workingHours: nineToFive(timeZone) } })
      await writes(office, 'carol')
      await until(office, nine - 1)
      expect(await ringsAt(office, 'ann')).toEqual([])
      await until(office, nine)
      expect(await ringsAt(office, 'ann')).toEqual(['carol'])
      must(await office.services.chatService.acceptChat(office.actor('ann'), (await chatOf(office, 'carol')).id))
      await until(office, five - 1)
      await writes(office, 'dave')
      expect(await ringsAt(office, 'ann')).toEqual(['dave'])
      await until(office, five)
      expect(await ringsAt(office, 'ann')).toEqual([])
    },
  )
})
