// A job that says when it is to be done next: done then, after a failure a minute later, and never after it was stopped.
import { expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import { Rounds } from '../../main/services/rounds.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { TestLog } from '../kit/office.ts'

const aJob = (answers: (number | null | Error)[]) => {
  const clock = new HandClock()
  const log = new TestLog()
  const begun = clock.now()
  const done: number[] = []
  const rounds = new Rounds('The job', { clock, log }, async () => {
    done.push(clock.now() - begun)
    const next = answers.shift() ?? null
    if (next instanceof Error) throw next
    return next === null ? null : begun + next
  })
  const at = async (ms: number) => {
    await clock.advance(begun + ms - clock.now())
    await rounds.settled()
  }
  return { rounds, done, at, log }
}

test('it is done when asked for and at the instant that it said', async () => {
  const { rounds, done, at } = aJob([5_000, null])
  rounds.request()
  await rounds.settled()
  await at(4_999)
  expect(done).toEqual([0])
  await at(5_000)
  await at(10 * MINUTE)
  expect(done).toEqual([0, 5_000])
})

test('a round that failed is made again after a minute', async () => {
  const { rounds, done, at, log } = aJob([new Error('the disk is full'), null])
  rounds.request()
  await rounds.settled()
  await at(MINUTE)
  expect(done).toEqual([0, MINUTE])
  expect(log.errors[0]).toMatch(/The job failed.*the disk is full/)
})

test('after stop nothing is done at a later instant, even if it ran just then', async () => {
  const { rounds, done, at } = aJob([5_000, 6_000])
  rounds.request()
  rounds.stop()
  await rounds.settled()
  await at(10 * MINUTE)
  expect(done).toEqual([0])
})
