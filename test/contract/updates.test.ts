// What an update leaves out stays as it is: no procedure that changes something fills in a default.
import { expect, test } from 'vitest'
import { contract } from '../../preload/contract.ts'
import * as s from '../../preload/shapes.ts'

const updates = [
  [contract.queues.update, { queueId: 'q1' }],
  [contract.agents.update, { agentId: 'a1' }],
  [contract.channels.update, { channelId: 'c1' }],
  [contract.cannedReplies.update, { id: 'r1' }],
  [contract.contacts.update, { contactId: 'p1' }],
  [contract.settings.set, {}],
] as const

test.each(updates.map(([procedure, given]) => [JSON.stringify(given), procedure, given] as const))(
  'an update of %s alone changes nothing',
  async (_, procedure, given) => {
    const schema = procedure['~orpc'].inputSchema
    expect(await schema?.['~standard'].validate(given)).toEqual({ value: given })
  },
)

test('a new queue has the defaults', () => {
  expect(s.queueInput.parse({ name: 'Support' })).toEqual({
    name: 'Support',
    routingRule: 'toAllAgents',
    completionTimeoutMinutes: null,
    acceptTimeoutMinutes: null,
    workingHours: null,
    agentIds: [],
    roleIds: [],
  })
})
