// Roles at work: who gains one is rung at once, who loses one no longer; rights change at once; the last manager stays.
import { expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import { type AgentId, asId, type ChatId, type QueueId, type RoleId } from '../../main/domain/ids.ts'
import { permissions } from '../../main/domain/permissions.ts'
import { isRefusal, type Refusal } from '../../main/domain/refusal.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const support = asId<QueueId>('support')
const everything = asId<RoleId>('everything')
const id = (name: string) => asId<AgentId>(name)

const refusalOf = (said: unknown): Pick<Refusal, 'code' | 'sentence' | 'field'> => {
  if (!isRefusal(said)) throw new Error('It was not refused')
  const { code, sentence, field } = said
  return { code, sentence, ...(field === undefined ? {} : { field }) }
}

/** Ann may do everything; the queue "Support" is filled by the role "Crew" alone, which nobody has yet. */
const aCrewedOffice = async (rule: 'toAllAgents' | 'toAvailableAgent' = 'toAllAgents') => {
  const office = await anOpenOffice({ agents: ['ann', 'ben', 'cleo'] })
  const ann = office.supervisor('ann')
  await office.store.transact(tx => tx.agents.update(id('ann'), { roleIds: [everything] }))
  const crew = must(await office.services.roles.create(ann, { name: 'Crew', permissions: [] }))
  must(await office.services.queues.update(ann, support, { agentIds: [], roleIds: [crew.id], routingRule: rule }))
  const give = async (name: string, ...roleIds: RoleId[]) => {
    must(await office.services.agents.update(ann, id(name), { roleIds }))
    await office.settled()
  }
  return { ...office, ann, crew, give }
}

const ringsAt = async (office: Pick<TestOffice, 'panel'>, ...names: string[]) => {
  const rung: string[] = []
  for (const name of names) if ((await office.panel(name)).some(card => card.rings)) rung.push(name)
  return rung
}

test('a role that gains and loses members with chats waiting rings at those who have it at the moment', async () => {
  const office = await aCrewedOffice()
  const { network, settled, give, crew, clock } = office
  await network.says('carol', 'Hello?')
  await settled()
  expect(await ringsAt(office, 'ben', 'cleo')).toEqual([])

  await give('ben', crew.id)
  expect(await ringsAt(office, 'ben', 'cleo')).toEqual(['ben'])
  clock.advance(3 * MINUTE)
  await give('cleo', crew.id)
  expect(await ringsAt(office, 'ben', 'cleo')).toEqual(['ben', 'cleo'])
  await give('ben')
  expect(await ringsAt(office, 'ben', 'cleo')).toEqual(['cleo'])
  await give('cleo')
  expect(await ringsAt(office, 'ben', 'cleo')).toEqual([])
  await give('ben', crew.id)
  expect(await ringsAt(office, 'ben', 'cleo')).toEqual(['ben'])
})

test('an offer to somebody who loses the role goes to the next of it, and back to nobody when there is none', async () => {
  const office = await aCrewedOffice('toAvailableAgent')
  const { network, settled, give, crew, store } = office
  await give('ben', crew.id)
  await give('cleo', crew.id)
  await network.says('carol', 'Hello?')
  await settled()
  const [first = ''] = await ringsAt(office, 'ben', 'cleo')
  const other = first === 'ben' ? 'cleo' : 'ben'
  await give(first)
  expect(await ringsAt(office, 'ben', 'cleo')).toEqual([other])
  await give(other)
  expect(await store.offers.open()).toEqual([])
})

test('what somebody has accepted stays theirs when they lose the role; nothing new comes', async () => {
  const office = await aCrewedOffice()
  const { network, settled, give, crew, services, actor } = office
  await give('ben', crew.id)
  await network.says('carol', 'Hello?')
  await settled()
  const [card] = await office.panel('ben')
  must(await services.chatService.acceptChat(actor('ben'), card?.row.id ?? asId<ChatId>('')))
  await give('ben')
  await network.says('dave', 'Me too')
  await settled()
  expect((await office.panel('ben')).map(one => [one.row.contactName, one.rings])).toEqual([['carol', false]])
})

test('rights of a role are those of its people from the next call on, and each of them is told', async () => {
  const { services, ann, crew, give, store } = await aCrewedOffice()
  await give('ben', crew.id)
  const before = await store.events.last()
  must(await services.roles.update(ann, crew.id, { permissions: ['CanSeeAllChats'] }, 1))
  expect([...((await services.sessions.actorOfAgent(id('ben')))?.permissions ?? [])]).toEqual(['CanSeeAllChats'])
  const told = await store.events.after(before, 10)
  expect(told.map(one => [one.type, one.agentId ?? one.facts?.roleId])).toEqual([
    ['role.changed', crew.id],
    ['agent.changed', 'ben'],
  ])
})

test('the second of two who edit a role is told, and nothing is overwritten', async () => {
  const { services, ann, crew } = await aCrewedOffice()
  must(await services.roles.update(ann, crew.id, { name: 'Night crew' }, crew.version))
  expect(refusalOf(await services.roles.update(ann, crew.id, { name: 'Day crew' }, crew.version))).toEqual({
    code: 'conflict',
    sentence: 'Somebody changed the role Night crew in the meantime. Look at it again, then save.',
    field: 'version',
  })
  expect((await services.roles.list()).map(one => [one.name, one.version])).toContainEqual(['Night crew', 2])
})

test('no two roles are called the same, and one in use is not deleted', async () => {
  const { services, ann, crew, give, store } = await aCrewedOffice()
  expect(refusalOf(await services.roles.create(ann, { name: ' CREW ', permissions: [] }))).toMatchObject({
    field: 'name',
  })
  await give('ben', crew.id)
  expect(refusalOf(await services.roles.remove(ann, crew.id)).sentence).toBe(
    'The role Crew is in use: agents have it: Ben; queues are filled by it: Support. Take it from them first.',
  )
  await give('ben')
  must(await services.queues.update(ann, support, { roleIds: [] }))
  must(await services.roles.remove(ann, crew.id))
  expect((await services.roles.list()).map(one => one.id)).toEqual([everything])
  const trail = await store.audit.list({ noun: 'role', limit: 10 })
  expect(trail.map(one => [one.deed, one.agentId])).toEqual([
    ['deleted', 'ann'],
    ['created', 'ann'],
  ])
})

test('the last who may manage cannot lose it by their own form, by their role, or by being deactivated', async () => {
  const { services, ann, supervisor, give } = await aCrewedOffice()
  const last = 'Ann is the last one who may manage agents. Give somebody else that right first.'
  expect(refusalOf(await services.agents.update(ann, id('ann'), { roleIds: [] })).sentence).toBe(last)
  expect(refusalOf(await services.agents.update(supervisor('ben'), id('ann'), { deactivated: true })).sentence).toBe(
    last,
  )
  expect(refusalOf(await services.roles.update(ann, everything, { permissions: [] }))).toMatchObject({
    sentence: last,
    field: 'permissions',
  })
  expect(
    refusalOf(
      await services.roles.update(ann, everything, { permissions: permissions.filter(p => p !== 'CanManageChats') }),
    ).sentence,
  ).toBe('Ann is the last one who may set up chats. Give somebody else that right first.')

  // Somebody who was invited and has not come yet does not count.
  const dora = { login: 'dora', name: 'Dora', password: null, roleIds: [everything], queueIds: [], chatLimit: null }
  must(await services.agents.create(ann, dora))
  expect(refusalOf(await services.agents.update(ann, id('ann'), { roleIds: [] })).sentence).toBe(last)

  await give('ben', everything)
  must(await services.agents.update(ann, id('ann'), { roleIds: [] }))
})

test('nobody gives a right that they do not hold, neither by a role nor by coming into the place of somebody who does', async () => {
  const { services, ann, actor, store } = await aCrewedOffice()
  const staff = must(await services.roles.create(ann, { name: 'Staff', permissions: ['CanManageAgents'] }))
  must(await services.agents.update(ann, id('ben'), { roleIds: [staff.id] }))
  const ben = actor('ben', 'CanManageAgents')
  const newcomer = { name: 'Dan', roleIds: [everything], queueIds: [], chatLimit: null }
  const token = { label: 'mine', scopes: [], expiresAt: null }
  for (const [field, tried] of [
    ['permissions', services.roles.create(ben, { name: 'Seers', permissions: ['CanSeeAllChats'] })],
    ['permissions', services.roles.update(ben, staff.id, { permissions: ['CanManageAgents', 'CanManageChats'] })],
    ['roleIds', services.agents.update(ben, id('ben'), { roleIds: [staff.id, everything] })],
    ['roleIds', services.agents.create(ben, { ...newcomer, login: 'dan', password: null })],
    ['roleIds', services.agents.createBot(ben, { ...newcomer, clientId: null })],
    ['password', services.agents.update(ben, id('ann'), { password: 'a new password' })],
    ['agentId', services.invites.make(ben, id('ann'))],
    ['agentId', services.accessTokens.create(ben, id('ann'), token)],
  ] as const)
    expect(refusalOf(await tried)).toMatchObject({
      code: 'notAllowed',
      field,
      sentence: expect.stringMatching(
        /^\w+: you may not .+ yourself, so you cannot let others do so\. Ask somebody who may\.$/,
      ),
    })
  // What they hold they give, what is there already they leave, and what nobody holds anybody can bring back.
  must(await services.agents.update(ben, id('cleo'), { roleIds: [staff.id] }))
  must(await services.roles.update(ben, everything, { name: 'All of it' }))
  must(await services.agents.update(ben, id('ann'), { name: 'Anna' }))
  must(await services.roles.update(ann, everything, { permissions: permissions.filter(one => one !== 'CanIntegrate') }))
  must(await services.roles.create(ben, { name: 'Integrators', permissions: ['CanIntegrate'] }))
  expect((await store.agents.get(id('ann')))?.roleIds).toEqual([everything])
})
