// Events of Meta's as their bodies bring them, and what the income worker makes of them; for tests of both.
import { expect } from 'vitest'
import { FacebookIncomeMessageWorker, type PageView } from '../../../main/channels/facebook/income-worker.ts'
import { morning } from '../../kit/hand-clock.ts'

export const page = '109201234567890'
export const psid = '7800000000001'
export const us = '1444000111222333'
export const worker = new FacebookIncomeMessageWorker()
export const people = { sender: { id: psid }, recipient: { id: page } }
export const ours: PageView = { pageId: page, appId: us, isRouted: false }

export const body = (events: readonly unknown[], way: 'messaging' | 'standby' = 'messaging') => ({
  object: 'page',
  entry: [{ id: page, time: morning + 5, [way]: events }],
})
export const readAll = (event: Readonly<Record<string, unknown>>, view = ours, way?: 'standby') => {
  const read = worker.read(body([{ ...people, timestamp: morning, ...event }], way), view)
  expect(read.unreadable ?? []).toEqual([])
  return read.updates
}
export const read = (event: Readonly<Record<string, unknown>>, view = ours, way?: 'standby') =>
  readAll(event, view, way)[0]
