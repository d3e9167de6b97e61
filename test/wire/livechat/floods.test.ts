// Programs that send more than anybody needs to: they are cut off, before they hold up the desk.
import { describe, expect, test } from 'vitest'
import { UploadLimits } from '../../../main/hub/livechat/files/upload-limits.ts'
import { usualLimits } from '../../../main/hub/livechat/limits.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { aProtocolHouse, type ProtocolHouse } from '../../kit/livechat/protocol-house.ts'
import type { RtmClient } from '../../kit/livechat/rtm-client.ts'
import { until } from '../../kit/until.ts'

const pings = async (client: RtmClient, count: number) => {
  await client.opened
  for (let i = 0; i < count; i++) client.socket.send('{"action":"ping"}')
}
const answered = (client: RtmClient) => client.frames.filter(frame => frame.action === 'ping').length

describe('frames', () => {
  test('of somebody who has not logged in are read up to a hundred, then the connection is cut', async () => {
    const house = await aProtocolHouse()
    for (const side of ['customer', 'agent'] as const) {
      const stranger = house.rtm(side)
      await pings(stranger, 1_000)
      await until('the connection is cut', async () => stranger.closed)
      expect(answered(stranger)).toBeLessThanOrEqual(100)
    }
  })

  test('that are long count for more', async () => {
    const house = await aProtocolHouse()
    const stranger = house.rtm('customer')
    await stranger.opened
    for (let i = 0; i < 3; i++)
      stranger.socket.send(JSON.stringify({ action: 'ping', payload: { a: 'x'.repeat(900_000) } }))
    await until('the connection is cut', async () => stranger.closed)
    expect(answered(stranger)).toBeLessThanOrEqual(1)
  })

  test('of a customer are many more, and of an agent as many as they like', async () => {
    const house = await aProtocolHouse({ agents: ['ann'] })
    const carol = await house.customer()
    await pings(carol, 900)
    await until('all are answered', async () => answered(carol) === 900)
    await pings(carol, 900)
    await until('the connection is cut', async () => carol.closed)
    const ann = await house.agent('ann')
    await pings(ann, 3_000)
    await until('all are answered', async () => answered(ann) === 3_000)
  })
})

test('an agent’s messages among programs are so many a second, and their requests too', async () => {
  const house = await aProtocolHouse({ agents: ['ann'] })
  const ann = await house.agent('ann')
  const shout = () => ann.ask('multicast', { recipients: { agents: { all: true } }, content: 'Hear!' })
  for (let i = 0; i < usualLimits.multicasts.burst; i++) expect((await shout()).success).toBe(true)
  expect(await shout()).toMatchObject({ payload: { error: { type: 'too_many_requests', data: { retry_after: 1 } } } })
  expect(await ann.ask('list_routing_statuses')).toMatchObject({ success: true })
  house.office.clock.advance(1_000)
  expect((await shout()).success).toBe(true)
})

describe('files', () => {
  const uploads = (more: object = {}) => new UploadLimits({ ...usualLimits, ...more }, new HandClock())
  const kept = async () => 'kept'

  test('of one network are counted together, whatever tokens they come with', async () => {
    const limits = uploads({ uploadsOfNetwork: { burst: 3, perSecond: 1 } })
    const one = (who: string, network: string | null) => limits.run(who, network, kept)
    for (const who of ['a', 'b', 'c']) expect(await one(who, '192.0.2.0')).toBe('kept')
    expect(await one('d', '192.0.2.0')).toMatchObject({ type: 'too_many_requests' })
    expect(await one('d', '192.0.2.1')).toBe('kept')
    expect(await one('d', null)).toBe('kept')
  })

  test('are on their way so many at once, and whose fails makes room', async () => {
    const limits = uploads({ uploadsAtOnce: 1 })
    let finish = () => {}
    const first = limits.run(
      'a',
      null,
      () => new Promise<string>((_, reject) => (finish = () => reject(new Error('cut')))),
    )
    expect(await limits.run('b', null, kept)).toMatchObject({ type: 'too_many_requests' })
    finish()
    await expect(first).rejects.toThrow('cut')
    expect(await limits.run('b', null, kept)).toBe('kept')
  })

  const upload = async (house: ProtocolHouse, bytes: number) => {
    const { token } = await house.customerToken()
    const body = new FormData()
    body.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
    const path = `/v3.6/customer/action/upload_file?organization_id=${house.organizationId}`
    const headers = { authorization: `Bearer ${token}` }
    return (await fetch(`${house.url}${path}`, { method: 'POST', headers, body })).status
  }

  test('of customers are as large as the website takes, or none', async () => {
    const house = await aProtocolHouse()
    const { channels } = house.office.services
    const site = (await channels.list()).find(({ channel }) => channel.kind === 'web')?.channel
    if (site === undefined) throw new Error('There is no website.')
    const MB = 1024 * 1024
    expect(await upload(house, 2 * MB)).toBe(200)
    await channels.update(null, site.id, { settings: { maxFileMb: 1 } })
    await until('the website has it', async () => (await upload(house, 2 * MB)) === 413)
    expect(await upload(house, MB)).toBe(200)
    await channels.update(null, site.id, { settings: { maxFileMb: 0 } })
    await until('the website has it', async () => (await upload(house, 10)) === 403)
  })
})
