// Backups: whole, made while work goes on, a row of them kept.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { DAY, HOUR } from '../../../main/domain/clock.ts'
import { keepBackups } from '../../../main/storage/backups/keep-backups.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import { aCustomer, aMessage, anOffice } from '../../kit/builders.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'
import { until } from '../../kit/until.ts'

const aBusyStore = async () => {
  const store = await openSqliteStore({ path: join(tempDir(), 'parley.db'), clock: new HandClock() })
  onTestFinished(() => store.close())
  await store.transact(anOffice)
  await store.transact(tx => aCustomer(tx))
  return store
}

test('a backup opens as a store with everything that was committed before it, while others write', async () => {
  const store = await aBusyStore()
  for (let number = 0; number < 50; number++)
    await store.transact(tx => tx.messages.insert(aMessage({ text: `word${number}` })))
  const path = join(tempDir(), 'deep', 'backup.db')
  let done = false
  const backup = store.backup(path).finally(() => {
    done = true
  })
  let written = 0
  while (!done) {
    await store.transact(tx => tx.messages.insert(aMessage()))
    written++
  }
  await backup
  expect(written).toBeGreaterThan(0)

  const copy = await openSqliteStore({ path, clock: new HandClock() })
  onTestFinished(() => copy.close())
  expect((await copy.search.messages({ text: 'word49', limit: 1, visibleTo: null })).hits).toHaveLength(1)
})

test('a backup that cannot be made says why and leaves nothing behind', async () => {
  const store = await aBusyStore()
  const dir = tempDir()
  mkdirSync(join(dir, 'taken.db'))
  await expect(store.backup(join(dir, 'taken.db'))).rejects.toThrow()
  expect(readdirSync(dir)).toEqual(['taken.db'])
})

test('one is made at once and then whenever the newest is too old; only the newest few are kept', async () => {
  const clock = new HandClock()
  const dir = tempDir()
  const stop = new AbortController()
  const store = { backup: async (path: string) => writeFileSync(path, '') }
  writeFileSync(join(dir, 'holiday.jpg'), '')
  const running = keepBackups({ store, dir, everyMs: DAY, keep: 2, clock }, stop.signal)
  const backups = () => readdirSync(dir).filter(name => name.endsWith('.db'))

  await until('the first', () => backups().length === 1 && clock.waiting === 1)
  clock.advance(DAY)
  await until('the second', () => backups().length === 2 && clock.waiting === 1)
  clock.advance(DAY)
  await until('the third', () => backups()[1] === 'parley-2025-03-06T09-00-00Z.db' && clock.waiting === 1)
  expect(backups()).toEqual(['parley-2025-03-05T09-00-00Z.db', 'parley-2025-03-06T09-00-00Z.db'])
  expect(existsSync(join(dir, 'holiday.jpg'))).toBe(true)

  stop.abort()
  await running
  expect(clock.waiting).toBe(0)
})

test('after a start it waits until the newest is old enough', async () => {
  const clock = new HandClock()
  const dir = tempDir()
  writeFileSync(join(dir, 'parley-2025-03-04T03-00-00Z.db'), '')
  const stop = new AbortController()
  const store = { backup: async (path: string) => writeFileSync(path, '') }
  const running = keepBackups({ store, dir, everyMs: DAY, keep: 5, clock }, stop.signal)
  await until('it waits', () => clock.waiting === 1)
  expect(clock.nextWake).toBe(clock.now() + 18 * HOUR)
  stop.abort()
  await running
})

test('when it fails it is told to the log, and tried again after an hour', async () => {
  const clock = new HandClock()
  const dir = tempDir()
  const errors: string[] = []
  let tries = 0
  const store = {
    backup: async () => {
      tries++
      throw new Error('The disk is full.')
    },
  }
  const log = {
    info: () => {},
    error: (_: string, facts?: Record<string, unknown>) => void errors.push(String(facts?.error)),
  }
  const stop = new AbortController()
  const running = keepBackups({ store, dir, everyMs: DAY, keep: 5, clock, log }, stop.signal)
  await until('the first try', () => clock.waiting === 1)
  clock.advance(HOUR)
  await until('the second try', () => tries === 2 && clock.waiting === 1)
  expect(errors).toEqual(['Error: The disk is full.', 'Error: The disk is full.'])
  stop.abort()
  await running
})
