// How long a waiting chat will go on waiting, as its customer is told.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import { estimateWaitMs, type Taken } from '../../main/domain/queue-wait.ts'

const taken = (...waits: readonly number[]): Taken[] =>
  waits.map((wait, i) => ({ queuedAt: i * 10 * MINUTE, acceptedAt: i * 10 * MINUTE + wait }))

test('of a queue of which nothing is known, a minute for each place', () => {
  expect(estimateWaitMs([], { position: 1, waitedMs: 0 })).toBe(MINUTE)
  expect(estimateWaitMs([], { position: 3, waitedMs: 5 * MINUTE })).toBe(3 * MINUTE)
})

test('whoever has just come waits as long as the others did, and less the longer they have waited', () => {
  const recent = taken(20 * SECOND, 40 * SECOND, 60 * SECOND)
  expect(estimateWaitMs(recent, { position: 1, waitedMs: 0 })).toBe(40 * SECOND)
  expect(estimateWaitMs(taken(0, 0, 0), { position: 1, waitedMs: 0 })).toBeLessThan(SECOND)
})

test('whoever has waited longer than the others did is told of those before them', () => {
  const recent = [
    { queuedAt: 0, acceptedAt: 60 * SECOND },
    { queuedAt: 10 * SECOND, acceptedAt: 70 * SECOND },
    { queuedAt: 20 * SECOND, acceptedAt: 80 * SECOND },
  ]
  expect(estimateWaitMs(recent, { position: 2, waitedMs: 300 * SECOND })).toBe(20 * SECOND)
})

test('is never negative or endless, and never shorter for a later place', () => {
  const recent = fc.array(
    fc.record({ queuedAt: fc.integer({ min: 0, max: 1e9 }), acceptedAt: fc.integer({ min: 0, max: 1e9 }) }),
    { maxLength: 20 },
  )
  const waited = fc.array(fc.integer({ min: 0, max: 1e8 }), { minLength: 2, maxLength: 10 })
  fc.assert(
    fc.property(recent, waited, (chats, waits) => {
      const inOrder = waits.toSorted((a, b) => b - a)
      const estimates = inOrder.map((waitedMs, i) => estimateWaitMs(chats, { position: i + 1, waitedMs }))
      for (const [i, estimate] of estimates.entries()) {
        expect(Number.isFinite(estimate)).toBe(true)
        expect(estimate).toBeGreaterThanOrEqual(estimates[i - 1] ?? 0)
      }
    }),
  )
})
