// Queues over the door: what cannot be kept is refused in a sentence with its field; order and hours are told to everybody.
import { expect, test } from 'vitest'
import { permissions } from '../../main/domain/permissions.ts'
import { placeIn } from '../../renderer/settings/form/refusal.ts'
import { anOpenHouse } from '../kit/open-house.ts'

const week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '17:00' }])
const hours = { timeZone: 'Europe/Berlin', week, holidays: [], closedText: 'We are back at nine.' }

const minutes: readonly [unknown, string][] = [
  [-5, 'must be at least 1 minute'],
  [0, 'must be at least 1 minute'],
  [1.5, 'must be a whole number of minutes'],
  [1e9, 'must be at most 100000 minutes'],
  ['soon', 'must be a whole number of minutes'],
  ['', 'must be a whole number of minutes'],
]

test.each(['completionTimeoutMinutes', 'acceptTimeoutMinutes'])(
  '%s that is none gets a sentence, and nothing is changed',
  async field => {
    const house = await anOpenHouse()
    const token = await house.session('ann', ...permissions)
    for (const [value, what] of minutes)
      for (const [name, input] of [
        ['queues/create', { name: 'Sales' }],
        ['queues/update', { queueId: 'support', name: 'Other' }],
      ] as const)
        expect(await house.call(name, { ...input, [field]: value }, token)).toMatchObject({
          status: 422,
          body: { code: 'INVALID', message: `${field}: ${what}.`, data: { field } },
        })
    const { queues } = (await house.call('queues/list', {}, token)).body as { queues: { name: string }[] }
    expect(queues.map(queue => queue.name)).toEqual(['Support'])
  },
)

test.each([
  [{ ...hours, week: week.slice(1) }, 'workingHours.week', 'must have seven days, Monday first.'],
  [
    { ...hours, week: week.with(6, [{ from: '9:00', to: '17:00' }]) },
    'workingHours.week[6]',
    'Sunday: write times as 09:00; the last is 24:00.',
  ],
  [
    { ...hours, week: week.with(2, [{ from: '09:00:00', to: '17:00' }]) },
    'workingHours.week[2][0].from',
    'must have at most 5 characters.',
  ],
  [
    { ...hours, timeZone: 'Berlin' },
    'workingHours.timeZone',
    'there is no time zone Berlin. Choose one such as Europe/Berlin.',
  ],
  [{ ...hours, closedText: 'x'.repeat(2_001) }, 'workingHours.closedText', 'is too long: at most 2000 characters.'],
] as const)('hours that cannot be kept: %#', async (workingHours, field, sentence) => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  const { status, body } = await house.call('queues/update', { queueId: 'support', workingHours }, token)
  expect([status, body]).toMatchObject([422, { message: `${field}: ${sentence}`, data: { field } }])
  // The form has a place for it.
  expect(['timeZone', 'week', 'closedText']).toContain(placeIn(['timeZone', 'week', 'holidays', 'closedText'], field))
})

test('hours and order come back as they were set, for every agent', async () => {
  const house = await anOpenHouse()
  const [ann, ben] = [await house.session('ann', ...permissions), await house.session('ben')]
  const { body } = await house.call('queues/create', { name: 'Sales', workingHours: hours }, ann)
  expect(body).toMatchObject({ workingHours: hours, isOpen: expect.any(Boolean), changesAt: expect.any(Number) })
  const { id } = body as { id: string }
  expect(await house.call('queues/reorder', { queueIds: [id, 'support'] }, ann)).toMatchObject({ status: 200 })
  const listed = (await house.call('queues/list', {}, ben)).body as {
    queues: { name: string; workingHours: unknown }[]
  }
  expect(listed.queues.map(queue => [queue.name, queue.workingHours])).toEqual([
    ['Sales', hours],
    ['Support', null],
  ])
  expect(await house.call('queues/reorder', { queueIds: [id, id] }, ann)).toMatchObject({ status: 409 })
  expect(await house.call('queues/reorder', { queueIds: [id] }, ben)).toMatchObject({ status: 403 })
})
