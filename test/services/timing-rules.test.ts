// Timing rules that change while they are running: what is promised is kept, what comes next follows the new rule.
import { expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import { type AgentId, asId, type ChatId, type QueueId } from '../../main/domain/ids.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const support = asId<QueueId>('support')

const writes = async (office: TestOffice, contact: string) => {
  await office.network.says(contact, 'Hello?')
  await office.settled()
  const row = (await office.store.chats.openRows(50)).find(one => one.contactName === contact)
  if (row === undefined) throw new Error(`${contact} has no chat`)
  return row
}
const pass = async (office: TestOffice, ms: number) => {
  await office.clock.turn(ms)
  await office.settled()
}
const openOffers = async (office: TestOffice) =>
  (await office.store.offers.open()).map(({ agentId, expiresAt }) => [
    agentId,
    expiresAt === null ? null : (expiresAt - office.clock.now()) / MINUTE,
  ])
const inProgress = async (office: TestOffice, name: string) =>
  (await office.store.chats.activeOfAgent(asId<AgentId>(name))).length
const presence = async (office: TestOffice, name: string) =>
  (await office.store.agents.get(asId<AgentId>(name)))?.presence.status

test.each(['the queue’s own', 'the system’s'])(
  'the accept timeout, %s, changed while an offer is out: the offer keeps its time, the next has the new one',
  async whose => {
    const office = await anOpenOffice({ queue: { routingRule: 'toAvailableAgent' } })
    await writes(office, 'carol')
    expect(await openOffers(office)).toEqual([['ann', 5]])
    await pass(office, MINUTE)
    if (whose === 'the system’s')
      must(await office.services.settings.set(office.supervisor('ann'), { OmniChatOperatorAcceptChatTimeout: 2 }))
    else must(await office.services.queues.update(null, support, { acceptTimeoutMinutes: 2 }))
    await office.settled()
    expect(await openOffers(office)).toEqual([['ann', 4]])
    await pass(office, 4 * MINUTE - 1)
    expect(await presence(office, 'ann')).toBe('active')
    await pass(office, 1)
    expect(await presence(office, 'ann')).toBe('inactive')
    expect(await openOffers(office)).toEqual([['ben', 2]])
  },
)

test('a queue’s own accept timeout, taken away, gives way to the system’s', async () => {
  const office = await anOpenOffice({
    agents: ['ann'],
    queue: { routingRule: 'toAvailableAgent', acceptTimeoutMinutes: 1 },
  })
  await writes(office, 'carol')
  must(await office.services.queues.update(null, support, { acceptTimeoutMinutes: null }))
  await writes(office, 'dave')
  expect(await openOffers(office)).toEqual([
    ['ann', 1],
    ['ann', 5],
  ])
})

test('the completion timeout emptied while chats wait for the customer: none closes; set again: it counts from the last reply', async () => {
  const office = await anOpenOffice({ agents: ['ann'], queue: { completionTimeoutMinutes: 10 } })
  const { chatService, messageManager, queues } = office.services
  const ann = office.actor('ann')
  const { id } = await writes(office, 'carol')
  must(await chatService.acceptChat(ann, id))
  must(await messageManager.send(ann, { chatId: id, text: 'How can I help?', note: false }))
  await office.settled()
  const completesAt = async () => must(await chatService.getChat(ann, id)).completesAt
  const repliedAt = office.clock.now()
  expect(await completesAt()).toBe(repliedAt + 10 * MINUTE)

  await pass(office, 9 * MINUTE)
  must(await queues.update(null, support, { completionTimeoutMinutes: null }))
  expect(await completesAt()).toBeNull()
  await pass(office, 60 * MINUTE)
  expect(await inProgress(office, 'ann')).toBe(1)

  must(await queues.update(null, support, { completionTimeoutMinutes: 90 }))
  expect(await completesAt()).toBe(repliedAt + 90 * MINUTE)
  await pass(office, 21 * MINUTE - 1)
  expect(await inProgress(office, 'ann')).toBe(1)
  await pass(office, 1)
  expect(await office.store.chats.get(id)).toMatchObject({ status: 'closed', closeReason: 'timeout' })
})

test('a completion timeout that is past already when it is set closes the chat at once, but never one that waits for us', async () => {
  const office = await anOpenOffice({ agents: ['ann'] })
  const { chatService, messageManager, queues } = office.services
  const ann = office.actor('ann')
  const answered = await writes(office, 'carol')
  const unanswered = await writes(office, 'dave')
  for (const { id } of [answered, unanswered]) must(await chatService.acceptChat(ann, id))
  must(await messageManager.send(ann, { chatId: answered.id, text: 'How can I help?', note: false }))
  await pass(office, 30 * MINUTE)
  must(await queues.update(null, support, { completionTimeoutMinutes: 20 }))
  await office.settled()
  const statusOf = async (id: ChatId) => (await office.store.chats.get(id))?.status
  expect([await statusOf(answered.id), await statusOf(unanswered.id)]).toEqual(['closed', 'active'])
})

test('the limit lowered below the load: nothing is taken away, nothing new comes until there is room', async () => {
  const office = await anOpenOffice({
    agents: ['ann'],
    simultaneousChats: 3,
    queue: { routingRule: 'toAvailableAgent' },
  })
  const { chatService, settings } = office.services
  const ann = office.supervisor('ann')
  const chats = []
  for (const name of ['carol', 'dave']) {
    const chat = await writes(office, name)
    must(await chatService.acceptChat(ann, chat.id))
    chats.push(chat)
  }
  const erin = await writes(office, 'erin')
  expect(await openOffers(office)).toHaveLength(1)

  must(await settings.set(ann, { SimultaneousChats: 1 }))
  await office.settled()
  expect(await inProgress(office, 'ann')).toBe(2)
  expect(await openOffers(office)).toEqual([])
  expect((await office.store.offers.ofChat(erin.id, 0)).map(offer => offer.outcome)).toEqual(['withdrawn'])

  const [first, second] = chats
  must(await chatService.closeActiveChat(ann, first?.id ?? erin.id))
  await office.settled()
  expect(await openOffers(office)).toEqual([])
  must(await chatService.closeActiveChat(ann, second?.id ?? erin.id))
  await office.settled()
  expect((await openOffers(office)).map(([agentId]) => agentId)).toEqual(['ann'])
  expect(await presence(office, 'ann')).toBe('active')
})
