// Who holds a conversation, whatever the order in which it is told: the newest fact stands, nobody loses a chat, nobody is missed.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '../../main/domain/clock.ts'
import {
  decideThread,
  type NoDefaultApp,
  nobodyYet,
  type ThreadFact,
  type ThreadMemory,
  type ThreadState,
} from '../../main/domain/thread-control.ts'
import { morning } from '../kit/hand-clock.ts'

type Open = ThreadState['chat']

/** What becomes of the open chat: as the services do it. */
const moved = (chat: Open, move: ReturnType<typeof decideThread>['move']): Open => {
  if (move === 'openWaiting' || move === 'handOver') return 'waiting'
  return move === 'openBot' || move === 'becomeBot' ? 'bot' : chat
}

const played = (facts: readonly ThreadFact[], from: ThreadState): ThreadState => {
  let state = from
  for (const fact of facts) {
    const { memory, move } = decideThread(state, fact)
    state = { noDefaultApp: from.noDefaultApp, memory, chat: moved(state.chat, move) }
  }
  return state
}

const start = (noDefaultApp: NoDefaultApp = 'agents', chat: Open = null): ThreadState => ({
  memory: nobodyYet,
  chat,
  noDefaultApp,
})

const at = fc.integer({ min: 0, max: 30 }).map(minutes => morning + minutes * MINUTE)
const holder = fc.constantFrom('us' as const, 'others' as const)
const told: fc.Arbitrary<ThreadFact> = fc.oneof(
  fc.record({ kind: fc.constant('message' as const), at, holder }),
  fc.record({ kind: fc.constant('echo' as const), at, holder, app: fc.constantFrom(null, '77') }),
  fc.record({
    kind: fc.constant('control' as const),
    at,
    holder: fc.constantFrom('us' as const, 'others' as const, 'nobody' as const),
    app: fc.constantFrom(null, '77', '88'),
  }),
)
const anyFact: fc.Arbitrary<ThreadFact> = fc.oneof(
  told,
  fc.record({ kind: fc.constant('message' as const), at, holder: fc.constant(undefined) }),
  fc.record({
    kind: fc.constant('echo' as const),
    at,
    holder: fc.constant(undefined),
    app: fc.constantFrom(null, '77'),
  }),
  fc.record({ kind: fc.constant('asked' as const), at, app: fc.constantFrom(null, '77') }),
  fc.record({ kind: fc.constantFrom('refused' as const, 'sent' as const, 'taken' as const, 'returned' as const), at }),
)
const policy = fc.constantFrom<NoDefaultApp>('agents', 'bot')
const openChat = fc.constantFrom<Open>(null, 'waiting', 'active', 'bot')

/** Of the facts of the newest instant the one that brings the customer to agents. */
const newestHolder = (facts: readonly ThreadFact[]): ThreadMemory['holder'] => {
  const newest = Math.max(...facts.map(fact => fact.at))
  const holders = facts
    .filter(fact => fact.at === newest)
    .map(fact => ('holder' in fact && fact.holder !== 'nobody' ? (fact.holder ?? null) : null))
  return holders.includes('us') ? 'us' : holders.includes('others') ? 'others' : null
}

describe('whatever comes', () => {
  test('late, doubled and in any order: the newest fact tells who holds it', () => {
    const shuffled = fc.array(told, { minLength: 1, maxLength: 12 }).chain(facts =>
      fc
        .subarray(facts)
        .chain(twice => fc.shuffledSubarray([...facts, ...twice], { minLength: facts.length + twice.length }))
        .map(order => ({ facts, order })),
    )
    fc.assert(
      fc.property(shuffled, policy, ({ facts, order }, noDefaultApp) => {
        const { memory } = played(order, start(noDefaultApp))
        expect(memory.holder).toBe(newestHolder(facts))
        expect(memory.heldAt).toBe(Math.max(...facts.map(fact => fact.at)))
      }),
      { numRuns: 500 },
    )
  })

  test('with any of them lost, the newest that came tells it', () => {
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 12 }), policy, (facts, noDefaultApp) => {
        expect(played(facts, start(noDefaultApp)).memory.holder).toBe(newestHolder(facts))
      }),
    )
  })

  test('an active chat stays with its agent', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 15 }), policy, (facts, noDefaultApp) => {
        expect(played(facts, start(noDefaultApp, 'active')).chat).toBe('active')
      }),
    )
  })

  test('a chat is opened only where none is open, and handed over only by a bot', () => {
    fc.assert(
      fc.property(
        fc.array(anyFact, { maxLength: 15 }),
        anyFact,
        policy,
        openChat,
        (facts, last, noDefaultApp, chat) => {
          const state = played(facts, start(noDefaultApp, chat))
          const { move } = decideThread(state, last)
          if (move === 'openWaiting' || move === 'openBot') expect(state.chat).toBeNull()
          if (move === 'handOver') expect(state.chat).toBe('bot')
          if (move === 'becomeBot') expect(state.chat).toBe('waiting')
        },
      ),
    )
  })

  test('nothing rings while others hold it, and no bot keeps what is ours', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { maxLength: 15 }), policy, (facts, noDefaultApp) => {
        const { memory, chat } = played(facts, start(noDefaultApp))
        if (memory.holder === 'others') expect(chat).not.toBe('waiting')
        if (memory.holder === 'us') expect(chat).not.toBe('bot')
      }),
      { numRuns: 500 },
    )
  })

  test("the network's own word stands against every event that is older", () => {
    fc.assert(
      fc.property(fc.array(told, { maxLength: 8 }), fc.array(told, { maxLength: 8 }), (before, after) => {
        const refusedAt = morning + 31 * MINUTE
        const { memory } = played([...before, { kind: 'refused', at: refusedAt }, ...after], start('agents', 'active'))
        expect(memory).toMatchObject({ holder: 'others', heldAt: refusedAt })
      }),
    )
  })
})

describe('what is done about it', () => {
  const held: ThreadMemory = { holder: 'others', app: '77', heldAt: morning, since: morning, given: false }
  const message = (minutes: number, holder?: 'us' | 'others'): ThreadFact => ({
    kind: 'message',
    at: morning + minutes * MINUTE,
    holder,
  })

  test('on a page without a default app the setting decides who answers first', () => {
    expect(decideThread(start('agents'), message(1)).move).toBe('openWaiting')
    expect(decideThread(start('bot'), message(1)).move).toBe('openBot')
  })

  test('who was said to hold it does so until somebody says otherwise, but not beyond a day of silence', () => {
    const state: ThreadState = { memory: held, chat: 'bot', noDefaultApp: 'agents' }
    expect(decideThread(state, message(60)).move).toBe('stay')
    expect(decideThread(state, { kind: 'message', at: morning + DAY }).move).toBe('stay')
    expect(decideThread(state, { kind: 'message', at: morning + DAY + 1 }).move).toBe('handOver')
    expect(decideThread(state, { kind: 'message', at: morning + DAY + 1, holder: 'others' }).move).toBe('stay')
  })

  test('a program that is named once stays named, and since when it holds it does not move', () => {
    const { memory } = played([message(5, 'others'), message(9, 'others')], { ...start(), memory: held })
    expect(memory).toMatchObject({ app: '77', since: morning, heldAt: morning + 9 * MINUTE })
  })

  test('only what another program had goes back to it', () => {
    expect(played([message(1, 'us')], start()).memory.given).toBe(false)
    expect(played([message(1, 'us')], { ...start(), memory: held }).memory.given).toBe(true)
    const control: ThreadFact = { kind: 'control', at: morning, holder: 'us', app: null }
    expect(played([control, message(1, 'us')], start()).memory.given).toBe(true)
    expect(played([message(1, 'us'), control], start()).memory.given).toBe(true)
    expect(played([control, { kind: 'returned', at: morning + MINUTE }], start()).memory).toMatchObject({
      holder: null,
      given: false,
    })
  })

  test('who asks for a conversation gets no answer where somebody holds it, and an agent where a bot only comes first', () => {
    const asked: ThreadFact = { kind: 'asked', at: morning + MINUTE, app: '77' }
    expect(decideThread({ memory: held, chat: 'bot', noDefaultApp: 'bot' }, asked).move).toBe('stay')
    expect(decideThread(start('bot', 'bot'), asked).move).toBe('handOver')
    const inActive = decideThread(start('bot', 'active'), asked)
    expect(inActive).toMatchObject({ move: 'stay', line: { code: 'controlAsked', program: '77' } })
  })
})
