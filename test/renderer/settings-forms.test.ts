// What the forms of queues, agents, replies and system settings send, and what they refuse to send.
import { describe, expect, test } from 'vitest'
import type { AgentView, QueueView } from '../../preload/views.ts'
import {
  agentChange,
  agentForm,
  checkAgent,
  emptyAgent,
  invitedInput,
  newAgentInput,
} from '../../renderer/settings/agents/agent-form.ts'
import { changesIn } from '../../renderer/settings/form/changes.ts'
import { teamOf } from '../../renderer/settings/queues/members.ts'
import { differencesOf } from '../../renderer/settings/queues/queue-difference.ts'
import { checkQueue, emptyQueue, queueForm, queueInput } from '../../renderer/settings/queues/queue-form.ts'
import { replyForm, replyInput } from '../../renderer/settings/replies/reply-form.ts'
import {
  checkSystem,
  defaultForm,
  soundWanted,
  systemChange,
  systemForm,
} from '../../renderer/settings/system/system-form.ts'

const support: QueueView = {
  id: 'q1',
  name: 'Support',
  routingRule: 'toAvailableAgent',
  completionTimeoutMinutes: 30,
  acceptTimeoutMinutes: null,
  workingHours: null,
  agentIds: ['ann'],
  roleIds: ['managers'],
  position: 0,
  archivedAt: null,
  version: 4,
  waiting: 0,
  active: 0,
  agentsAvailable: 0,
  isOpen: true,
  changesAt: null,
}

const ann: AgentView = {
  id: 'ann',
  login: 'ann',
  name: 'Ann',
  roleIds: ['managers'],
  chatLimit: 0,
  presence: { status: 'active', reason: null, since: 1, connected: true },
  load: 0,
  limit: 0,
  deactivatedAt: null,
  hasJoined: true,
  kind: 'person',
}

describe('a queue', () => {
  test('comes back from its form as it was stored', () => {
    const { name, routingRule, completionTimeoutMinutes, acceptTimeoutMinutes, agentIds, roleIds } = support
    expect(queueInput(queueForm(support))).toEqual({
      name,
      routingRule,
      completionTimeoutMinutes,
      acceptTimeoutMinutes,
      workingHours: null,
      agentIds,
      roleIds,
    })
  })

  test('an emptied completion timeout means never', () => {
    expect(queueInput({ ...queueForm(support), completionTimeoutMinutes: ' ' }).completionTimeoutMinutes).toBeNull()
  })

  test.each(['0', '-5', '2.5', '1e3', 'soon', '100001', '99999999999999999999'])(
    'the timeout "%s" gets a sentence',
    typed => {
      expect(checkQueue({ ...emptyQueue, name: 'A', completionTimeoutMinutes: typed })).toHaveProperty(
        'completionTimeoutMinutes',
      )
      expect(checkQueue({ ...emptyQueue, name: 'A', acceptTimeoutMinutes: typed })).toHaveProperty(
        'acceptTimeoutMinutes',
      )
    },
  )

  test('a good one gets none, one without a name does', () => {
    expect(checkQueue({ ...emptyQueue, name: 'A', completionTimeoutMinutes: '15' })).toEqual({})
    expect(checkQueue({ ...emptyQueue, name: '  ' })).toHaveProperty('name')
    expect(checkQueue({ ...emptyQueue, name: 'x'.repeat(201) })).toHaveProperty('name')
  })

  test('only what was changed is sent', () => {
    const before = queueForm(support)
    expect(changesIn(queueInput(before), queueInput({ ...before, completionTimeoutMinutes: '' }))).toEqual({
      completionTimeoutMinutes: null,
    })
    expect(changesIn(queueInput(before), queueInput({ ...before, members: ['agent:ann'] }))).toEqual({ roleIds: [] })
  })

  test('its team holds everybody once, directly or by a role, and nobody who is deactivated', () => {
    const agents = [
      ann,
      { ...ann, id: 'bob', roleIds: [] },
      { ...ann, id: 'eve', roleIds: ['managers'], deactivatedAt: 5 },
      { ...ann, id: 'sam', roleIds: ['managers'] },
    ]
    const team = teamOf(['agent:ann', 'role:managers'], agents)
    expect(team.map(({ id }) => id)).toEqual(['ann', 'sam'])
  })

  test('what somebody else changed is told in words', () => {
    const theirs = { ...support, name: 'Help', completionTimeoutMinutes: null, agentIds: [] }
    const told = differencesOf(queueForm(support), queueForm(theirs), member => member.toUpperCase())
    expect(told).toEqual([
      { field: 'Name', before: 'Support', after: 'Help' },
      { field: 'Chat completion timeout, minutes', before: '30', after: 'never' },
      { field: 'Queue agents', before: 'ROLE:MANAGERS, AGENT:ANN', after: 'ROLE:MANAGERS' },
    ])
  })
})

describe('an agent', () => {
  test('empty limit: the system decides; 0: no limit', () => {
    expect(newAgentInput({ ...emptyAgent, chatLimit: '' }).chatLimit).toBeNull()
    expect(newAgentInput({ ...emptyAgent, chatLimit: '0' }).chatLimit).toBe(0)
    expect(agentForm(ann).chatLimit).toBe('0')
  })

  test('a password left empty stays, and is never sent', () => {
    const before = agentForm(ann)
    expect(agentChange(before, { ...before, name: 'Anna' })).toEqual({ name: 'Anna' })
    expect(agentChange(before, { ...before, password: 'correct horse' })).toEqual({ password: 'correct horse' })
  })

  test('a new one needs a password, a known one does not', () => {
    const form = { ...emptyAgent, name: 'Bob', login: 'bob', wayIn: 'password' as const }
    expect(checkAgent(form, true)).toHaveProperty('password')
    // Unless they choose it themselves.
    expect(checkAgent({ ...form, wayIn: 'link' }, true)).toEqual({})
    expect(invitedInput(form)).not.toHaveProperty('password')
    expect(checkAgent(form, false)).toEqual({})
    expect(checkAgent({ ...form, password: 'short' }, false)).toHaveProperty('password')
  })

  test('a login has no spaces within, a limit is at most 99', () => {
    expect(checkAgent({ ...emptyAgent, name: 'Bob', login: 'bob b' }, false)).toHaveProperty('login')
    expect(checkAgent({ ...emptyAgent, name: 'Bob', login: 'bob', chatLimit: '100' }, false)).toHaveProperty(
      'chatLimit',
    )
  })
})

describe('a canned reply', () => {
  test('for all queues has no queue', () => {
    const stored = { id: 'r', name: 'Hi', text: 'Hello', queueId: null, usedCount: 1, version: 1 }
    expect(replyInput(replyForm(stored))).toEqual({ name: 'Hi', text: 'Hello', queueId: null })
    expect(replyInput({ name: ' Hi ', text: ' Hello ', queueId: 'q1' })).toEqual({
      name: 'Hi',
      text: 'Hello',
      queueId: 'q1',
    })
  })
})

describe('the system settings', () => {
  const stored = systemForm({
    OmniChatOperatorAcceptChatTimeout: 5,
    SimultaneousChats: 2,
    OmniChatNotificationSound: null,
    SiteUrl: '',
    IdentityServerUrl: '',
    IdentityServerClientId: 'parley',
    OutboundAllowedHosts: '',
    SmtpServer: '',
    SmtpUser: '',
    SmtpFrom: '',
    secretsSet: ['IdentityServerClientSecret'],
    lastChanges: {},
  })

  test('only what was changed is sent', () => {
    expect(systemChange(stored, stored)).toEqual({})
    expect(systemChange(stored, { ...stored, SimultaneousChats: '0' })).toEqual({ SimultaneousChats: 0 })
    expect(systemChange({ ...stored, SiteUrl: 'https://a.example' }, stored)).toEqual({ SiteUrl: '' })
    expect(systemChange(stored, { ...stored, IdentityServerClientId: '' })).toEqual({ IdentityServerClientId: '' })
  })

  test('a secret that is left empty stays, one that is typed is set, one that is cleared goes', () => {
    const change = (secret: string | null) => systemChange(stored, { ...stored, IdentityServerClientSecret: secret })
    expect(change(' ')).toEqual({})
    expect(change(' new ')).toEqual({ IdentityServerClientSecret: 'new' })
    expect(change(null)).toEqual({ IdentityServerClientSecret: null })
  })

  test('the defaults that can be put back are values that the form accepts', () => {
    expect(checkSystem({ ...stored, ...defaultForm })).toEqual({})
  })

  test.each([
    ['OmniChatOperatorAcceptChatTimeout', ['', '0', '1441', '2.5', 'five']],
    ['SimultaneousChats', ['', '-1', '100', '2,5']],
    ['IdentityServerUrl', ['identity', 'ftp://identity.example', 'https://me@identity.example']],
    ['IdentityServerClientId', ['x'.repeat(201)]],
    ['OutboundAllowedHosts', ['http://crm.internal', 'crm.internal/path', 'me@crm.internal', '*.internal', 'a:b:c']],
    ['IdentityServerClientSecret', ['x'.repeat(1_001)]],
    ['SiteUrl', ['chat.example', 'ftp://chat.example', 'https://', 'javascript:alert(1)']],
    ['SiteUrl', ['https://me:secret@chat.example', 'https://chat.example/?key=1', 'https://chat.example/#here']],
  ] as const)('%s refuses what is no value of it', (field, wrong) => {
    for (const typed of wrong) expect(Object.keys(checkSystem({ ...stored, [field]: typed }))).toEqual([field])
  })

  test('they accept their edges', () => {
    const edges = {
      ...stored,
      OmniChatOperatorAcceptChatTimeout: '1440',
      SimultaneousChats: '99',
      SiteUrl: 'https://a.example/0',
    }
    expect(checkSystem(edges)).toEqual({})
  })

  test('the sound: untouched says nothing, cleared says null, a file is uploaded first', async () => {
    const uploads: string[] = []
    const upload = async (base64: string) => {
      uploads.push(base64)
      return { fileId: 'f1' }
    }
    expect(await soundWanted('stored', upload)).toEqual({})
    expect(await soundWanted('own', upload)).toEqual({ OmniChatNotificationSound: null })
    expect(uploads).toEqual([])
    const chosen = { name: 'bell.wav', mime: 'audio/wav', bytes: new Uint8Array([1, 2, 255]), seconds: 1 }
    expect(await soundWanted(chosen, upload)).toEqual({
      OmniChatNotificationSound: { fileId: 'f1', name: 'bell.wav', mime: 'audio/wav' },
    })
    expect(uploads).toEqual([Buffer.from([1, 2, 255]).toString('base64')])
  })
})
