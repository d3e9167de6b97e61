// Every change of the set-up is on record: by whom, from what to what, and no secret in it.
import { expect, test } from 'vitest'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'

test('queues, agents, channels, settings and canned replies are on record with who changed them', async () => {
  const { services, store, supervisor } = await anOpenOffice()
  const ann = supervisor('ann')
  const support = asId<QueueId>('support')
  must(await services.queues.update(ann, support, { name: 'Help desk', completionTimeoutMinutes: 30 }))
  const made = must(
    await services.agents.create(ann, {
      login: 'cleo',
      name: 'Cleo',
      password: 'a very secret word',
      roleIds: [],
      queueIds: [],
      chatLimit: 3,
    }),
  )
  must(await services.agents.update(ann, made.agent.id, { deactivated: true, password: 'another secret word' }))
  must(await services.settings.set(ann, { SimultaneousChats: 5 }))
  const reply = must(await services.cannedReplies.create(ann, { name: 'Bye', text: 'Bye!', queueId: null }))
  must(await services.cannedReplies.update(ann, reply.id, { text: 'Good bye!' }))
  await services.cannedReplies.remove(ann, reply.id)

  const trail = await store.audit.list({ limit: 100 })
  expect(trail.every(one => one.agentId === 'ann')).toBe(true)
  expect(trail.map(({ noun, deed, before, after }) => [noun, deed, before, after]).toReversed()).toEqual([
    [
      'queue',
      'changed',
      { name: 'Support', completionTimeoutMinutes: null },
      { name: 'Help desk', completionTimeoutMinutes: 30 },
    ],
    ['agent', 'created', null, { login: 'cleo', name: 'Cleo', roles: [], chatLimit: 3, deactivated: false }],
    ['agent', 'deactivated', { deactivated: false, password: null }, { deactivated: true, password: 'set anew' }],
    ['setting', 'changed', { value: 2 }, { value: 5 }],
    ['cannedReply', 'created', null, { name: 'Bye', text: 'Bye!', queue: null }],
    ['cannedReply', 'changed', { text: 'Bye!' }, { text: 'Good bye!' }],
    ['cannedReply', 'deleted', { name: 'Bye', text: 'Good bye!', queue: null }, null],
  ])
  expect(JSON.stringify(trail)).not.toMatch(/secret word/)
})

test('what changes nothing, and what is refused, leaves no trace', async () => {
  const { services, store, supervisor } = await anOpenOffice()
  const support = asId<QueueId>('support')
  must(await services.queues.update(supervisor('ann'), support, { name: 'Support' }))
  expect(isRefusal(await services.queues.update(supervisor('ann'), support, { agentIds: [asId('nobody')] }))).toBe(true)
  expect(await store.audit.list({ limit: 10 })).toEqual([])
})
