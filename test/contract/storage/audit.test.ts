// The audit trail in storage: newest first, found by each of its filters, and only with the change it tells of.
import { describe, expect, test } from 'vitest'
import type { NewAuditEntry } from '../../../main/domain/audit.ts'
import { type AgentId, asId } from '../../../main/domain/ids.ts'
import type { AuditQuery } from '../../../main/storage/store.ts'
import { anAgent } from '../../kit/builders.ts'
import { anEmptyStore, implementations } from './implementations.ts'

const ann = asId<AgentId>('ann')
const entry = (more: Partial<NewAuditEntry>): NewAuditEntry => ({
  at: 1_000,
  agentId: ann,
  agentName: 'Ann',
  noun: 'queue',
  nounId: 'q1',
  name: 'Support',
  deed: 'changed',
  before: { name: 'Help' },
  after: { name: 'Support' },
  ...more,
})

describe.each(implementations)('the audit trail in $name', implementation => {
  test('is told newest first and found by every filter', async () => {
    const store = await anEmptyStore(implementation)
    await store.transact(async tx => {
      await tx.agents.insert(anAgent('ann'))
      await tx.audit.append(entry({}))
      await tx.audit.append(entry({ at: 2_000, noun: 'setting', nounId: 'SiteUrl', name: 'SiteUrl', before: null }))
      await tx.audit.append(entry({ at: 3_000, agentId: null, agentName: 'Parley', deed: 'created', nounId: 'q2' }))
      await tx.audit.append(entry({ at: 4_000, name: '100% fun_', nounId: 'q3', after: null }))
    })
    const found = async (query: Partial<AuditQuery>) =>
      (await store.audit.list({ limit: 50, ...query })).map(({ at }) => at)
    expect(await found({})).toEqual([4_000, 3_000, 2_000, 1_000])
    expect(await found({ noun: 'queue' })).toEqual([4_000, 3_000, 1_000])
    expect(await found({ noun: 'queue', nounId: 'q2' })).toEqual([3_000])
    expect(await found({ agentId: ann })).toEqual([4_000, 2_000, 1_000])
    expect(await found({ deed: 'created' })).toEqual([3_000])
    expect(await found({ from: 2_000, to: 4_000 })).toEqual([3_000, 2_000])
    expect(await found({ text: '100%' })).toEqual([4_000])
    expect(await found({ text: 'n_' })).toEqual([4_000])
    expect(await found({ text: 'help' })).toEqual([4_000, 3_000, 1_000])
    const [newest, next] = await store.audit.list({ limit: 2 })
    expect(await found({ before: next?.id ?? 0, limit: 1 })).toEqual([2_000])
    expect(newest).toMatchObject({ before: { name: 'Help' }, after: null })
  })

  test('is not there when the change was taken back', async () => {
    const store = await anEmptyStore(implementation)
    const work = store.transact(async tx => {
      await tx.agents.insert(anAgent('ann'))
      await tx.audit.append(entry({}))
      throw new Error('no')
    })
    await expect(work).rejects.toThrow('no')
    expect(await store.audit.list({ limit: 5 })).toEqual([])
  })
})
