// Offers: at most one open per chat and agent, ended once.
import { describe, expect, test } from 'vitest'
import { type AgentId, asId, type ChatId, type OfferId } from '../../../main/domain/ids.ts'
import { aCustomer, anOffer } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations, inTurn } from './implementations.ts'

const carol = asId<ChatId>('carol-chat')
const ann = asId<AgentId>('ann')

describe.each(implementations)('offers in $name', implementation => {
  test('an agent has one open offer of a chat, and can have another after it ended', async () => {
    const store = await aStore(implementation, { carol: true })
    const first = anOffer('carol', 'ann')
    const second = { ...first, id: asId<OfferId>('second') }
    const insert = (offer: typeof first) => store.transact(tx => tx.offers.insert(offer))
    expect([await insert(first), await insert(second)]).toEqual([true, false])
    expect(await store.transact(tx => tx.offers.end(first.id, 'missed', morning + 1))).toBe(true)
    expect(await store.transact(tx => tx.offers.end(first.id, 'accepted', morning + 2))).toBe(false)
    expect(await insert(second)).toBe(true)
    expect(await store.offers.open()).toEqual([second])
    expect(await store.offers.ofChat(carol, 0)).toEqual([{ ...first, outcome: 'missed', endedAt: morning + 1 }, second])
  })

  test('offers are found by chat, by agent, and since when the chat waits', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(tx => aCustomer(tx, 'dave'))
    const before = anOffer('carol', 'ben', { id: asId<OfferId>('before'), madeAt: morning - 9 })
    await inTurn(
      store,
      tx => tx.offers.insert(before),
      tx => tx.offers.end(before.id, 'declined', morning - 8),
      tx => tx.offers.insert(anOffer('carol', 'ann')),
      tx => tx.offers.insert(anOffer('carol', 'ben')),
      tx => tx.offers.insert(anOffer('dave', 'ann')),
    )
    const ids = (offers: { id: string }[]) => offers.map(offer => offer.id).toSorted()
    expect(ids(await store.offers.open(carol))).toEqual(['carol-to-ann', 'carol-to-ben'])
    expect(ids(await store.offers.openOfAgent(ann))).toEqual(['carol-to-ann', 'dave-to-ann'])
    expect(ids(await store.offers.ofChat(carol, morning))).toEqual(['carol-to-ann', 'carol-to-ben'])
    expect(ids(await store.offers.ofChat(carol, 0))).toEqual(['before', 'carol-to-ann', 'carol-to-ben'])
  })

  test('exclusive offers count as load until they end; those that ring at everybody do not', async () => {
    const store = await aStore(implementation, { carol: true })
    for (const name of ['dave', 'eve']) await store.transact(tx => aCustomer(tx, name))
    const exclusive = { exclusive: true, expiresAt: morning + 5 }
    await inTurn(
      store,
      tx => tx.offers.insert(anOffer('carol', 'ann', exclusive)),
      tx => tx.offers.insert(anOffer('dave', 'ann', { ...exclusive, expiresAt: morning + 3 })),
      tx => tx.offers.insert(anOffer('eve', 'ann')),
    )
    expect(await store.offers.exclusiveCounts()).toEqual(new Map([[ann, 2]]))
    expect(await store.offers.nextExpiry()).toBe(morning + 3)
    expect(await store.offers.expired(morning + 2)).toEqual([])
    expect((await store.offers.expired(morning + 5)).map(offer => offer.chatId)).toEqual(['dave-chat', 'carol-chat'])
    await store.transact(tx => tx.offers.end(asId<OfferId>('dave-to-ann'), 'missed', morning + 3))
    expect(await store.offers.exclusiveCounts()).toEqual(new Map([[ann, 1]]))
    expect(await store.offers.nextExpiry()).toBe(morning + 5)
    await store.transact(tx => tx.offers.end(asId<OfferId>('carol-to-ann'), 'accepted', morning + 3))
    expect(await store.offers.nextExpiry()).toBeNull()
  })
})
