// Search: what was said is found as people type it, newest first, under every filter; and nothing typed can break it.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type AgentId,
  type AttachmentId,
  asId,
  type ChatId,
  type ContactId,
  type MessageId,
} from '../../../main/domain/ids.ts'
import type { SearchQuery, Store } from '../../../main/storage/store.ts'
import { aCustomer, aMessage } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

const find = (store: Store, text: string, more: Partial<SearchQuery> = {}) =>
  store.search.messages({ text, limit: 10, visibleTo: null, ...more })

/** The found texts with what is marked in brackets. */
const marked = async (store: Store, text: string, more: Partial<SearchQuery> = {}) =>
  (await find(store, text, more)).hits.map(hit => hit.excerpt.map(p => (p.hit ? `[${p.text}]` : p.text)).join(''))

const say = async (store: Store, text: string, more: Parameters<typeof aMessage>[0] = {}): Promise<MessageId> =>
  (await store.transact(tx => tx.messages.insert(aMessage({ text, ...more })))).id

describe.each(implementations)('search in $name', implementation => {
  test.each([
    ['by whole words', 'My order has not arrived', 'order', 'My [order] has not arrived'],
    ['by the beginning of the last word', 'My order has not arrived', 'my arr', '[My] order has not [arrived]'],
    ['by the beginning of a long last word', 'Internationalisation', 'internat', '[Internationalisation]'],
    ['in any case and without accents', 'Où est ma COMMANDE, José?', 'ou jose', '[Où] est ma COMMANDE, [José]?'],
    ['with accents where none were written', 'Wo ist das Paeckchen, uber', 'über', 'Wo ist das Paeckchen, [uber]'],
    ['by numbers', 'Order 4711-AB please', '4711-ab', 'Order [4711-AB] please'],
    ['by one letter', 'x marks the spot', 'x', '[x] marks the spot'],
    ['in Chinese', '我的订单还没有到', '订单', '我的[订单]还没有到'],
    ['in Japanese, mixed with Latin letters', 'ご注文のABC商品は', '商品', 'ご注文のABC[商品]は'],
    ['in Thai', 'สินค้ายังไม่มา', 'ยังไม่', 'สินค้า[ยังไม่]มา'],
    ['in Arabic', 'أين طلبي من فضلك', 'طلبي', 'أين [طلبي] من فضلك'],
    ['in Greek, whatever the accents', 'Πού είναι η παραγγελία', 'παραγγελια', 'Πού είναι η [παραγγελία]'],
    ['in Hindi', 'मेरा ऑर्डर कहाँ है', 'ऑर्डर', 'मेरा [ऑर्डर] कहाँ है'],
    ['by an emoji', 'thank you 👍🏽 bye', '👍', 'thank you 👍🏽 bye'],
    ['by an e-mail address', 'write to carol@example.org', 'carol@example', 'write to [carol@example].org'],
    ['with what looks like operators', 'this AND that NOT those', 'and not', 'this [AND] that [NOT] those'],
  ])('finds %s', async (_, said, typed, shown) => {
    const store = await aStore(implementation, { carol: true })
    await say(store, said)
    await say(store, 'Something else altogether')
    expect(await marked(store, typed)).toEqual([shown])
  })

  test.each([
    ['a word inside another', 'disorder', 'order'],
    ['an unfinished word that is not the last', 'my order', 'ord my'],
    ['texts with only some of the words', 'my order', 'my order now'],
    ['an emoji that nobody sent', 'my order', '👎'],
  ])('does not find %s', async (_, said, typed) => {
    const store = await aStore(implementation, { carol: true })
    await say(store, said)
    expect(await marked(store, typed)).toEqual([])
  })

  test('a hit says where it is', async () => {
    const store = await aStore(implementation, { carol: true })
    const id = await say(store, 'hello', { direction: 'note', at: morning + 3 })
    expect((await find(store, 'hello')).hits).toEqual([
      {
        messageId: id,
        chatId: 'carol-chat',
        conversationId: 'carol-conversation',
        contactId: 'carol',
        contactName: 'Carol',
        channelKind: 'web',
        channelName: 'Website',
        direction: 'note',
        at: morning + 3,
        excerpt: [{ text: 'hello', hit: true }],
      },
    ])
  })

  test('files are found by their names, and the name is shown', async () => {
    const store = await aStore(implementation, { carol: true })
    const file = (name: string) => [{ id: asId<AttachmentId>('a'), kind: 'document' as const, name, remote: 'r' }]
    await say(store, 'Here you are', { attachments: file('Rechnung März.pdf') })
    expect(await marked(store, 'rechnung marz')).toEqual(['[Rechnung] [März].pdf'])
    await store.transact(tx => tx.messages.updateAttachment(asId<AttachmentId>('a'), { name: 'invoice.pdf' }))
    expect(await marked(store, 'rechnung')).toEqual([])
    expect(await marked(store, 'invoice')).toEqual(['[invoice].pdf'])
  })

  test('an edited message is found by its new text only, a deleted one not at all', async () => {
    const store = await aStore(implementation, { carol: true })
    const id = await say(store, 'red balloon')
    await store.transact(tx => tx.messages.edit(id, 'blue balloon', morning))
    expect([await marked(store, 'red'), await marked(store, 'balloon')]).toEqual([[], ['blue [balloon]']])
    await store.transact(tx => tx.messages.markDeleted(id, morning))
    expect([await marked(store, 'balloon'), await marked(store, '')]).toEqual([[], []])
    await store.transact(tx => tx.messages.edit(id, 'green balloon', morning))
    expect(await marked(store, 'balloon')).toEqual([])
  })

  test('a message that was stored and changed within one transaction is found as it became', async () => {
    const store = await aStore(implementation, { carol: true })
    await store.transact(async tx => {
      const edited = await tx.messages.insert(aMessage({ text: 'first thought' }))
      await tx.messages.edit(edited.id, 'second thought', morning)
      expect((await tx.search.messages({ text: 'second', limit: 5, visibleTo: null })).hits).toHaveLength(1)
      await tx.messages.edit(edited.id, 'third thought', morning)
      const gone = await tx.messages.insert(aMessage({ text: 'no thought' }))
      await tx.messages.markDeleted(gone.id, morning)
    })
    expect(await marked(store, 'thought')).toEqual(['third [thought]'])
  })

  test('what a failed transaction wrote is not found, and does not hide what comes after', async () => {
    const store = await aStore(implementation, { carol: true })
    const failing = store.transact(async tx => {
      await tx.messages.insert(aMessage({ text: 'never said' }))
      await tx.search.messages({ text: 'said', limit: 5, visibleTo: null })
      throw new Error('no')
    })
    await Promise.allSettled([failing, say(store, 'really said')])
    expect(await marked(store, 'said')).toEqual(['really [said]'])
  })

  test('an excerpt of a long text is cut around the first hit', async () => {
    const store = await aStore(implementation, { carol: true })
    await say(store, `${'lorem ipsum '.repeat(50)}needle ${'dolor sit '.repeat(50)}`)
    const [excerpt] = await marked(store, 'needle')
    expect(excerpt).toMatch(/^….{20,60}\[needle\].{80,200}…$/u)
  })

  test('agents see the chats that they own or owned, with all of their conversations, and nothing else', async () => {
    const store = await aStore(implementation, { carol: true })
    const ann = asId<AgentId>('ann')
    await say(store, 'hello from the earlier chat')
    await store.transact(tx => tx.chats.close(asId<ChatId>('carol-chat'), morning, 'agent', null))
    const later = await store.transact(tx => aCustomer(tx, 'dave'))
    await say(store, 'hello from dave', { chatId: later.id })
    expect(await marked(store, 'hello', { visibleTo: ann })).toEqual([])
    await store.transact(tx => tx.chats.claim(later.id, ann, morning, null))
    await store.transact(tx => tx.chats.close(later.id, morning, 'agent', ann))
    expect(await marked(store, 'hello', { visibleTo: ann })).toEqual(['[hello] from dave'])
  })

  test('nothing that is typed breaks it, or takes what it finds from anywhere else', async () => {
    const store = await aStore(implementation, { carol: true })
    await say(store, 'hello world')
    const hostile = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc
        .array(
          fc.constantFrom(
            '"',
            '*',
            '(',
            ')',
            'AND',
            'OR',
            'NOT',
            'NEAR',
            '^',
            ':',
            '-',
            '+',
            '{',
            '}',
            'text',
            ' ',
            'a',
            "'",
            ';',
            '\0',
            '漢',
            '👍',
          ),
        )
        .map(parts => parts.join('')),
    )
    await fc.assert(
      fc.asyncProperty(hostile, fc.boolean(), async (text, filtered) => {
        const filter = filtered ? { contactId: asId<ContactId>('carol'), agentId: asId<AgentId>('ann') } : {}
        const { hits } = await find(store, text, filter)
        expect(hits.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 500 },
    )
  })

  test('a query of a million characters is answered', async () => {
    const store = await aStore(implementation, { carol: true })
    await say(store, 'hello')
    expect((await find(store, 'hello '.repeat(170_000))).hits).toHaveLength(1)
    expect((await find(store, 'x'.repeat(1_000_000))).hits).toEqual([])
  })
})
