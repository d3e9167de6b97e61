// Search under every combination of filters gives, page by page, exactly what reading all messages one by one would give.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../../main/domain/clock.ts'
import {
  type AgentId,
  asId,
  type ChannelId,
  type ChatId,
  type ContactId,
  type ConversationId,
  type IdentityId,
} from '../../../main/domain/ids.ts'
import type { SearchQuery, Store } from '../../../main/storage/store.ts'
import { aChannel, aChat, aContact, aConversation, aMessage, anIdentity } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { aStore, implementations } from './implementations.ts'

interface Said {
  readonly id: string
  readonly text: string
  readonly at: number
  readonly contactId: string
  readonly channelId: string
  readonly authorId: string | null
  readonly chatOwnerId: string | null
  readonly owners: ReadonlySet<string>
}

// Common and rare ones, and long ones with the same beginning.
const words = ['the', 'the', 'the', 'order', 'order', 'parcel', 'parcels', 'information', 'informal', 'thanks', 'rare']
const people = ['often', 'often', 'often', 'often', 'often', 'sometimes', 'sometimes', 'once']
const agents = ['ann', 'ann', 'ann', 'ann', 'ann', 'ben']

/** Numbers that look random and are the same in every run. */
const dice = (seed: number) => {
  let state = seed
  return (sides: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}
const pick = <T>(from: readonly T[], roll: (sides: number) => number): T => from[roll(from.length)] as T

/** Some 900 messages in some 100 chats; the store holds them, and the answer is what was said. */
const talk = async (store: Store): Promise<Said[]> => {
  const roll = dice(7)
  const channelOf = (person: string) => (person === 'once' ? 'telegram' : 'website')
  await store.transact(async tx => {
    await tx.channels.insert(aChannel('telegram', { kind: 'telegram' }))
    for (const person of new Set(people)) {
      const channelId = asId<ChannelId>(channelOf(person))
      await tx.contacts.insert(aContact(person))
      await tx.contacts.insertIdentity(anIdentity(person, { channelId }))
      await tx.contacts.insertConversation(aConversation(person, { channelId }))
    }
  })
  const said: (Omit<Said, 'owners'> & { conversation: string })[] = []
  for (let chat = 0; chat < 100; chat++) {
    const person = pick(people, roll)
    const owner = pick(agents, roll)
    const chatId = asId<ChatId>(`chat-${chat}`)
    await store.transact(async tx => {
      const where = {
        id: chatId,
        conversationId: asId<ConversationId>(`${person}-conversation`),
        contactId: asId<ContactId>(person),
        channelId: asId<ChannelId>(channelOf(person)),
      }
      await tx.chats.insert(aChat(person, where))
      if (chat % 9 !== 0) await tx.chats.claim(chatId, asId<AgentId>(owner), morning, null)
      for (let count = roll(18); count > 0; count--) {
        const author = roll(2) === 0 ? asId<AgentId>(pick(agents, roll)) : null
        const at = morning + said.length * 60_000
        const text = Array.from({ length: 1 + roll(4) }, () => pick(words, roll)).join(' ')
        const direction = author ? 'out' : 'in'
        const { id } = await tx.messages.insert(
          aMessage({ chatId, text, at, storedAt: at, direction, agentId: author, state: author ? 'sent' : null }),
        )
        const plain = { contactId: person, channelId: channelOf(person), conversation: person }
        if (roll(20) === 0) await tx.messages.markDeleted(id, at)
        else said.push({ id, text, at, authorId: author, chatOwnerId: chat % 9 === 0 ? null : owner, ...plain })
      }
      await tx.chats.close(chatId, morning, 'agent', null)
    })
  }
  const ownersOf = Map.groupBy(said, one => one.conversation)
  return said.map(one => ({
    ...one,
    owners: new Set((ownersOf.get(one.conversation) ?? []).flatMap(other => other.chatOwnerId ?? [])),
  }))
}

const expected = (said: readonly Said[], query: SearchQuery): string[] => {
  const typed = query.text.split(' ').filter(Boolean)
  const last = typed.pop()
  return said
    .filter(({ text }) => {
      const has = text.split(' ')
      return typed.every(word => has.includes(word)) && (!last || has.some(word => word.startsWith(last)))
    })
    .filter(one => query.contactId === undefined || one.contactId === query.contactId)
    .filter(one => query.channelId === undefined || one.channelId === query.channelId)
    .filter(one => query.agentId === undefined || one.authorId === query.agentId || one.chatOwnerId === query.agentId)
    .filter(one => query.from === undefined || one.at >= query.from)
    .filter(one => query.to === undefined || one.at <= query.to)
    .filter(one => query.visibleTo === null || one.owners.has(query.visibleTo))
    .map(one => one.id)
    .toReversed()
}

const allPages = async (store: Store, query: SearchQuery): Promise<string[]> => {
  const found: string[] = []
  let before: SearchQuery['before']
  for (;;) {
    const page = await store.search.messages({ ...query, ...(before !== undefined && { before }) })
    expect(page.hits.length).toBeLessThanOrEqual(query.limit)
    found.push(...page.hits.map(hit => hit.messageId))
    if (page.nextBefore === null) return found
    before = page.nextBefore
  }
}

const instants = fc.integer({ min: -10, max: 1000 }).map(minutes => morning + minutes * 60_000)
const queries: fc.Arbitrary<SearchQuery> = fc
  .record({
    text: fc.oneof(
      fc.constantFrom(
        '',
        'th',
        'the',
        'the order',
        'order the',
        'informat',
        'information',
        'parcel',
        'rare',
        'rare the',
        'no',
      ),
      fc.constantFrom('thanks inform', 'parcels the', 'o', 'orders'),
    ),
    contactId: fc.option(fc.constantFrom('often', 'sometimes', 'once', 'nobody'), { nil: undefined }),
    channelId: fc.option(fc.constantFrom('website', 'telegram'), { nil: undefined }),
    agentId: fc.option(fc.constantFrom('ann', 'ben', 'nobody'), { nil: undefined }),
    from: fc.option(instants, { nil: undefined }),
    to: fc.option(instants, { nil: undefined }),
    limit: fc.integer({ min: 1, max: 60 }),
    visibleTo: fc.option(fc.constantFrom('ann', 'ben', 'nobody'), { nil: null }),
  })
  .map(
    query =>
      Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as unknown as SearchQuery,
  )

describe.each(implementations)('search filters in $name', implementation => {
  test('give exactly what reading everything would give, newest first, page by page', async () => {
    const store = await aStore(implementation)
    const said = await talk(store)
    expect(said.length).toBeGreaterThan(600)
    await fc.assert(
      fc.asyncProperty(queries, async query => {
        expect(await allPages(store, query)).toEqual(expected(said, query))
      }),
      { numRuns: 400 },
    )
  })

  test("see one person's conversations on several channels as one", async () => {
    const store = await aStore(implementation)
    const said = await talk(store)
    const often = asId<ContactId>('often')
    await store.transact(tx => tx.contacts.updateIdentity(asId<IdentityId>('once-identity'), { contactId: often }))
    const query: SearchQuery = { text: 'order', contactId: often, limit: 7, visibleTo: null }
    const merged = said.map(one => (one.contactId === 'once' ? { ...one, contactId: 'often' } : one))
    expect(await allPages(store, query)).toEqual(expected(merged, query))
  })

  test('find by date what was written then, however late it came', async () => {
    const store = await aStore(implementation, { carol: true })
    const say = (text: string, writtenAt: number, storedAt: number) =>
      store.transact(tx =>
        tx.messages.insert(aMessage({ text, at: morning + writtenAt, storedAt: morning + storedAt })),
      )
    await say('word from a clock that is ahead', 3 * HOUR, 0)
    await say('word on time', HOUR, HOUR + 1)
    await say('word later', 2 * DAY, 2 * DAY)
    await say('word long on its way', 2 * HOUR, 3 * DAY)
    await say('word today', 4 * DAY, 4 * DAY)
    const found = async (from: number, to: number) => {
      const query = { text: 'word', from: morning + from, to: morning + to, limit: 9, visibleTo: null }
      const { hits } = await store.search.messages(query)
      return hits.map(hit => hit.at - morning)
    }
    expect(await found(0, DAY)).toEqual([2 * HOUR, HOUR, 3 * HOUR])
    expect(await found(DAY, 3 * DAY)).toEqual([2 * DAY])
    expect(await found(3 * HOUR, 3 * HOUR)).toEqual([3 * HOUR])
    expect(await found(5 * DAY, 6 * DAY)).toEqual([])
  })

  test('find the one message of an agent with thousands of chats', async () => {
    const store = await aStore(implementation)
    await store.transact(tx => tx.channels.insert(aChannel('telegram', { kind: 'telegram' })))
    const chats = 2100
    const serve = (number: number) =>
      store.transact(async tx => {
        const name = `c${number}`
        const channelId = asId<ChannelId>(number === 3 ? 'telegram' : 'website')
        await tx.contacts.insert(aContact(name))
        await tx.contacts.insertIdentity(anIdentity(name, { channelId }))
        await tx.contacts.insertConversation(aConversation(name, { channelId }))
        const { id } = await tx.chats.insert(aChat(name, { channelId }))
        await tx.chats.claim(id, asId<AgentId>('ann'), morning, null)
        await tx.messages.insert(aMessage({ chatId: id, text: 'word', direction: 'in', agentId: null, state: null }))
      })
    await Promise.all(Array.from({ length: chats }, (_, number) => serve(number)))
    const rare = { text: 'word', limit: 5, channelId: asId<ChannelId>('telegram') }
    const ann = asId<AgentId>('ann')
    expect(await allPages(store, { ...rare, agentId: ann, visibleTo: null })).toEqual(['4'])
    expect(await allPages(store, { ...rare, visibleTo: ann })).toEqual(['4'])
  })
})
