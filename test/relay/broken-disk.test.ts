// A disk that fails under the relay: whoever calls is asked to come again, a line ends and comes back, and nothing is lost.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import { aRelay, fromMeta, fromTwilio, page, said, texts, whatsApp } from '../kit/relay/a-relay.ts'
import { healthOf } from '../kit/relay/health-of.ts'
import { ScriptedDesk } from '../kit/relay/scripted-desk.ts'
import { until } from '../kit/until.ts'

test('a disk that cannot say how much room it has counts as full, says so, and ends no line', async () => {
  let isBroken = false
  const freeOnDisk = () => {
    if (isBroken) throw new Error('EIO: statfs')
    return 1024 ** 3
  }
  const { url, pairing, clock } = await aRelay({ freeOnDisk })
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1'), page('p', '1')])
  isBroken = true
  await clock.turn(MINUTE / 2)
  expect((await fromTwilio(url, 'c1', said('one'))).status).toBe(503)
  expect((await fromMeta(url, { entry: [{ id: '1' }] })).status).toBe(503)
  expect(await healthOf(url)).toMatchObject({ status: 'alarm', alarm: expect.stringContaining('cannot see') })
  isBroken = false
  await clock.turn(SECOND)
  expect((await fromTwilio(url, 'c1', said('one'))).status).toBe(200)
  await until('it is delivered', () => desk.deliveries.length === 1)
  expect(desk.closedBy).toBeNull()
  expect((await healthOf(url)).alarm).toBeNull()
})

test.each(['waiting', 'desk'])('a data file that cannot be read (%s) ends the line and not the relay', async table => {
  const { url, dir, pairing, clock, logged } = await aRelay()
  const desk = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')], () => null)
  const beside = new Database(join(dir, 'relay.db'))
  onTestFinished(() => void beside.close())
  await fromTwilio(url, 'c1', said('one'))
  await until('it is offered', () => desk.deliveries.length === 1)
  beside.exec(`PRAGMA legacy_alter_table = ON; ALTER TABLE ${table} RENAME TO away`)
  if (table === 'waiting') {
    await clock.turn(5 * SECOND)
    await until('the line ends', () => desk.closedBy !== null)
    expect(desk.closedBy?.code).toBe(1011)
    expect(logged).toContainEqual(expect.objectContaining({ level: 'error', message: 'The disk failed over a line' }))
  } else await expect(ScriptedDesk.connect(url, pairing, [])).rejects.toThrow('503')
  beside.exec(`ALTER TABLE away RENAME TO ${table}`)
  const again = await ScriptedDesk.connect(url, pairing, [whatsApp('c1')])
  await until('it comes again', () => again.deliveries.length === 1)
  expect(texts(again)).toEqual(['one'])
})
