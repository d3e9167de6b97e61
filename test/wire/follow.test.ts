// Following what happens: resumed by number after any cut, nothing missing and nothing twice; present while it lasts.
import { expect, onTestFinished, test } from 'vitest'
import { type AgentId, asId, type ChannelId } from '../../main/domain/ids.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { checkEveryMs } from '../../main/wire/standing.ts'
import { EventReader } from '../kit/event-source.ts'
import { anOpenHouse, type OpenHouse } from '../kit/open-house.ts'
import { until } from '../kit/until.ts'

const ann = asId<AgentId>('ann')
let written = 0

/** Every word of a customer is at least one event. */
const customerWrites = (house: OpenHouse, times: number) =>
  Promise.all(
    Array.from({ length: times }, () => {
      const externalId = `${++written}`
      return house.office.services.messageManager.receive(asId<ChannelId>('stage'), {
        message: { externalId, address: `carol${written % 3}`, sender: { name: 'Carol' }, text: `word ${externalId}` },
      })
    }),
  )

const follow = async (house: OpenHouse, token: string, where: string, last?: number) => {
  const headers = { authorization: `Bearer ${token}`, ...(last === undefined ? {} : { 'last-event-id': String(last) }) }
  const reader = await EventReader.open(`${house.url}/api/events/follow${where}`, headers)
  onTestFinished(() => reader.cut())
  return reader
}

test('a program that is cut off again and again hears every event once', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  const heard: number[] = []
  for (let round = 0; round < 8; round++) {
    const reader = await follow(house, token, '?since=0', heard.at(-1))
    const writing = customerWrites(house, 10)
    const enough = heard.length + 1 + round
    await until('some events', () => heard.length + reader.ids.length >= enough)
    heard.push(...reader.ids)
    reader.cut()
    await writing
  }
  await house.office.settled()
  const last = await house.office.store.events.last()
  const reader = await follow(house, token, '?since=0', heard.at(-1))
  await until('the last event', () => reader.ids.at(-1) === last || heard.at(-1) === last)
  expect([...heard, ...reader.ids]).toEqual(Array.from({ length: last }, (_, i) => i + 1))
})

test('without a number it begins with what happens from now on; with one, after it', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  await customerWrites(house, 2)
  await house.office.settled()
  const before = await house.office.store.events.last()
  const [now, later] = [await follow(house, token, ''), await follow(house, token, `?since=${before - 1}`)]
  await customerWrites(house, 1)
  await until('both hear it', () => now.ids.length > 0 && later.ids.length > 1)
  expect(now.ids[0]).toBe(before + 1)
  expect(later.ids.slice(0, 2)).toEqual([before, before + 1])
})

test('it is a stream of server-sent events that no proxy keeps back', async () => {
  const house = await anOpenHouse()
  const reader = await follow(house, await house.session('ann', ...permissions), '')
  expect(reader.status).toBe(200)
  expect(Object.fromEntries(reader.headers)).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  })
  await customerWrites(house, 1)
  const opened = await until('the message', () => reader.heard.find(({ data }) => data.type === 'message.added'))
  expect(opened.data).toMatchObject({ seq: Number(opened.id), message: { text: `word ${written}`, direction: 'in' } })
})

test.each(['x', '-1', '1.5', ''])('since=%j is refused in a sentence', async since => {
  const house = await anOpenHouse()
  const authorization = `Bearer ${await house.session('ann')}`
  const answer = await fetch(`${house.url}/api/events/follow?since=${since}`, { headers: { authorization } })
  expect({ status: answer.status, body: await answer.json() }).toMatchObject({
    status: 422,
    body: { code: 'INVALID', message: expect.stringMatching(/^since: must be .+\.$/), data: { field: 'since' } },
  })
})

test('the agent is there while somebody follows for them, and a grace time longer', async () => {
  const house = await anOpenHouse()
  const { office } = house
  office.disconnect('ann')
  const token = await house.session('ann')
  await office.clock.turn(60_000)
  expect(office.services.presence.isConnected(ann)).toBe(false)

  const reader = await follow(house, token, '')
  await office.clock.turn(600_000)
  expect(office.services.presence.isConnected(ann)).toBe(true)
  reader.cut()
  await until('the hub notices', async () => {
    await office.clock.turn(10_000)
    return !office.services.presence.isConnected(ann)
  })
})

test('signing out ends every stream of the session, and no other', async () => {
  const house = await anOpenHouse()
  const [mine, other] = [await house.session('ann'), await house.session('ann')]
  const [ends, stays] = [await follow(house, mine, ''), await follow(house, other, '')]
  expect((await house.call('session/signOut', {}, mine)).status).toBe(200)
  await ends.ended
  await house.office.services.presence.set(house.office.actor('ben'), 'inactive', 'chosen')
  await until('the other stream goes on', () => stays.ids.length > 0)
})

test('a session that runs out ends its streams', async () => {
  const house = await anOpenHouse()
  const reader = await follow(house, await house.session('ann'), '')
  house.office.clock.advance(31 * 24 * 60 * 60_000)
  await house.office.clock.turn(checkEveryMs)
  await reader.ended
})

test('an agent who is deactivated hears nothing more', async () => {
  const house = await anOpenHouse()
  const ben = await house.session('ben', ...permissions)
  const reader = await follow(house, await house.session('ann'), '')
  expect((await house.call('agents/update', { agentId: 'ann', deactivated: true }, ben)).status).toBe(200)
  await reader.ended
})

test('a screen resumes over WebSocket by the number it saw last', async () => {
  const house = await anOpenHouse()
  const token = await house.session('ann', ...permissions)
  const door = house.socket(token)
  let isOpen = false
  door.onState(state => {
    isOpen = state === 'connected'
  })
  await until('the door is open', () => isOpen)
  await customerWrites(house, 3)
  await house.office.settled()
  const last = await house.office.store.events.last()
  const numbers: number[] = []
  for await (const item of await door.client.events.follow({ since: 1 })) {
    if (item.seq !== undefined) numbers.push(item.seq)
    if (item.seq === last) break
  }
  expect(numbers).toEqual(Array.from({ length: last - 1 }, (_, i) => i + 2))
})
