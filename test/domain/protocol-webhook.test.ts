// Which webhooks of LiveChat's protocol are told of what: by action, by whose bots are there, and by their filters.
import { describe, expect, test } from 'vitest'
import {
  type Following,
  type Happening,
  isProtocolAction,
  isToldOf,
  protocolActions,
  unknownHere,
} from '../../main/domain/protocol-webhook.ts'

const following: Following = {
  action: 'incoming_event',
  type: 'license',
  clientId: 'app',
  filters: {},
  additionalData: [],
}
const happening: Happening = {
  action: 'incoming_event',
  authorType: 'customer',
  byClientId: null,
  bySystem: false,
  chat: { sourceClientId: 'app', presentUserIds: ['carol', 'ann'], botClientIds: [] },
  aboutClientId: null,
}

describe('a webhook is told', () => {
  test.each<[string, Partial<Following>, Partial<Happening>, boolean]>([
    ['what it follows', {}, {}, true],
    ['nothing else', {}, { action: 'event_updated' }, false],
    ['of customers, when it asks for customers', { filters: { authorType: 'customer' } }, {}, true],
    ['nothing of agents then', { filters: { authorType: 'customer' } }, { authorType: 'agent' }, false],
    ['nothing of the system then', { filters: { authorType: 'agent' } }, { authorType: null }, false],
    ['of chats that it began', { filters: { onlyMyChats: true } }, {}, true],
    ['of no others then', { filters: { onlyMyChats: true }, clientId: 'other' }, {}, false],
    [
      'of no others then, such as those that nobody’s program began',
      { filters: { onlyMyChats: true } },
      { chat: { sourceClientId: null, presentUserIds: [], botClientIds: [] } },
      false,
    ],
    ['of chats where somebody is', { filters: { chatPresence: { userIds: { values: ['ann', 'x'] } } } }, {}, true],
    ['not of chats where nobody of them is', { filters: { chatPresence: { userIds: { values: ['x'] } } } }, {}, false],
    ['of chats where somebody is not', { filters: { chatPresence: { userIds: { excludeValues: ['x'] } } } }, {}, true],
    [
      'not of chats where one of them is',
      { filters: { chatPresence: { userIds: { excludeValues: ['ann'] } } } },
      {},
      false,
    ],
    ['of chats with its bots', { filters: { chatPresence: { myBots: true } } }, withBot('app'), true],
    ['not of chats with bots of others', { filters: { chatPresence: { myBots: true } } }, withBot('other'), false],
    [
      'of chats with its bots or with somebody, where it asks for both',
      { filters: { chatPresence: { myBots: true, userIds: { values: ['ann'] } } } },
      {},
      true,
    ],
    ['what its own bots do', { filters: { sourceTypes: ['my_client'] } }, { byClientId: 'app' }, true],
    ['what others do', { filters: { sourceTypes: ['other_clients'] } }, { byClientId: 'app' }, false],
    ['what people do as others', { filters: { sourceTypes: ['other_clients'] } }, {}, true],
    ['what Parley does as the system', { filters: { sourceTypes: ['system'] } }, { bySystem: true }, true],
    ['what Parley does only then', { filters: { sourceTypes: ['my_client'] } }, { bySystem: true }, false],
    ['of the chats of its bots, as a bot’s', { type: 'bot' }, withBot('app'), true],
    ['of no other chats, as a bot’s', { type: 'bot' }, withBot('other'), false],
    [
      'of its bots’ status, as a bot’s',
      { type: 'bot', action: 'routing_status_set' },
      { action: 'routing_status_set', chat: null, aboutClientId: 'app' },
      true,
    ],
    [
      'of no other status, as a bot’s',
      { type: 'bot', action: 'routing_status_set' },
      { action: 'routing_status_set', chat: null, aboutClientId: null },
      false,
    ],
  ])('%s', (_what, one, what, isTold) => {
    expect(isToldOf({ ...following, ...one }, { ...happening, ...what })).toBe(isTold)
  })
})

function withBot(clientId: string): Partial<Happening> {
  return { chat: { sourceClientId: null, presentUserIds: ['carol', 'bot'], botClientIds: [clientId] } }
}

test('all 38 actions of the protocol are known, those that never happen here as such', () => {
  expect(Object.keys(protocolActions).length + unknownHere.length).toBe(38)
  expect(unknownHere.filter(isProtocolAction)).toEqual([])
  expect(isProtocolAction('constructor')).toBe(false)
})
