// The audit trail as a supervisor reads it: page by page, filtered, and whole as a table.
import { expect, test } from 'vitest'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { mostRows } from '../../main/services/audit-log.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const rename = async ({ services, supervisor, clock }: TestOffice, who: string, name: string) => {
  clock.advance(60_000)
  must(await services.queues.update(supervisor(who), asId<QueueId>('support'), { name }))
}

test('is read newest first, page by page, and ends', async () => {
  const office = await anOpenOffice()
  for (const name of ['One', 'Two', 'Three']) await rename(office, 'ann', name)
  const first = await office.services.audit.list({ limit: 2 })
  expect(first.entries.map(one => one.after?.name)).toEqual(['Three', 'Two'])
  const rest = await office.services.audit.list({ limit: 2, before: first.nextBefore ?? 0 })
  expect(rest.entries.map(one => one.after?.name)).toEqual(['One'])
  expect(rest.nextBefore).toBeNull()
})

test('is found by who, by what, by when and by a word of it', async () => {
  const office = await anOpenOffice()
  const { services, supervisor, clock } = office
  await rename(office, 'ann', 'Help')
  const between = clock.now() + 1
  await rename(office, 'ben', 'Sales')
  must(await services.settings.set(supervisor('ben'), { SimultaneousChats: 7 }))
  const found = async (filter: Parameters<typeof services.audit.exportCsv>[0]) =>
    (await services.audit.list({ ...filter, limit: 10 })).entries.map(one => `${one.agentName}: ${one.name}`)
  expect(await found({ agentId: asId('ann') })).toEqual(['Ann: Help'])
  expect(await found({ noun: 'setting', nounId: 'SimultaneousChats' })).toEqual(['Ben: SimultaneousChats'])
  expect(await found({ to: between })).toEqual(['Ann: Help'])
  expect(await found({ from: between, noun: 'queue' })).toEqual(['Ben: Sales'])
  expect(await found({ text: 'sale' })).toEqual(['Ben: Sales'])
  expect(await found({ text: '100%' })).toEqual([])
})

test('as a table it has a line for each entry, with what was and what is', async () => {
  const office = await anOpenOffice()
  await rename(office, 'ann', '=cmd()')
  const { csv, rows, isWhole } = await office.services.audit.exportCsv({})
  expect({ rows, isWhole }).toEqual({ rows: 1, isWhole: true })
  const [heading, line, end] = csv.split('\r\n')
  expect(heading).toBe('\uFEFFWhen (UTC),Who,Agent id,What,Name,Id,Deed,Before,After')
  expect(line).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z,Ann,ann,queue,'=cmd\(\),support,changed,/)
  expect(line).toContain('"{""name"":""Support""}","{""name"":""=cmd()""}"')
  expect(end).toBe('')
})

test('a table says when it had to leave older entries out', async () => {
  const office = await anOpenOffice()
  await office.store.transact(async tx => {
    for (let n = 0; n <= mostRows; n += 1)
      await tx.audit.append({
        at: n,
        agentId: null,
        agentName: 'Parley',
        noun: 'setup',
        nounId: 'x',
        name: `n${n}`,
        deed: 'changed',
        before: null,
        after: null,
      })
  })
  const all = await office.services.audit.exportCsv({})
  expect({ rows: all.rows, isWhole: all.isWhole }).toEqual({ rows: mostRows, isWhole: false })
  expect(all.csv).not.toContain(',n0,')
  const recent = await office.services.audit.exportCsv({ from: 1 })
  expect({ rows: recent.rows, isWhole: recent.isWhole }).toEqual({ rows: mostRows, isWhole: true })
})
