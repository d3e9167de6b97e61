// Ways in: one-time links, the second factor, sessions that end; and what of it is on record.
import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { DAY, MINUTE } from '../../main/domain/clock.ts'
import { type AgentId, asId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { codeAt, fromBase32, stepMs } from '../../main/domain/second-factor.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, quickPasswords } from '../kit/office.ts'

const ben = asId<AgentId>('ben')
const good = 'a long enough word'
const mac = (key: Uint8Array, message: Uint8Array) => createHmac('sha1', key).update(message).digest()

const sentenceOf = (said: unknown): string => (isRefusal(said) ? said.sentence : 'granted')
const fieldOf = (said: unknown): string | undefined => (isRefusal(said) ? said.field : 'granted')

const anOffice = async () => {
  const office = await anOpenOffice()
  const passwordHash = await quickPasswords.hash(good)
  await office.store.transact(tx => tx.agents.update(ben, { passwordHash }))
  return { ...office, ann: office.supervisor('ann'), me: office.actor('ben') }
}

const invitedDora = async () => {
  const office = await anOffice()
  const { services, ann } = office
  const input = { login: 'dora', name: 'Dora', password: null, roleIds: [], queueIds: [], chatLimit: null }
  const { agent } = must(await services.agents.create(ann, input))
  const link = must(await services.invites.make(ann, agent.id))
  return { ...office, dora: agent.id, link }
}

const noLink = /^This link is not good any more/

test('an invited agent cannot sign in before, chooses name and password by the link, and is signed in', async () => {
  const { services, clock, dora, link } = await invitedDora()
  expect(link).toMatchObject({ purpose: 'welcome', expiresAt: clock.now() + 7 * DAY })
  expect(sentenceOf(await services.sessions.signIn('dora', '', 'x'))).toMatch(/^Login or password is wrong/)
  expect(must(await services.invites.see(link.token))).toMatchObject({ agent: { login: 'dora' }, asksCode: false })
  const { token } = must(
    await services.invites.accept(link.token, { name: 'Dora Lind', password: good }, 'Firefox on Linux'),
  )
  expect((await services.sessions.actorOf(token))?.agentId).toBe(dora)
  expect((await services.agents.get(dora))?.agent.name).toBe('Dora Lind')
  must(await services.sessions.signIn('dora', good, 'x'))
})

test.each<[string, (office: Awaited<ReturnType<typeof invitedDora>>) => Promise<unknown>]>([
  ['was used', ({ services, link }) => services.invites.accept(link.token, { name: 'Dora', password: good }, 'x')],
  ['has run out', async ({ clock }) => clock.advance(7 * DAY)],
  ['was replaced', ({ services, ann, dora }) => services.invites.make(ann, dora)],
  ['was withdrawn', ({ services, ann, dora }) => services.invites.withdraw(ann, dora)],
  [
    'is of somebody who was deactivated',
    ({ services, ann, dora }) => services.agents.update(ann, dora, { deactivated: true }),
  ],
  [
    'is of somebody who was given a password',
    ({ services, ann, dora }) => services.agents.update(ann, dora, { password: good }),
  ],
])('a link that %s lets nobody in', async (_why, spoil) => {
  const office = await invitedDora()
  const { services, link } = office
  await spoil(office)
  expect(sentenceOf(await services.invites.see(link.token))).toMatch(noLink)
  expect(sentenceOf(await services.invites.accept(link.token, { name: 'Eve', password: good }, 'x'))).toMatch(noLink)
  expect(sentenceOf(await services.invites.see(`${link.token}x`))).toMatch(noLink)
  expect(sentenceOf(await services.invites.see(''))).toMatch(noLink)
})

test('of two who press at the same moment one comes in', async () => {
  const { services, link } = await invitedDora()
  const both = await Promise.all(
    ['one', 'two'].map(name => services.invites.accept(link.token, { name, password: good }, name)),
  )
  expect(both.filter(isRefusal).map(sentenceOf)).toEqual([expect.stringMatching(noLink)])
})

test('a link for somebody who has a password is good for a day, and ends the sessions they had', async () => {
  const { services, clock, ann } = await anOffice()
  const old = must(await services.sessions.signIn('ben', good, 'lost phone'))
  const link = must(await services.invites.make(ann, ben))
  expect(link).toMatchObject({ purpose: 'reset', expiresAt: clock.now() + DAY })
  must(await services.invites.accept(link.token, { name: 'Ben', password: 'another good one' }, 'x'))
  expect(await services.sessions.actorOf(old.token)).toBeNull()
  expect(sentenceOf(await services.sessions.signIn('ben', good, 'x'))).toMatch(/wrong/)
})

const withFactor = async () => {
  const office = await anOffice()
  const { services, clock, me } = office
  const { secret } = must(await services.secondFactors.begin(me))
  const codeIn = (steps: number) => codeAt(mac, fromBase32(secret), Math.floor(clock.now() / stepMs) + steps)
  const { recoveryCodes } = must(await services.secondFactors.confirm(me, codeIn(0)))
  clock.advance(MINUTE)
  const signIn = (code?: string) => services.sessions.signIn('ben', good, 'x', code)
  return { ...office, secret, codeIn, recoveryCodes, signIn }
}

test('the second factor is in force once a code was entered, and then asked for', async () => {
  const { services, me, clock } = await anOffice()
  const { secret } = must(await services.secondFactors.begin(me))
  must(await services.sessions.signIn('ben', good, 'x'))
  expect(fieldOf(await services.secondFactors.confirm(me, '000000'))).toBe('code')
  must(await services.secondFactors.confirm(me, codeAt(mac, fromBase32(secret), Math.floor(clock.now() / stepMs))))
  expect(fieldOf(await services.sessions.signIn('ben', good, 'x'))).toBe('code')
  expect(isRefusal(await services.secondFactors.begin(me))).toBe(true)
})

test('a code is taken once, and neither an earlier one after it nor the one it was set up with', async () => {
  const { signIn, codeIn, clock } = await withFactor()
  expect(fieldOf(await signIn(codeIn(-2)))).toBe('code')
  const code = codeIn(0)
  must(await signIn(code))
  expect(fieldOf(await signIn(code))).toBe('code')
  expect(fieldOf(await signIn(codeIn(-1)))).toBe('code')
  clock.advance(stepMs)
  must(await signIn(codeIn(0)))
})

test('a right code with a wrong password is not used up and tells nothing', async () => {
  const { services, signIn, codeIn } = await withFactor()
  expect(fieldOf(await services.sessions.signIn('ben', 'wrong', 'x', codeIn(0)))).toBeUndefined()
  must(await signIn(codeIn(0)))
})

test('each recovery code lets in once, however it is typed', async () => {
  const { services, signIn, recoveryCodes } = await withFactor()
  expect(new Set(recoveryCodes).size).toBe(10)
  const [one = '', two = ''] = recoveryCodes
  must(await signIn(one.toUpperCase().replaceAll('-', ' ')))
  expect(fieldOf(await signIn(one))).toBe('code')
  must(await signIn(two))
  expect(await services.secondFactors.stateOf(ben)).toMatchObject({ recoveryCodesLeft: 8 })
})

test('it is turned off with the password, or by a supervisor; then codes are no more asked for or taken', async () => {
  const { services, me, ann, signIn, recoveryCodes } = await withFactor()
  expect(fieldOf(await services.secondFactors.stop(me, 'wrong'))).toBe('password')
  must(await services.secondFactors.reset(ann, ben))
  must(await signIn())
  expect(await services.secondFactors.stateOf(ben)).toBeNull()
  expect(sentenceOf(await services.secondFactors.stop(me, good))).toMatch(/no second factor/)
  const { secret } = must(await services.secondFactors.begin(me))
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  expect(fieldOf(await services.secondFactors.confirm(me, recoveryCodes[2] ?? ''))).toBe('code')
})

test('a link does not get around the second factor', async () => {
  const { services, ann, codeIn } = await withFactor()
  const { token } = must(await services.invites.make(ann, ben))
  expect(must(await services.invites.see(token)).asksCode).toBe(true)
  const accept = (code?: string) =>
    services.invites.accept(token, { name: 'Ben', password: good, ...(code === undefined ? {} : { code }) }, 'x')
  expect(fieldOf(await accept())).toBe('code')
  expect(fieldOf(await accept('000000'))).toBe('code')
  must(await accept(codeIn(0)))
})

test('sessions are listed with their own marked, and end one by one, all others, or by a new password', async () => {
  const { services, me } = await anOffice()
  let told = 0
  services.sessions.onEnded(() => {
    told += 1
  })
  const at = async (device: string) => must(await services.sessions.signIn('ben', good, device)).token
  const [phone, tablet, desk] = [await at('phone'), await at('tablet'), await at('desk')]
  const list = async () =>
    (await services.sessions.list(ben, desk)).map(one => `${one.device}${one.isThis ? ', this' : ''}`).toSorted()
  expect(await list()).toEqual(['desk, this', 'phone', 'tablet'])

  const onPhone = (await services.sessions.list(ben, desk)).find(one => one.device === 'phone')
  must(await services.sessions.end(me, ben, onPhone?.id ?? asId('')))
  expect(await services.sessions.actorOf(phone)).toBeNull()
  expect(sentenceOf(await services.sessions.end(me, ben, onPhone?.id ?? asId('')))).toMatch(/ended already/)
  // Nobody ends a session of another by naming it as their own.
  const onTablet = (await services.sessions.list(ben, desk)).find(one => one.device === 'tablet')
  expect(isRefusal(await services.sessions.end(me, asId<AgentId>('ann'), onTablet?.id ?? asId('')))).toBe(true)

  must(await services.sessions.changePassword(me, good, 'a new good word', desk))
  expect(await services.sessions.actorOf(tablet)).toBeNull()
  expect(await list()).toEqual(['desk, this'])
  must(await services.sessions.signIn('ben', 'a new good word', 'phone'))
  expect(await services.sessions.endOthers(me, ben, desk)).toBe(1)
  expect(await list()).toEqual(['desk, this'])
  expect(told).toBe(3)
})

test('a supervisor’s new password, and deactivating, end every session; activating brings none back', async () => {
  const { services, ann } = await anOffice()
  const first = must(await services.sessions.signIn('ben', good, 'x')).token
  must(await services.agents.update(ann, ben, { password: 'given by ann' }))
  expect(await services.sessions.actorOf(first)).toBeNull()
  const second = must(await services.sessions.signIn('ben', 'given by ann', 'x')).token
  must(await services.agents.update(ann, ben, { deactivated: true }))
  must(await services.agents.update(ann, ben, { deactivated: false }))
  expect(await services.sessions.actorOf(second)).toBeNull()
})

test('signing in and out is on record; failures are counted and do not flood it; no secret is ever there', async () => {
  const { services, store, clock, signIn, codeIn, secret, recoveryCodes } = await withFactor()
  for (let i = 0; i < 50; i++) {
    await services.sessions.signIn('ben', `guess ${i}`, 'x')
    await services.sessions.signIn(`typed-in-the-wrong-field ${i}`, 'x', 'x')
  }
  clock.advance(16 * MINUTE)
  await signIn('000000')
  await signIn('000000')
  const { token } = must(await signIn(codeIn(0)))
  await services.sessions.signOut(token)
  const trail = (await store.audit.list({ limit: 100 })).toReversed()
  expect(trail.map(one => [one.noun, one.name, one.deed, one.after])).toEqual([
    ['agent', 'Ben', 'changed', { secondFactor: 'on' }],
    ['session', 'Ben', 'signInFailed', { wrong: 'password', tries: 1 }],
    ['session', 'unknown login', 'signInFailed', { wrong: 'password', tries: 1 }],
    ['session', 'Ben', 'signInFailed', { wrong: 'code', tries: 50 }],
    ['session', 'Ben', 'signedIn', { device: 'x', failedBefore: 1 }],
    ['session', 'Ben', 'signedOut', { device: 'x' }],
  ])
  const written = JSON.stringify(trail)
  for (const kept of [secret, ...recoveryCodes, good, token, 'wrong-field']) expect(written).not.toContain(kept)
})
