// Daily backups, beside the work: a while after the start, then once a day, the newest seven.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { DAY, MINUTE } from '../../main/domain/clock.ts'
import { withBackups } from '../../main/machine/with-backups.ts'
import { openSqliteStore } from '../../main/storage/sqlite-store.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { TestLog } from '../kit/office.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

test('a backup is made some minutes after the start and then every day; only seven are kept', async () => {
  const dir = tempDir()
  const clock = new HandClock()
  const log = new TestLog()
  const store = await openSqliteStore({ path: join(dir, 'parley.db'), clock, log })
  const bare = { services: {} as never, start: async () => {}, stop: () => store.close(), settled: async () => {} }
  const workstation = withBackups(bare, { store, dir: join(dir, 'backups'), clock, log })
  const names = () => {
    try {
      return readdirSync(join(dir, 'backups')).filter(name => name.endsWith('.db'))
    } catch {
      return []
    }
  }
  await workstation.start()
  await clock.turn(5 * MINUTE - 1)
  expect(names()).toEqual([])
  await clock.turn(1)
  await until('the first backup', () => names().length === 1)
  for (let day = 2; day <= 9; day++) {
    await until('it sleeps until tomorrow', () => clock.waiting > 0)
    const before = names()
    await clock.turn(DAY)
    await until(`backup ${day}`, () => names().some(name => !before.includes(name)))
  }
  await until('the oldest are gone', () => names().length === 7)
  await workstation.stop()
  expect(log.errors).toEqual([])
})
