// Queues as supervisors set them up: their order, hours that cannot be kept, archives, and two who edit the same one.
import { describe, expect, test } from 'vitest'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import type { WorkingHours } from '../../main/domain/working-hours.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const support = asId<QueueId>('support')
const always = Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }])
const hours: WorkingHours = { timeZone: 'Europe/Berlin', week: always, holidays: [], closedText: '' }
const plain = {
  routingRule: 'toAllAgents',
  completionTimeoutMinutes: null,
  acceptTimeoutMinutes: null,
  workingHours: null,
  agentIds: [],
  roleIds: [],
} as const

const add = async (office: TestOffice, name: string) =>
  must(await office.services.queues.create(office.supervisor('ann'), { ...plain, name })).queue.id
const names = async (office: TestOffice) => (await office.services.queues.list()).map(({ queue }) => queue.name)

describe('the order of queues', () => {
  test('is what a supervisor makes it, wherever queues are listed, and on record by name', async () => {
    const office = await anOpenOffice()
    const ann = office.supervisor('ann')
    const [sales, billing] = [await add(office, 'Sales'), await add(office, 'Billing')]
    expect(await names(office)).toEqual(['Support', 'Sales', 'Billing'])
    must(await office.services.queues.reorder(ann, [billing, support, sales]))
    expect(await names(office)).toEqual(['Billing', 'Support', 'Sales'])
    const [entry] = await office.store.audit.list({ noun: 'setup', limit: 1 })
    expect(entry).toMatchObject({
      agentName: 'Ann',
      name: 'Order of queues',
      before: { order: ['Support', 'Sales', 'Billing'] },
      after: { order: ['Billing', 'Support', 'Sales'] },
    })
    expect((await office.services.queues.list()).map(({ queue }) => queue.version)).toEqual([1, 1, 1])
  })

  test('keeps a queue that was added meanwhile, at the end; refuses one that is not there, or twice', async () => {
    const office = await anOpenOffice()
    const sales = await add(office, 'Sales')
    await add(office, 'Billing')
    must(await office.services.queues.reorder(null, [sales, support]))
    expect(await names(office)).toEqual(['Sales', 'Support', 'Billing'])
    for (const ids of [[asId<QueueId>('nowhere')], [sales, sales]])
      expect(await office.services.queues.reorder(null, ids)).toMatchObject({ code: 'conflict', field: 'queueIds' })
    expect(await names(office)).toEqual(['Sales', 'Support', 'Billing'])
  })
})

test('a queue that comes back from the archive has a place of its own', async () => {
  const office = await anOpenOffice()
  const ann = office.supervisor('ann')
  const [sales, billing] = [await add(office, 'Sales'), await add(office, 'Billing')]
  must(await office.services.queues.update(ann, sales, { archived: true }))
  must(await office.services.queues.reorder(ann, [billing, support]))
  must(await office.services.queues.update(ann, sales, { archived: false }))
  expect(await names(office)).toEqual(['Billing', 'Support', 'Sales'])
  const places = (await office.services.queues.list()).map(({ queue }) => queue.position)
  expect(new Set(places).size).toBe(3)
})

describe('hours that cannot be kept get a sentence at their place, and change nothing', () => {
  test.each<[Partial<WorkingHours>, string, string]>([
    [
      { timeZone: 'Mars/Olympus' },
      'workingHours.timeZone',
      'workingHours.timeZone: there is no time zone Mars/Olympus. Choose one such as Europe/Berlin.',
    ],
    [
      { week: always.with(1, [{ from: '22:00', to: '02:00' }]) },
      'workingHours.week[1]',
      'workingHours.week[1]: Tuesday: hours must end after they begin. For hours past midnight, end at 24:00 and begin the next day at 00:00.',
    ],
    [
      { holidays: [{ date: '25.12.2026', name: 'Christmas', spans: [] }] },
      'workingHours.holidays[0]',
      'workingHours.holidays[0]: 25.12.2026 is no date. Write it as 2026-12-25.',
    ],
    [
      { week: always.map(() => []) },
      'workingHours.week',
      'workingHours.week: the queue would never open. Add hours to a day, or keep no hours to be always open.',
    ],
  ])('%o', async (wrong, field, sentence) => {
    const office = await anOpenOffice()
    const { queues } = office.services
    const workingHours = { ...hours, ...wrong }
    const ann = office.supervisor('ann')
    expect(await queues.update(ann, support, { workingHours, name: 'Other' })).toMatchObject({ field, sentence })
    expect(isRefusal(await queues.create(ann, { ...plain, name: 'New', workingHours }))).toBe(true)
    expect(await names(office)).toEqual(['Support'])
  })

  test('what is kept is in order, and on record as people read it', async () => {
    const office = await anOpenOffice()
    const ann = office.supervisor('ann')
    const workingHours = {
      ...hours,
      week: always.with(0, [
        { from: '13:00', to: '17:00' },
        { from: '09:00', to: '12:00' },
      ]),
      holidays: [
        { date: '2026-12-26', name: ' Boxing Day ', spans: [] },
        { date: '2026-12-24', name: 'Christmas Eve', spans: [{ from: '09:00', to: '12:00' }] },
      ],
    }
    const { queue } = must(await office.services.queues.update(ann, support, { workingHours }))
    expect(queue.workingHours?.week[0]?.map(span => span.from)).toEqual(['09:00', '13:00'])
    const [entry] = await office.store.audit.list({ noun: 'queue', limit: 1 })
    expect(entry?.before).toEqual({ workingHours: null })
    expect(entry?.after).toMatchObject({
      workingHours: {
        week: ['09:00-12:00, 13:00-17:00', ...Array.from({ length: 6 }, () => '00:00-24:00')],
        holidays: ['2026-12-24 Christmas Eve: 09:00-12:00', '2026-12-26 Boxing Day: closed'],
      },
    })
  })
})

test('a queue with an active channel or open chats cannot be archived, and says what to do; it can be restored', async () => {
  const office = await anOpenOffice({ agents: ['ann'] })
  const { queues, channels, chatService } = office.services
  const ann = office.supervisor('ann')
  const sales = await add(office, 'Sales')
  await office.network.says('carol', 'Hello?')
  await office.settled()
  expect(await queues.update(ann, support, { archived: true })).toMatchObject({
    sentence: 'The channel Stage feeds this queue. Give it another queue first.',
  })
  must(await channels.update(ann, asId('stage'), { queueId: sales }))
  expect(await queues.update(ann, support, { archived: true })).toMatchObject({
    sentence: 'This queue still has open chats. Close or transfer them first.',
  })
  const [chat] = await office.store.chats.openRows(1)
  if (chat === undefined) throw new Error('no chat')
  must(await chatService.closeActiveChat(ann, chat.id))
  expect(must(await queues.update(ann, support, { archived: true })).queue.archivedAt).not.toBeNull()
  expect(must(await queues.update(ann, support, { archived: false })).queue.archivedAt).toBeNull()
})

test('two who edit the same queue: the second is refused, and nothing of theirs is half applied', async () => {
  const office = await anOpenOffice()
  const { queues } = office.services
  must(await queues.update(office.supervisor('ann'), support, { workingHours: hours }, 1))
  const no = await queues.update(office.supervisor('ben'), support, { completionTimeoutMinutes: 5, name: 'Desk' }, 1)
  expect(no).toMatchObject({ code: 'conflict', field: 'version' })
  const [card] = await queues.list()
  expect(card?.queue).toMatchObject({ name: 'Support', completionTimeoutMinutes: null, version: 2 })
  must(await queues.update(office.supervisor('ben'), support, { completionTimeoutMinutes: 5 }, 2))
  expect((await queues.list())[0]?.queue.workingHours).toEqual(hours)
})
