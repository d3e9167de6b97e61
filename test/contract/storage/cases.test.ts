// Cases in storage: numbered, versioned, found by every filter, and shown to nobody but those who may see them.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Case, caseStatuses } from '../../../main/domain/case.ts'
import { type CaseReach, isWithin, reachOf } from '../../../main/domain/case-access.ts'
import { type AgentId, asId, type CaseId, type ChatId, type ContactId, type QueueId } from '../../../main/domain/ids.ts'
import type { CaseFilter } from '../../../main/storage/case-store.ts'
import type { Store, Transaction } from '../../../main/storage/store.ts'
import { aChat, aCustomer, anAgent, anOffer, aQueue } from '../../kit/builders.ts'
import { aCase } from '../../kit/cases.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const ann = asId<AgentId>('ann')
const ben = asId<AgentId>('ben')
const carol = asId<ContactId>('carol')
const carolsChat = asId<ChatId>('carol-chat')
const support = asId<QueueId>('support')
const everything: CaseReach = { agentId: ann, all: true, allChats: true, queueIds: [] }

const found = async (store: Store, filter: Partial<CaseFilter>, reach = everything) =>
  (await store.cases.list({ limit: 50, ...filter }, reach)).map(({ number }) => number)

const insert = (tx: Transaction, n: number, more: Partial<Case> = {}, key: string | null = null) =>
  tx.cases.insert(aCase(`case-${n}`, more), key)

describe.each(implementations)('cases in $name', implementation => {
  test('come back as stored, with numbers that count up and the names of a row', async () => {
    const store = await aStore(implementation, { carol: true })
    const one = await store.transact(tx =>
      insert(
        tx,
        1,
        { contactId: carol, assigneeId: ann, registeredBy: ben, queueId: support, chatIds: [carolsChat] },
        'k',
      ),
    )
    const two = await store.transact(tx => insert(tx, 2))
    expect([one.number, two.number]).toEqual([1, 2])
    expect(await store.cases.get(one.id)).toEqual(one)
    expect(await store.cases.byIdempotencyKey('k')).toEqual(one)
    expect(await store.cases.byIdempotencyKey('other')).toBeNull()
    expect(await store.cases.row(one.id)).toEqual({
      ...one,
      contactName: 'Carol',
      assigneeName: 'Ann',
      registeredByName: 'Ben',
      queueName: 'Support',
    })
    expect(await store.cases.row(asId<CaseId>('none'))).toBeNull()
    await expect(store.transact(tx => insert(tx, 3, {}, 'k'))).rejects.toThrow()
  })

  test('change for whoever saw the newest version, and for nobody else', async () => {
    const store = await aStore(implementation)
    const { id } = await store.transact(tx => insert(tx, 1))
    const first = await store.transact(tx => tx.cases.update(id, { subject: 'Roof' }, 1, morning + 5))
    const second = await store.transact(tx => tx.cases.update(id, { subject: 'Door' }, 1, morning + 6))
    expect([first, second]).toEqual([true, false])
    expect(await store.cases.get(id)).toMatchObject({ subject: 'Roof', version: 2, changedAt: morning + 5 })
    expect(await store.transact(tx => tx.cases.update(asId<CaseId>('none'), {}, 1, morning))).toBe(false)
  })

  test('keep history, comments and chats', async () => {
    const store = await aStore(implementation, { carol: true })
    const { id } = await store.transact(tx => insert(tx, 1))
    const step = { at: morning, agentId: ann, agentName: 'Ann', field: 'status', from: 'new', to: 'waiting' } as const
    const comment = { id: 'c1', at: morning + 1, agentId: null, agentName: 'Parley', text: 'Called back' }
    await store.transact(async tx => {
      await tx.cases.addStep(id, step)
      await tx.cases.addStep(id, { ...step, from: 'waiting', to: 'closed' })
      expect(await tx.cases.addComment(id, comment, 'k')).toBe(true)
      expect(await tx.cases.addComment(id, { ...comment, id: 'c2' }, 'k')).toBe(false)
      expect(await tx.cases.addComment(id, { ...comment, id: 'c3' }, null)).toBe(true)
      expect(await tx.cases.link(id, carolsChat, morning + 2)).toBe(true)
      expect(await tx.cases.link(id, carolsChat, morning + 3)).toBe(false)
    })
    expect((await store.cases.history(id, 9)).map(({ to }) => to)).toEqual(['closed', 'waiting'])
    expect(await store.cases.history(id, 1)).toEqual([{ ...step, from: 'waiting', to: 'closed' }])
    expect((await store.cases.comments(id, 9)).map(one => one.id)).toEqual(['c1', 'c3'])
    expect(await store.cases.get(id)).toMatchObject({ chatIds: [carolsChat], changedAt: morning + 2, version: 1 })
    expect(await store.transact(tx => tx.cases.unlink(id, carolsChat, morning + 4))).toBe(true)
    expect(await store.transact(tx => tx.cases.unlink(id, carolsChat, morning + 5))).toBe(false)
    expect(await store.cases.get(id)).toMatchObject({ chatIds: [], changedAt: morning + 4 })
  })

  test('are found by status, people, queue, chat, dates and words, newest first, page by page', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(async tx => {
      await insert(tx, 1, { subject: 'Roof leaks', contactId: carol, chatIds: [carolsChat] })
      await insert(tx, 2, { status: 'closed', assigneeId: ben, description: 'Über die Tür' })
      await insert(tx, 3, { status: 'waiting', assigneeId: ann, queueId: support, account: 'Acme Ltd' })
      await insert(tx, 4, { subject: '東京の注文', registeredAt: morning + 1_000 })
    })
    expect(await found(store, {})).toEqual([4, 3, 2, 1])
    expect(await found(store, { limit: 2 })).toEqual([4, 3])
    expect(await found(store, { limit: 2, before: 3 })).toEqual([2, 1])
    expect(await found(store, { statuses: ['waiting', 'closed'] })).toEqual([3, 2])
    expect(await found(store, { assigneeId: ben })).toEqual([2])
    expect(await found(store, { assigneeId: null })).toEqual([4, 1])
    expect(await found(store, { contactId: carol })).toEqual([1])
    expect(await found(store, { queueId: support })).toEqual([3])
    expect(await found(store, { chatId: carolsChat })).toEqual([1])
    expect(await found(store, { from: morning + 1_000 })).toEqual([4])
    expect(await found(store, { to: morning + 1_000 })).toEqual([3, 2, 1])
    const byText = (text: string) => found(store, { text })
    expect(await byText('LEAK')).toEqual([1])
    expect(await byText('uber tur')).toEqual([2])
    expect(await byText('acme')).toEqual([3])
    expect(await byText('注文')).toEqual([4])
    expect(await byText('#2')).toEqual([2])
    expect(await byText('carol')).toEqual([1])
    expect(await byText('  ')).toEqual([4, 3, 2, 1])
    for (const nothing of ['nobody', '%', '"', '" OR subject', '???', '#99999999999999'])
      expect(await byText(nothing)).toEqual([])
    expect(await store.cases.countOpenOf(ann)).toBe(1)
    expect(await store.cases.countOpenOf(ben)).toBe(0)
  })

  test('are found by their new words and no more by the old ones', async () => {
    const store = await aStore(implementation)
    const { id } = await store.transact(tx => insert(tx, 1, { subject: 'Roof' }))
    await store.transact(tx => tx.cases.update(id, { subject: 'Door 東京' }, 1, morning))
    expect(await found(store, { text: 'roof' })).toEqual([])
    expect(await found(store, { text: 'door' })).toEqual([1])
    expect(await found(store, { text: '京' })).toEqual([1])
  })

  test('a list shows exactly those that the rule lets one see', async () => {
    const store = await aStore(implementation)
    const agents = ['ann', 'ben', 'cleo'].map(name => asId<AgentId>(name))
    const queues = ['support', 'sales'].map(name => asId<QueueId>(name))
    const chats = ['dave', 'erin'].map(name => asId<ChatId>(`${name}-chat`))
    await store.transact(async tx => {
      await tx.agents.insert(anAgent('cleo'))
      await tx.queues.insert(aQueue('sales', { agentIds: [ben] }))
      await aCustomer(tx, 'dave', { status: 'active', ownerId: ann })
      await aCustomer(tx, 'erin')
      await tx.offers.insert(anOffer('erin', 'ben'))
    })
    const sees: Record<string, readonly ChatId[]> = { ann: chats.slice(0, 1), ben: chats.slice(1), cleo: [] }
    const any = <T>(of: readonly T[]) => fc.option(fc.constantFrom(...of))
    const anyCase = fc.record({
      assigneeId: any(agents),
      registeredBy: any(agents),
      queueId: any(queues),
      chatIds: fc.subarray(chats),
      status: fc.constantFrom(...caseStatuses),
    })
    let n = 0
    await fc.assert(
      fc.asyncProperty(fc.array(anyCase, { minLength: 1, maxLength: 5 }), async given => {
        const cases = await store.transact(async tx => {
          const made: Case[] = []
          for (const more of given) made.push(await insert(tx, ++n, more))
          return made
        })
        for (const agentId of agents)
          for (const rights of [[], ['CanSeeAllChats'], ['CanManageChats']] as const) {
            const reach = reachOf({ agentId, permissions: new Set(rights) }, await store.queues.ofAgent(agentId))
            const allowed = cases.filter(one =>
              isWithin(
                reach,
                one,
                one.chatIds.some(id => sees[agentId]?.includes(id)),
              ),
            )
            const before = (cases.at(-1)?.number ?? 0) + 1
            const listed = await found(store, { before, limit: cases.length }, { ...reach, all: true })
            const seen = (await found(store, { before, limit: 1_000 }, reach)).filter(number => listed.includes(number))
            expect(seen.toSorted()).toEqual(allowed.map(({ number }) => number).toSorted())
          }
        for (const one of cases) {
          const told = await store.cases.agentsOfChats(one.id)
          const expected = agents.filter(id => one.chatIds.some(chat => sees[id]?.includes(chat)))
          expect(told.toSorted()).toEqual(expected.toSorted())
        }
      }),
      { numRuns: 30 },
    )
  })

  test('a chat of another agent of the same conversation is told of', async () => {
    const store = await aStore(implementation)
    await store.transact(async tx => {
      await aCustomer(tx, 'dave', { status: 'closed', ownerId: ann, closedAt: morning })
      await tx.chats.insert(aChat('dave', { id: asId<ChatId>('later'), status: 'active', ownerId: ben }))
      await insert(tx, 1, { chatIds: [asId<ChatId>('dave-chat')] })
    })
    expect((await store.cases.agentsOfChats(asId<CaseId>('case-1'))).toSorted()).toEqual([ann, ben])
  })
})
