// Access tokens: told once, good for what they say and for as long as they say, and ended by whoever may end them.
import { expect, test } from 'vitest'
import { DAY, MINUTE } from '../../main/domain/clock.ts'
import { type AccessTokenId, type AgentId, asId, type RoleId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import type { AccessTokenInput } from '../../main/services/access-token-verbs.ts'
import { aRole } from '../kit/builders.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'

const [ann, ben] = [asId<AgentId>('ann'), asId<AgentId>('ben')]
const bot = { name: 'Nightingale', roleIds: [], queueIds: [], chatLimit: null }
const input: AccessTokenInput = { label: 'Night bot', scopes: ['chats--access:rw'], expiresAt: null }

const anOffice = async (more: Partial<AccessTokenInput> = {}) => {
  const office = await anOpenOffice()
  const { accessTokens } = office.services
  const { token, card } = must(await accessTokens.create(office.actor('ben'), ben, { ...input, ...more }))
  const bearer = (account: string | null = null) => accessTokens.bearerOf({ token, account })
  const ended: AccessTokenId[][] = []
  accessTokens.onRevoked(ids => void ended.push([...ids]))
  return { ...office, accessTokens, token, card, bearer, ended }
}

test('whoever has it is the agent, with the rights that the agent has at this moment, and its scopes', async () => {
  const { store, bearer, card } = await anOffice({ clientId: 'desk-42' })
  expect(await bearer()).toMatchObject({
    actor: { agentId: ben, permissions: new Set() },
    scopes: ['chats--access:rw'],
    clientId: 'desk-42',
    tokenId: card.id,
    expiresAt: null,
  })
  await store.transact(async tx => {
    await tx.agents.insertRole(aRole({ id: asId<RoleId>('lead'), permissions: ['CanSeeAllChats'] }))
    await tx.agents.update(ben, { roleIds: [asId<RoleId>('lead')] })
  })
  expect((await bearer())?.actor.permissions).toEqual(new Set(['CanSeeAllChats']))
})

test('with the account, it is good for that account alone, by id or by login', async () => {
  const { store, bearer } = await anOffice()
  await store.transact(tx => tx.agents.update(ben, { login: 'ben@example.com' }))
  expect(await bearer('ben')).not.toBeNull()
  expect(await bearer('BEN@example.com')).not.toBeNull()
  expect(await bearer('ann')).toBeNull()
})

test('what is kept of it is a digest; neither store nor record tells it', async () => {
  const { store, token, accessTokens, services } = await anOffice()
  expect(token).toMatch(/^pat_/)
  const told = JSON.stringify([
    await store.accessTokens.ofAgent(ben),
    await accessTokens.list(ben),
    await store.audit.list({ limit: 50 }),
  ])
  expect(told).not.toContain(token)
  expect(JSON.stringify(await accessTokens.list(ben))).not.toContain('tokenHash')
  expect(await services.sessions.actorOf(token)).toBeNull()
})

test('it is good until its end and not a moment longer', async () => {
  const office = await anOpenOffice()
  const { accessTokens } = office.services
  const expiresAt = office.clock.now() + DAY
  const { token } = must(await accessTokens.create(office.actor('ben'), ben, { ...input, expiresAt }))
  office.clock.advance(DAY - 1)
  expect(await accessTokens.bearerOf({ token, account: null })).toMatchObject({ expiresAt })
  office.clock.advance(1)
  expect(await accessTokens.bearerOf({ token, account: null })).toBeNull()
  expect(await accessTokens.list(ben)).toHaveLength(1)
})

test('its last use is written, but not at each call', async () => {
  const { accessTokens, bearer, clock } = await anOffice()
  expect((await accessTokens.list(ben))[0]?.lastUsedAt).toBeNull()
  const first = clock.now()
  await bearer()
  clock.advance(5 * MINUTE)
  await bearer()
  expect((await accessTokens.list(ben))[0]?.lastUsedAt).toBe(first)
  clock.advance(6 * MINUTE)
  await bearer()
  expect((await accessTokens.list(ben))[0]?.lastUsedAt).toBe(first + 11 * MINUTE)
})

test('revoked, it is no good any more, whoever listens is told once, and it is on record who did it', async () => {
  const { accessTokens, bearer, card, ended, store, actor } = await anOffice()
  must(await accessTokens.revoke(actor('ann'), ben, card.id))
  expect(await bearer()).toBeNull()
  expect(await accessTokens.list(ben)).toEqual([])
  expect(ended).toEqual([[card.id]])
  expect(await accessTokens.revoke(actor('ann'), ben, card.id)).toMatchObject({ code: 'notFound' })
  expect(ended).toHaveLength(1)
  expect(await store.audit.list({ limit: 2 })).toMatchObject([
    { noun: 'accessToken', name: 'Night bot', deed: 'revoked', agentId: ann },
    { noun: 'accessToken', name: 'Night bot', deed: 'created', agentId: ben, after: { agent: 'Ben' } },
  ])
})

test('nobody revokes a token of somebody else by taking it for their own', async () => {
  const { accessTokens, bearer, card, actor } = await anOffice()
  expect(await accessTokens.revoke(actor('ann'), ann, card.id)).toMatchObject({ code: 'notFound' })
  expect(await bearer()).not.toBeNull()
})

test('whoever is deactivated is let in no more, and what stands open for their tokens is told so', async () => {
  const { services, bearer, card, ended, supervisor } = await anOffice()
  must(await services.agents.update(supervisor('ann'), ben, { deactivated: true }))
  expect(await bearer()).toBeNull()
  expect(ended).toEqual([[card.id]])
})

test.each([
  ['past', 0, /^expiresAt: this is past already/],
  ['ten years ahead', 3_651 * DAY, /^expiresAt: this is more than ten years ahead/],
])('an end that is %s is refused', async (_when, ahead, sentence) => {
  const { services, clock, actor } = await anOpenOffice()
  const said = await services.accessTokens.create(actor('ben'), ben, { ...input, expiresAt: clock.now() + ahead })
  expect(isRefusal(said) && said.sentence).toMatch(sentence)
})

test('there are 25 at most; those that ran out give way', async () => {
  const { services, clock, actor } = await anOpenOffice()
  const make = (expiresAt: number | null) => services.accessTokens.create(actor('ben'), ben, { ...input, expiresAt })
  for (let i = 0; i < 24; i++) must(await make(null))
  must(await make(clock.now() + DAY))
  expect(await make(null)).toMatchObject({ code: 'tooMany' })
  clock.advance(DAY)
  must(await make(null))
  expect(await services.accessTokens.list(ben)).toHaveLength(25)
})

test('a new password revokes every token, whoever sets it: who knew the old one may have made some', async () => {
  const { services, store, bearer, ended, card, actor, supervisor, accessTokens } = await anOffice()
  const mine = must(await accessTokens.create(actor('ann'), ann, input))
  must(await services.agents.update(supervisor('ann'), ben, { name: 'Benjamin' }))
  expect(await bearer()).not.toBeNull()
  must(await services.agents.update(supervisor('ann'), ben, { password: 'a good long word' }))
  expect(await bearer()).toBeNull()
  expect(ended).toEqual([[card.id]])
  const again = must(await accessTokens.create(actor('ben'), ben, input))
  must(await services.sessions.changePassword(actor('ben'), 'a good long word', 'another good word', null))
  expect(await accessTokens.bearerOf({ token: again.token, account: null })).toBeNull()
  const last = must(await accessTokens.create(actor('ben'), ben, input))
  const { token: link } = must(await services.invites.make(supervisor('ann'), ben))
  must(await services.invites.accept(link, { name: 'Ben', password: 'a third good word' }, 'desk'))
  expect(await accessTokens.bearerOf({ token: last.token, account: null })).toBeNull()
  expect(await accessTokens.bearerOf({ token: mine.token, account: null })).not.toBeNull()
  const entries = await store.audit.list({ limit: 50 })
  expect(entries.filter(({ noun, deed }) => noun === 'accessToken' && deed === 'revoked')).toHaveLength(3)
})

test('nobody joins the program of others by its name, through which its bots would be theirs, but who manages agents', async () => {
  const { services, store, accessTokens, actor, supervisor } = await anOffice()
  const of = (name: string, clientId: string) =>
    accessTokens.create(actor(name), asId<AgentId>(name), { ...input, clientId })
  must(await services.agents.createBot(supervisor('ann'), { ...bot, clientId: 'night-app' }))
  must(await of('ann', 'reports'))
  must(await of('ann', 'reports'))
  for (const clientId of ['night-app', 'reports'])
    expect(await of('ben', clientId)).toMatchObject({ refused: true, code: 'notAllowed', field: 'clientId' })
  must(await of('ben', 'my-own'))
  await store.transact(async tx => {
    await tx.agents.insertRole(aRole({ id: asId<RoleId>('staff'), permissions: ['CanManageAgents'] }))
    await tx.agents.update(ben, { roleIds: [asId<RoleId>('staff')] })
  })
  must(await of('ben', 'night-app'))
})
