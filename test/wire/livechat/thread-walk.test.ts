// The walk through the archives: all of them in order, however few match, and never so long at a time that others must wait.
import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { asId, type ChatId } from '../../../main/domain/ids.ts'
import { countThreads, walkThreads } from '../../../main/hub/livechat/agents/thread-walk.ts'
import type { Reads } from '../../../main/storage/store.ts'
import type { ThreadFilter } from '../../../main/storage/thread-store.ts'

/** Of so many chats only those with these numbers match; and how many were looked through at once at the most. */
const anArchive = (last: number, matching: readonly number[]) => {
  const looked = { most: 0, spans: 0 }
  const within = (above: number, below: number) => {
    looked.spans += 1
    looked.most = Math.max(looked.most, below - above - 1)
    return matching.filter(number => number > above && number < below)
  }
  const threads: Reads['threads'] = {
    async find(_filter, { above, below, order }, limit) {
      const found = within(above, below).toSorted((a, b) => (order === 'asc' ? a - b : b - a))
      return found.slice(0, limit).map(number => ({ id: asId<ChatId>(`${number}`), number }))
    },
    count: async (_filter, { above, below }, atMost) => Math.min(atMost, within(above, below).length),
    lastNumber: async () => last,
  }
  const chats = { row: async (id: ChatId) => ({ id, number: Number(id) }) }
  return { reads: { threads, chats } as unknown as Reads, looked }
}

const everything: ThreadFilter = { visibleTo: null }

test('finds what is far apart, each once and in order, both ways', async () => {
  const { reads } = anArchive(90_000, [1, 20_000, 20_001, 40_000, 89_999, 90_000])
  const walk = async (order: 'asc' | 'desc', limit: number, from?: number) => {
    const place = from === undefined ? null : { from, isBack: false }
    return (await walkThreads(reads, everything, order, place, limit)).map(({ number }) => number)
  }
  expect(await walk('desc', 10)).toEqual([90_000, 89_999, 40_000, 20_001, 20_000, 1])
  expect(await walk('asc', 10)).toEqual([1, 20_000, 20_001, 40_000, 89_999, 90_000])
  expect(await walk('desc', 2, 40_000)).toEqual([20_001, 20_000])
  expect(await walk('asc', 2, 20_000)).toEqual([20_001, 40_000])
  expect(await countThreads(reads, everything)).toBe(6)
})

test('lets others have their turn between two looks, and looks at fewer at once where each costs more', async () => {
  const { reads, looked } = anArchive(100_000, [])
  let turns = 0
  let isOver = false
  const others = async () => {
    for (; !isOver; turns++) await setImmediate()
  }
  void others()
  await walkThreads(reads, everything, 'desc', null, 1)
  await countThreads(reads, everything)
  expect(looked.most).toBe(20_000)
  looked.most = 0
  await walkThreads(reads, { ...everything, holds: { values: ['form'] } }, 'desc', null, 1)
  isOver = true
  expect(looked.most).toBe(500)
  expect(turns).toBeGreaterThan(100)
})
