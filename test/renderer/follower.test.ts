// A screen follows what happens: after every kind of gap nothing is missing and nothing comes twice.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Followed } from '../../preload/views.ts'
import { follow } from '../../renderer/stores/follower.ts'
import { anEvent } from './views.ts'

/** How one connection goes: it tells so many events, some of them again, and then breaks or ends. */
const aConnection = fc.record({
  tells: fc.nat({ max: 6 }),
  repeats: fc.nat({ max: 3 }),
  breaks: fc.boolean(),
  refuses: fc.boolean(),
})

test('whatever breaks and whatever is told twice, each event is taken once and in order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 30 }),
      fc.array(aConnection, { maxLength: 12 }),
      async (steps, connections) => {
        // Numbers have holes: what concerns others is not told.
        let seq = 0
        const log = steps.map(step => {
          seq += step
          return anEvent(seq)
        })
        const taken: number[] = []
        const stop = new AbortController()
        const left = [...connections]
        const open = async (since: number): Promise<AsyncIterable<Followed>> => {
          const connection = left.shift()
          if (connection?.refuses) throw new Error('no connection')
          return (async function* () {
            const from = log.findIndex(event => (event.seq ?? 0) > since)
            const start = Math.max(0, (from < 0 ? log.length : from) - (connection?.repeats ?? 0))
            const end = connection === undefined ? log.length : start + connection.tells
            yield* log.slice(start, end)
            if (connection?.breaks) throw new Error('broken')
            if (connection === undefined) stop.abort()
          })()
        }
        await follow({ open, take: item => taken.push(item.seq ?? -1), pause: async () => {} }, 0, stop.signal)
        expect(taken).toEqual(log.map(event => event.seq))
      },
    ),
    { numRuns: 500 },
  )
})

test('it begins after the number that the screen already shows', async () => {
  const stop = new AbortController()
  const asked: number[] = []
  const open = async (since: number) => {
    asked.push(since)
    stop.abort()
    return (async function* () {})()
  }
  await follow({ open, take: () => {}, pause: async () => {} }, 41, stop.signal)
  expect(asked).toEqual([41])
})

test('typing has no number and moves nothing on', async () => {
  const stop = new AbortController()
  const asked: number[] = []
  const taken: string[] = []
  const open = async (since: number) => {
    asked.push(since)
    if (asked.length === 2) stop.abort()
    return (async function* () {
      yield anEvent(7)
      yield { at: 0, type: 'typing', chatId: 'chat' }
    })()
  }
  await follow({ open, take: item => taken.push(item.type), pause: async () => {} }, 5, stop.signal)
  expect(asked).toEqual([5, 7])
  expect(taken).toEqual(['chat.changed', 'typing'])
})

test('pauses grow with failures in a row and begin anew after an event', async () => {
  const stop = new AbortController()
  const pauses: number[] = []
  let turn = 0
  const open = async () => {
    turn += 1
    if (turn !== 3) throw new Error('no connection')
    return (async function* () {
      yield anEvent(1)
    })()
  }
  const pause = async (failures: number) => {
    pauses.push(failures)
    if (pauses.length === 4) stop.abort()
  }
  await follow({ open, take: () => {}, pause }, 0, stop.signal)
  expect(pauses).toEqual([1, 2, 1, 2])
})
