// The office: agents, roles, sign-ins, queues, channels, settings, canned replies, quarantine.
import { describe, expect, test } from 'vitest'
import {
  type AgentId,
  asId,
  type CannedReplyId,
  type ChannelId,
  type QueueId,
  type RoleId,
  type SessionId,
} from '../../../main/domain/ids.ts'
import { defaultSettings } from '../../../main/domain/settings.ts'
import { aChannel, aCustomer, anAgent, aQueue, aRole } from '../../kit/builders.ts'
import { morning } from '../../kit/hand-clock.ts'
import { anEmptyStore, aStore, implementations, inTurn } from './implementations.ts'

const ann = asId<AgentId>('ann')
const ben = asId<AgentId>('ben')
const support = asId<QueueId>('support')
const website = asId<ChannelId>('website')

describe.each(implementations)('the office in $name', implementation => {
  test('agents are found by their login in any case, and no two share one', async () => {
    const store = await aStore(implementation)
    await store.transact(tx => tx.agents.insert(anAgent('jo', { login: 'Jürgen' })))
    expect((await store.agents.byLogin('JÜRGEN'))?.id).toBe('jo')
    await expect(store.transact(tx => tx.agents.insert(anAgent('other', { login: 'jürgen' })))).rejects.toThrow()
    expect(await store.agents.byLogin('nobody')).toBeNull()
  })

  test('an agent comes back as stored, and changes field by field', async () => {
    const store = await aStore(implementation)
    const roles = [asId<RoleId>('z'), asId<RoleId>('a')]
    for (const id of roles) await store.transact(tx => tx.agents.insertRole(aRole({ id, name: id, permissions: [] })))
    const dora = anAgent('dora', {
      roleIds: roles,
      chatLimit: 3,
      presence: { status: 'inactive', reason: 'away', since: 5 },
    })
    await store.transact(tx => tx.agents.insert(dora))
    expect(await store.agents.get(dora.id)).toEqual(dora)
    const change = { presence: { status: 'active', since: 9 }, roleIds: [asId<RoleId>('a')], chatLimit: null } as const
    await store.transact(tx => tx.agents.update(dora.id, change))
    expect(await store.agents.get(dora.id)).toEqual({ ...dora, ...change })
    await store.transact(tx => tx.agents.update(dora.id, {}))
    expect(await store.agents.get(dora.id)).toEqual({ ...dora, ...change })
  })

  test('permissions are those of all roles together; a deactivated agent has none', async () => {
    const store = await aStore(implementation)
    const role = (id: string, ...permissions: ('CanManageChats' | 'CanSeeAllChats')[]) =>
      aRole({ id: asId<RoleId>(id), name: id, permissions })
    await store.transact(tx => tx.agents.insertRole(role('one', 'CanManageChats')))
    await store.transact(tx => tx.agents.insertRole(role('two', 'CanManageChats', 'CanSeeAllChats')))
    await store.transact(tx => tx.agents.update(ben, { roleIds: [asId<RoleId>('one'), asId<RoleId>('two')] }))
    expect(await store.agents.permissionsOf(ben)).toEqual(new Set(['CanManageChats', 'CanSeeAllChats']))
    await store.transact(tx => tx.agents.updateRole(asId<RoleId>('two'), { permissions: [] }))
    expect(await store.agents.permissionsOf(ben)).toEqual(new Set(['CanManageChats']))
    await store.transact(tx => tx.agents.update(ben, { deactivatedAt: morning }))
    expect(await store.agents.permissionsOf(ben)).toEqual(new Set())
    expect((await store.agents.roles()).map(({ name }) => name)).toEqual(['Everything', 'one', 'two'])
  })

  test('a sign-in is known by its token until it is taken back', async () => {
    const store = await aStore(implementation)
    const session = {
      id: asId<SessionId>('s'),
      tokenHash: 'h',
      agentId: ann,
      createdAt: 1,
      lastUsedAt: 1,
      expiresAt: 9,
      label: 'Firefox',
    }
    await store.transact(tx => tx.agents.insertSession(session))
    await store.transact(tx => tx.agents.touchSession('h', 5))
    expect(await store.agents.session('h')).toEqual({ ...session, lastUsedAt: 5 })
    await store.transact(tx => tx.agents.deleteSession('h'))
    expect(await store.agents.session('h')).toBeNull()
  })

  test('members of a queue are its agents and those of its roles, once each, without the deactivated', async () => {
    const store = await aStore(implementation)
    await inTurn(
      store,
      tx => tx.agents.insert(anAgent('dora', { roleIds: [asId<RoleId>('everything')] })),
      tx => tx.agents.insert(anAgent('gone', { deactivatedAt: morning })),
      tx =>
        tx.queues.insert(
          aQueue('sales', { agentIds: [ann, ben, asId<AgentId>('gone')], roleIds: [asId<RoleId>('everything')] }),
        ),
    )
    const sales = asId<QueueId>('sales')
    expect(await store.queues.memberIds(sales)).toEqual(['ann', 'ben', 'dora'])
    expect(await store.queues.ofAgent(asId<AgentId>('dora'))).toEqual(['sales'])
    expect((await store.queues.ofAgent(ann)).toSorted()).toEqual(['sales', 'support'])
    expect(await store.queues.ofAgent(asId<AgentId>('gone'))).toEqual([])
  })

  test('a queue is replaced only by who saw its present version', async () => {
    const store = await aStore(implementation)
    const queue = await store.queues.get(support)
    if (!queue) throw new Error('There is no queue.')
    const changed = { ...queue, name: 'Help', agentIds: [ben, ann], completionTimeoutMinutes: 0.5, version: 2 }
    const replace = (name: string) => store.transact(tx => tx.queues.replace({ ...changed, name }, 1))
    expect([await replace('Help'), await replace('Late')]).toEqual([true, false])
    expect(await store.queues.get(support)).toEqual(changed)
  })

  test('queues are put into another order without a new version, and keep their working hours', async () => {
    const store = await aStore(implementation)
    const week = Array.from({ length: 7 }, () => [{ from: '09:00', to: '17:00' }])
    const workingHours = { timeZone: 'Asia/Kolkata', week, holidays: [], closedText: 'Back at nine.' }
    await store.transact(tx => tx.queues.insert(aQueue('night', { position: 9, workingHours })))
    await store.transact(tx => tx.queues.setOrder([asId<QueueId>('night'), support]))
    expect((await store.queues.all()).map(({ id, version, workingHours }) => [id, version, workingHours])).toEqual([
      ['night', 1, workingHours],
      ['support', 1, null],
    ])
  })

  test('queues come in their order', async () => {
    const store = await aStore(implementation)
    await store.transact(tx => tx.queues.insert(aQueue('last', { position: 9 })))
    await store.transact(tx => tx.queues.insert(aQueue('first', { position: -1 })))
    expect((await store.queues.all()).map(queue => queue.id)).toEqual(['first', 'support', 'last'])
  })

  test('a channel comes back as stored; changes count its version, cursor and profile do not', async () => {
    const store = await aStore(implementation)
    const channel = aChannel('bot', {
      kind: 'telegram',
      settings: { apiRoot: 'x' },
      sealedSecrets: 's',
      profile: { name: 'B' },
    })
    await store.transact(tx => tx.channels.insert(channel))
    expect(await store.channels.get(channel.id)).toEqual(channel)
    await store.transact(tx => tx.channels.setCursor(channel.id, '42'))
    await store.transact(tx => tx.channels.update(channel.id, { active: false }))
    await store.transact(tx => tx.channels.setProfile(channel.id, { name: 'C' }))
    const changed = { ...channel, cursor: '42', active: false, profile: { name: 'C' }, version: 2 }
    expect(await store.channels.get(channel.id)).toEqual(changed)
    expect((await store.channels.all()).map(({ id }) => id)).toEqual(['bot', 'website'])
  })

  test('a channel that has chats cannot be deleted; one without can', async () => {
    const store = await aStore(implementation)
    expect(await store.channels.hasChats(website)).toBe(false)
    await store.transact(tx => aCustomer(tx))
    expect(await store.channels.hasChats(website)).toBe(true)
    await expect(store.transact(tx => tx.channels.delete(website))).rejects.toThrow()
    expect(await store.contacts.identityAt(website, 'carol-address')).not.toBeNull()

    await store.transact(tx => tx.channels.insert(aChannel('unused')))
    await store.transact(tx => tx.quarantine.add({ channelId: asId('unused'), at: 1, payload: '?', reason: 'odd' }))
    const unused = asId<ChannelId>('unused')
    await store.transact(tx => tx.channels.markDeleted(unused, 5))
    expect(await store.channels.get(unused)).toBeNull()
    expect((await store.channels.all()).map(({ id }) => id)).toEqual(['website'])
    expect(await store.channels.deletedBefore(6)).toEqual([unused])
    expect(await store.channels.deleted(website)).toBeNull()
    await store.transact(tx => tx.channels.markDeleted(unused, null))
    expect(await store.channels.get(unused)).toEqual(aChannel('unused'))
    await store.transact(tx => tx.channels.delete(unused))
    expect(await store.channels.get(asId<ChannelId>('unused'))).toBeNull()
  })

  test('settings have their defaults until they are set', async () => {
    const store = await anEmptyStore(implementation)
    expect(await store.settings.all()).toEqual(defaultSettings)
    await store.transact(tx => tx.settings.set('SimultaneousChats', 7, 1, null))
    await store.transact(tx => tx.settings.set('SimultaneousChats', 8, 2, null))
    const sound = { fileId: asId<never>('f'), name: 'ring.mp3', mime: 'audio/mpeg' }
    await store.transact(tx => tx.settings.set('OmniChatNotificationSound', sound, 2, null))
    const stored = { ...defaultSettings, SimultaneousChats: 8, OmniChatNotificationSound: sound }
    expect(await store.settings.all()).toEqual(stored)
  })

  test('canned replies are kept, changed, counted and thrown away', async () => {
    const store = await aStore(implementation)
    const id = asId<CannedReplyId>('r')
    await store.transact(tx =>
      tx.cannedReplies.insert({ id, name: 'Hi', text: 'Hello', queueId: null, usedCount: 0, version: 1 }),
    )
    await store.transact(tx => tx.cannedReplies.countUse(id))
    await store.transact(tx => tx.cannedReplies.update(id, { text: 'Hello!', queueId: support }))
    expect(await store.cannedReplies.all()).toEqual([
      { id, name: 'Hi', text: 'Hello!', queueId: 'support', usedCount: 1, version: 2 },
    ])
    await store.transact(tx => tx.cannedReplies.markDeleted(id, 5))
    expect(await store.cannedReplies.all()).toEqual([])
    expect(await store.cannedReplies.deleted(id)).toMatchObject({ id, version: 2 })
    expect(await store.cannedReplies.deletedBefore(5)).toEqual([])
    expect(await store.cannedReplies.deletedBefore(6)).toEqual([id])
    await store.transact(tx => tx.cannedReplies.delete(id))
    expect(await store.cannedReplies.all()).toEqual([])
    expect(await store.chatActions.ofQueue(support)).toEqual([])
  })

  test('what could not be understood is kept whole, newest first, until somebody removes it', async () => {
    const store = await aStore(implementation)
    const add = (payload: string) =>
      store.transact(tx => tx.quarantine.add({ channelId: website, at: morning, payload, reason: 'No idea.' }))
    await add('{"a":')
    await add('\0🤷')
    const [second, first] = await store.quarantine.list(10)
    expect(second).toMatchObject({ payload: '\0🤷', channelId: 'website', reason: 'No idea.' })
    await store.transact(tx => tx.quarantine.remove(second?.id ?? 0))
    expect(await store.quarantine.list(10)).toEqual([first])
  })
})
