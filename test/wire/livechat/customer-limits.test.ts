// How much one stranger may ask: limits by customer and by network, which come back with time.
import { describe, expect, test } from 'vitest'
import { Buckets } from '../../../main/channels/web/door/limits.ts'
import { isProgram } from '../../../main/hub/livechat/files/programs.ts'
import { NetworkCount, Throttle, usualLimits } from '../../../main/hub/livechat/limits.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { aChatOf, refused } from '../../kit/livechat/agent-programs.ts'
import { aProtocolHouse } from '../../kit/livechat/protocol-house.ts'

const hundred = Array.from({ length: 100 }, (_, i): [string, number] => [`n${i}`, i])

describe('a stranger', () => {
  test('is told to wait when they ask too much, for themselves alone, and is heard again in time', async () => {
    const clock = new HandClock()
    const throttle = new Throttle({ burst: 2, perSecond: 1 }, clock)
    expect([throttle.take('carol'), throttle.take('carol')]).toEqual([null, null])
    expect(throttle.take('carol')).toMatchObject({ type: 'too_many_requests', data: { retry_after: 1 } })
    expect(throttle.take('dave')).toBeNull()
    await clock.turn(1_000)
    expect(throttle.take('carol')).toBeNull()
    for (let i = 0; i < 10; i++) expect(throttle.take(null)).toBeNull()
    expect(new Buckets(usualLimits.tokens, clock).take('one')).toBe(0)
  })

  test('opens so many connections from one network, and more when some are gone', () => {
    const networks = new NetworkCount(2)
    const leave = networks.enter('192.0.2.1')
    expect(networks.enter('192.0.2.1')).not.toBeNull()
    expect(networks.enter('192.0.2.1')).toBeNull()
    expect(networks.enter('192.0.2.2')).not.toBeNull()
    leave?.()
    expect(networks.enter('192.0.2.1')).not.toBeNull()
    for (let i = 0; i < 10; i++) expect(networks.enter(null)).not.toBeNull()
  })

  test('who floods the hub is refused, and others go on', async () => {
    const house = await aProtocolHouse()
    const [flood, carol] = [await house.customer(), await house.customer()]
    const { burst } = usualLimits.calls
    const types = new Set<string>()
    for (let i = 0; i < burst + 5; i++) {
      const { payload } = await flood.ask('list_chats')
      if (payload.error !== undefined) types.add(payload.error.type)
    }
    expect([...types]).toEqual(['too_many_requests'])
    expect(await carol.ask('list_chats')).toMatchObject({ success: true })
    await house.office.clock.turn(1_000)
    expect(await flood.ask('list_chats')).toMatchObject({ success: true })
  })

  test('keeps so much with a chat and no more, however small the pieces', async () => {
    const house = await aProtocolHouse()
    const carol = await house.customer()
    const { chatId } = await aChatOf(carol)
    const keep = (properties: object) => carol.ask('update_chat_properties', { id: chatId, properties })
    expect(await keep({ shop: { order: 7, note: 'x'.repeat(130 * 1024) } })).toMatchObject(refused('validation'))
    const large = { note: 'x'.repeat(60_000), more: 'y'.repeat(60_000) }
    for (const namespace of ['a', 'b', 'c', 'd'])
      expect(await keep({ [namespace]: large })).toMatchObject({ success: true })
    expect(await keep({ e: large })).toMatchObject(refused('entity_too_large'))
    const named = (space: number) =>
      Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`${space}-${i}`, Object.fromEntries(hundred)]))
    expect(await keep(named(1))).toMatchObject(refused('entity_too_large'))
    expect(await keep({ a: { note: '', more: '' } })).toMatchObject({ success: true })
  })

  test('cannot send what runs when it is opened, by whatever name', () => {
    const bytes = (...start: number[]) => Uint8Array.from([...start, 0, 0, 0, 0])
    for (const name of ['a.exe', 'A.EXE', 'photo.png.scr', 'a.ps1', 'a.exe ', 'a.cmd.'])
      expect([name, isProgram(name, bytes())]).toEqual([name, true])
    expect(isProgram('cat.png', bytes(0x7f, 0x45, 0x4c, 0x46))).toBe(true)
    expect(isProgram('notes', bytes(0x23, 0x21))).toBe(true)
    for (const name of ['cat.png', 'report.pdf', 'exe', 'archive.zip', 'a.com.txt'])
      expect([name, isProgram(name, bytes(0x50, 0x4b))]).toEqual([name, false])
  })
})
