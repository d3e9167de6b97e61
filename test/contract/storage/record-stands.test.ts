// What is on record cannot be rewritten, by whatever way the data file is written.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import { must } from '../../kit/must.ts'
import { anOpenOffice } from '../../kit/office.ts'

test('an entry of the audit is neither changed nor removed', async () => {
  const { services, supervisor, store, dir, stop } = await anOpenOffice()
  must(await services.settings.set(supervisor('ann'), { SimultaneousChats: 5 }))
  const before = await store.audit.list({ limit: 10 })
  expect(before).toHaveLength(1)
  await stop()
  const file = new Database(join(dir, 'parley.db'))
  onTestFinished(() => void file.close())
  expect(() => file.exec("UPDATE audit SET agentName = 'Nobody'")).toThrow('never changed')
  expect(() => file.exec('DELETE FROM audit')).toThrow('never removed')
  expect(file.prepare('SELECT agentName FROM audit').all()).toEqual([{ agentName: 'Ann' }])
})
