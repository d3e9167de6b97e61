// Transactions: alone among writers, together in one commit, each for itself when it fails.
import { describe, expect, test } from 'vitest'
import type { NewEvent, StoredEvent } from '../../../main/domain/event.ts'
import { type AgentId, asId, type ChatId } from '../../../main/domain/ids.ts'
import type { Transaction } from '../../../main/storage/store.ts'
import { anAgent } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const hire = (name: string) => (tx: Transaction) => tx.agents.insert(anAgent(name))
const happened = (name: string): NewEvent => ({
  type: 'agent.changed',
  at: morning,
  audience: 'everyone',
  agentId: asId<AgentId>(name),
})

describe.each(implementations)('transactions of $name', implementation => {
  test('what a work wrote is seen by everybody when it resolves', async () => {
    const store = await aStore(implementation)
    await store.transact(hire('dora'))
    expect(await store.agents.byLogin('dora')).toMatchObject({ name: 'Dora' })
  })

  test('a work sees its own writes, others see them only after the commit', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await hire('dora')(tx)
      expect(await tx.agents.byLogin('dora')).not.toBeNull()
      expect(await store.agents.byLogin('dora')).toBeNull()
    })
    expect(await store.agents.byLogin('dora')).not.toBeNull()
  })

  test('a work that throws takes back only itself, and only its caller is told', async () => {
    const store = await aStore(implementation)
    const failing = async (tx: Transaction) => {
      await hire('eve')(tx)
      await tx.events.append(happened('eve'))
      throw new Error('changed her mind')
    }
    const results = await Promise.allSettled([
      store.transact(hire('dora')),
      store.transact(failing),
      store.transact(hire('fred')),
    ])
    expect(results.map(result => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(results[1]).toMatchObject({ reason: new Error('changed her mind') })
    expect((await store.agents.all()).map(agent => agent.login)).toEqual(['ann', 'ben', 'dora', 'fred'])
    expect(await store.events.last()).toBe(0)
  })

  test('a work that breaks a rule of the database takes back only itself', async () => {
    const store = await aStore(implementation)
    const twice = async (tx: Transaction) => {
      await hire('dora')(tx)
      await hire('ann')(tx)
    }
    const results = await Promise.allSettled([store.transact(twice), store.transact(hire('fred'))])
    expect(results.map(result => result.status)).toEqual(['rejected', 'fulfilled'])
    expect((await store.agents.all()).map(agent => agent.login)).toEqual(['ann', 'ben', 'fred'])
  })

  test('works run one at a time, in the order in which they came', async () => {
    const store = await aStore(implementation)
    const trace: string[] = []
    const slow = (name: string) => async (tx: Transaction) => {
      trace.push(`${name} begins`)
      for (let reads = 0; reads < 5; reads++) await tx.agents.all()
      trace.push(`${name} ends`)
    }
    await Promise.all([store.transact(slow('a')), store.transact(slow('b'))])
    expect(trace).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  })

  test('more works than fit into one commit all happen', async () => {
    const store = await aStore(implementation)
    const names = Array.from({ length: 700 }, (_, index) => `agent${String(index).padStart(3, '0')}`)
    await Promise.all(names.map(name => store.transact(hire(name))))
    expect(await store.agents.all()).toHaveLength(702)
  })

  test('listeners hear exactly the committed events, in the order of their numbers', async () => {
    const store = await aStore(implementation)
    const heard: StoredEvent[] = []
    store.onEvents(events => void heard.push(...events))
    const say = (name: string, fail: boolean) =>
      store.transact(async tx => {
        await tx.events.append(happened(name))
        await tx.events.append(happened(`${name} again`))
        if (fail) throw new Error('no')
      })
    await Promise.allSettled([say('a', false), say('b', true), say('c', false)])
    await say('d', false)
    expect(heard.map(event => event.agentId)).toEqual(['a', 'a again', 'c', 'c again', 'd', 'd again'])
    expect(heard.map(event => event.seq)).toEqual([1, 2, 3, 4, 5, 6])
    expect(await store.events.after(0, 100)).toEqual(heard)
  })

  test('when a listener hears of a change, readers see it', async () => {
    const store = await aStore(implementation)
    const seen: Promise<unknown>[] = []
    store.onEvents(() => void seen.push(store.agents.byLogin('dora')))
    await store.transact(async tx => {
      await hire('dora')(tx)
      await tx.events.append(happened('dora'))
    })
    expect(await Promise.all(seen)).toMatchObject([{ login: 'dora' }])
  })

  test('a listener that fails harms neither the writer nor the others; one that stopped hears nothing', async () => {
    const store = await aStore(implementation)
    let heard = 0
    let stopped = 0
    store.onEvents(() => {
      throw new Error('deaf')
    })
    store.onEvents(() => void heard++)
    store.onEvents(() => void stopped++)()
    await store.transact(tx => tx.events.append(happened('a')))
    expect([heard, stopped]).toEqual([1, 0])
  })

  test('events come back whole, from any number on, in pages', async () => {
    const store = await aStore(implementation)
    const whole: NewEvent = {
      type: 'chat.offerEnded',
      at: morning,
      audience: [asId<AgentId>('ann')],
      chatId: asId<ChatId>('some'),
      facts: { outcome: 'missed', times: 2, again: true, comment: null },
    }
    await store.transact(async tx => {
      await tx.events.append(whole)
      await tx.events.append(happened('b'))
      await tx.events.append(happened('c'))
    })
    expect(await store.events.after(0, 1)).toEqual([{ ...whole, seq: 1 }])
    expect((await store.events.after(1, 10)).map(event => event.seq)).toEqual([2, 3])
    expect(await store.events.last()).toBe(3)
  })

  test('a transaction that is over can no longer be used', async () => {
    const store = await aStore(implementation)
    let leaked: Transaction | undefined
    await store.transact(async tx => {
      leaked = tx
    })
    await expect(leaked?.agents.insert(anAgent('late'))).rejects.toThrow('This transaction is over')
    await expect(leaked?.events.append(happened('late'))).rejects.toThrow('This transaction is over')
    expect(await store.agents.byLogin('late')).toBeNull()
  })

  test('closing finishes what waits, and takes nothing more', async () => {
    const store = await aStore(implementation)
    const writing = store.transact(hire('dora'))
    await store.close()
    await expect(writing).resolves.toBeUndefined()
    await expect(store.transact(hire('eve'))).rejects.toThrow('closed')
  })
})
