// Guessing passwords: the first wrong ones are free, then each waits twice as long; the right one clears the slate.
import { beforeEach, expect, test } from 'vitest'
import { SECOND } from '../../main/domain/clock.ts'
import { SignInThrottle } from '../../main/wire/sign-in-throttle.ts'
import { HandClock } from '../kit/hand-clock.ts'
import { quickPasswords } from '../kit/office.ts'
import { anOpenHouse } from '../kit/open-house.ts'

let clock: HandClock
let throttle: SignInThrottle

beforeEach(() => {
  clock = new HandClock()
  throttle = new SignInThrottle(clock)
})

const wrong = (times: number, login: string, address: string | null): number[] =>
  Array.from({ length: times }, () => throttle.attempt(login, address))

test('four wrong passwords are free, then one waits 1 s, 2 s, 4 s, at most a quarter of an hour', () => {
  expect(wrong(4, 'ann', 'here')).toEqual([0, 0, 0, 0])
  const waits: number[] = []
  for (let i = 0; i < 12; i++) {
    const wait = throttle.attempt('ann', 'here')
    waits.push(wait / SECOND)
    clock.advance(wait)
    expect(throttle.attempt('ann', 'here')).toBe(0)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900])
})

test('trying while one has to wait does not make the wait longer', () => {
  wrong(5, 'ann', 'here')
  clock.advance(400)
  expect(wrong(50, 'ann', 'here').at(-1)).toBe(600)
})

test('it does not matter how the login is written', () => {
  expect(wrong(4, 'ann', 'here')).toEqual([0, 0, 0, 0])
  expect(throttle.attempt(' ANN ', 'here')).toBe(1_000)
  expect(throttle.attempt('\uFF21nn', 'here')).toBe(1_000)
})

test('every way to write a login that the door takes for it is slowed down as one', async () => {
  const house = await anOpenHouse()
  const waysToWrite = ['ann', 'ANN', '\uFF41nn', '\u{1D41A}nn', '\u24D0nn', 'a\uFF4En']
  for (const login of waysToWrite)
    expect((await house.office.store.agents.byLogin(login))?.id, `${login} is Ann`).toBe('ann')
  const signIns: number[] = []
  for (const login of waysToWrite) signIns.push((await house.call('session/signIn', { login, password: 'x' })).status)
  expect(signIns).toEqual([401, 401, 401, 401, 429, 429])
})

test('whoever guesses elsewhere does not hold the right agent up where they have signed in before', () => {
  expect(throttle.attempt('ann', 'office')).toBe(0)
  throttle.right('ann', 'office')
  for (let i = 0; i < 30; i++) throttle.attempt('ann', `address ${i}`)
  expect(throttle.attempt('ann', 'at home')).toBeGreaterThan(0)
  expect(throttle.attempt(' Ann', 'office')).toBe(0)
  expect(throttle.attempt('ann', 'at home')).toBeGreaterThan(0)
})

test('where they have signed in before, guessing is slowed down all the same', () => {
  throttle.attempt('ann', 'office')
  throttle.right('ann', 'office')
  expect(wrong(4, 'ann', 'office')).toEqual([0, 0, 0, 0])
  expect(throttle.attempt('ann', 'office')).toBe(1_000)
})

test('others at the same address, and the same agent elsewhere, are not held up', () => {
  wrong(5, 'ann', 'here')
  expect(throttle.attempt('ben', 'here')).toBe(0)
  expect(throttle.attempt('ann', 'at home')).toBe(0)
})

test('guessing one login from many addresses is slowed down too', () => {
  const waits = Array.from({ length: 40 }, (_, i) => throttle.attempt('ann', `address ${i}`))
  expect(waits.slice(0, 30)).toEqual(Array(30).fill(0))
  expect(waits.slice(30).every(wait => wait > 0)).toBe(true)
})

test('so is guessing many logins from one address', () => {
  const waits = Array.from({ length: 70 }, (_, i) => throttle.attempt(`agent ${i}`, 'here'))
  expect(waits.slice(0, 60)).toEqual(Array(60).fill(0))
  expect(waits.slice(60).every(wait => wait > 0)).toBe(true)
})

test('the right password clears the slate', () => {
  for (let day = 0; day < 100; day++) {
    expect(wrong(3, 'ann', 'here')).toEqual([0, 0, 0])
    throttle.right('ann', 'here')
    if (day % 3 === 0) clock.advance(31 * 60 * SECOND)
  }
})

test('half an hour without a try is forgotten', () => {
  wrong(4, 'ann', 'here')
  clock.advance(30 * 60 * SECOND)
  expect(wrong(4, 'ann', 'here')).toEqual([0, 0, 0, 0])
})

test('at the door it is said in a sentence, even to the right password', async () => {
  const house = await anOpenHouse()
  const passwordHash = await quickPasswords.hash('correct horse')
  await house.office.store.transact(tx => tx.agents.update('ann' as never, { passwordHash }))
  const signIn = (password: string) => house.call('session/signIn', { login: 'ann', password })
  for (let i = 0; i < 4; i++)
    expect(await signIn(`wrong ${i}`)).toMatchObject({
      status: 401,
      body: { code: 'NOT_SIGNED_IN', message: 'Login or password is wrong. Check both and try again.' },
    })
  expect(await signIn('correct horse')).toMatchObject({
    status: 429,
    body: {
      code: 'TOO_MANY',
      message: 'Too many wrong tries. Wait 1 s, then try again.',
      data: { facts: { waitMs: 1_000 } },
    },
  })
  house.office.clock.advance(1_000)
  expect((await signIn('correct horse')).status).toBe(200)
})

test('an unknown login is answered like a wrong password', async () => {
  const house = await anOpenHouse()
  expect(await house.call('session/signIn', { login: 'nobody', password: 'x' })).toMatchObject({
    status: 401,
    body: { message: 'Login or password is wrong. Check both and try again.' },
  })
})
