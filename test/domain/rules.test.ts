// The small rules as tables: who may accept, when a chat completes, which way states move.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type AcceptInput, mayAccept } from '../../main/domain/accepting.ts'
import { hasRoom, limitOf } from '../../main/domain/capacity.ts'
import { urgency } from '../../main/domain/chat.ts'
import { MINUTE } from '../../main/domain/clock.ts'
import { completeAt } from '../../main/domain/completion.ts'
import { type AgentId, asId } from '../../main/domain/ids.ts'
import { type DeliveryState, deliveryStates, movesForward } from '../../main/domain/message.ts'

const ann = asId<AgentId>('ann')

const ringing: AcceptInput = {
  chat: { status: 'waiting', ownerId: null, number: 7 },
  ownerName: null,
  rule: 'toAllAgents',
  agentId: ann,
  isMember: true,
  isActive: true,
  load: 0,
  limit: 2,
  hasOffer: true,
  heldOutTo: null,
  mayTakeOver: false,
}

describe('who may accept', () => {
  test.each<[string, Partial<AcceptInput>, string | null]>([
    ['it rings at me', {}, null],
    ['it rings at me and I have just become inactive', { isActive: false }, null],
    ['nobody is asked yet and I am of the queue', { hasOffer: false }, null],
    [
      'nobody is asked yet and I am inactive',
      { hasOffer: false, isActive: false },
      'You are inactive. Set yourself active to take new chats.',
    ],
    [
      'I am not of the queue',
      { isMember: false },
      'You do not take chats of this queue. Ask a supervisor to add you to it.',
    ],
    ['I am at my limit', { load: 2 }, 'You are at your limit of 2 chats. Close or transfer one first.'],
    ['I have no limit', { load: 99, limit: 0 }, null],
    ['it is held out to Ben', { hasOffer: false, heldOutTo: 'Ben' }, 'This chat is held out to Ben at the moment.'],
    [
      'it is held out to Ben and I supervise',
      { hasOffer: false, heldOutTo: 'Ben', isMember: false, mayTakeOver: true },
      null,
    ],
    [
      'Ben has it',
      { chat: { status: 'active', ownerId: asId('ben'), number: 7 }, ownerName: 'Ben' },
      'Ben has taken this chat already.',
    ],
    ['I have it already', { chat: { status: 'active', ownerId: ann, number: 7 }, ownerName: 'Ann', load: 2 }, null],
    [
      'it is closed',
      { chat: { status: 'closed', ownerId: ann, number: 7 } },
      "Chat 7 is closed. The customer's next message opens a new one.",
    ],
  ])('%s', (_, more, sentence) => {
    expect(mayAccept({ ...ringing, ...more })?.sentence ?? null).toBe(sentence)
  })
})

describe('when a chat completes by itself', () => {
  const active = { status: 'active' as const, lastOutboundAt: 1_000, unansweredSince: null }
  test.each([
    ['so many minutes after our last message', active, 10, 1_000 + 10 * MINUTE],
    ['never when the field is empty', active, null, null],
    ['never while we owe the answer', { ...active, unansweredSince: 500 }, 10, null],
    ['never before our first message', { ...active, lastOutboundAt: null }, 10, null],
    ['never while it waits', { ...active, status: 'waiting' as const }, 10, null],
    ['never twice', { ...active, status: 'closed' as const }, 10, null],
  ])('%s', (_, chat, minutes, at) => {
    expect(completeAt(chat, minutes)).toBe(at)
  })
})

test('an own limit goes before the setting, zero means none', () => {
  expect([limitOf(null, 2), limitOf(5, 2), limitOf(0, 2)]).toEqual([2, 5, 0])
  expect([hasRoom(1, 2), hasRoom(2, 2), hasRoom(500, 0)]).toEqual([true, false, true])
})

test('unanswered chats come first, those who wait longest before all', () => {
  const chats = [
    { unansweredSince: null, lastOutboundAt: 900, openedAt: 1 },
    { unansweredSince: 300, lastOutboundAt: null, openedAt: 1 },
    { unansweredSince: 200, lastOutboundAt: 100, openedAt: 1 },
    { unansweredSince: null, lastOutboundAt: 950, openedAt: 1 },
  ]
  const order = chats.toSorted((a, b) => urgency(a)[0] - urgency(b)[0] || urgency(a)[1] - urgency(b)[1])
  expect(order.map(chat => chat.unansweredSince ?? chat.lastOutboundAt)).toEqual([200, 300, 950, 900])
})

test('whatever order reports come in, a sent message never moves back', () => {
  const report = fc.constantFrom<DeliveryState>(...deliveryStates, 'failed')
  fc.assert(
    fc.property(fc.array(report), reports => {
      let state: DeliveryState = 'sent'
      for (const next of reports) {
        const before = deliveryStates.indexOf(state as (typeof deliveryStates)[number])
        if (movesForward(state, next)) state = next
        expect(deliveryStates.indexOf(state as (typeof deliveryStates)[number])).toBeGreaterThanOrEqual(before)
      }
    }),
  )
})
