// A large set-up is gone through once, and not once for each thing of it: the hub has others to serve meanwhile.
import { afterEach, expect, test, vi } from 'vitest'
import { permissions } from '../../main/domain/permissions.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { planImport } from '../../main/domain/setup/plan.ts'
import type { PlanRules } from '../../main/domain/setup/plan-item.ts'
import type { Setup } from '../../main/domain/setup/setup-file.ts'

const many = 1_000
const rules: PlanRules = {
  managesAgents: true,
  giveable: new Set(permissions),
  hasPassword: () => true,
  checkChannel: () => ({ refused: null, missing: [], dropsSecrets: false }),
  checkProcess: () => ({ refused: null, missing: [] }),
  fingerprint: diagram => diagram,
}

const aLargeSetup = (): Setup => {
  const all = Array.from({ length: many }, (_, i) => i)
  return {
    roles: all.map(i => ({ name: `Role ${i}`, permissions: ['CanManageAgents', 'CanManageChats'] })),
    agents: all.map(i => ({
      login: `agent${i}`,
      name: `Agent ${i}`,
      roles: [`Role ${i}`],
      chatLimit: null,
      deactivated: false,
    })),
    queues: all.map(i => ({
      name: `Queue ${i}`,
      routingRule: 'toAllAgents',
      completionTimeoutMinutes: null,
      acceptTimeoutMinutes: null,
      workingHours: null,
      agents: [`agent${i}`],
      roles: [`Role ${i}`],
      archived: false,
    })),
    channels: all.map(i => ({
      kind: 'rehearsal',
      name: `Channel ${i}`,
      queue: `Queue ${i}`,
      active: true,
      settings: {},
      secrets: [],
    })),
    cannedReplies: all.map(i => ({ name: `Reply ${i}`, text: 'Hello', queue: `Queue ${i}` })),
    processes: all.map(i => ({ code: `Process${i}`, name: `Process ${i}`, published: 'x', draft: null })),
    chatActions: all.map(i => ({
      caption: `Action ${i}`,
      icon: 'bolt',
      queue: `Queue ${i}`,
      process: `Process${i}`,
      shortcut: 'x',
    })),
    contactFields: all.slice(0, 100).map(i => ({ name: `Field ${i}`, kind: 'text', options: [], archived: false })),
    webhooks: all.map(i => ({
      name: `Webhook ${i}`,
      url: 'https://desk.example/',
      hasKey: false,
      events: ['case.created'],
      active: true,
    })),
    settings: {},
  }
}

afterEach(() => vi.restoreAllMocks())

test.each([
  'roles',
  'agents',
  'queues',
  'channels',
  'cannedReplies',
  'processes',
  'chatActions',
  'contactFields',
  'webhooks',
] as const)('as many %s onto as many are looked at a few times each', section => {
  const whole = aLargeSetup()
  const file: Setup = {
    ...whole,
    roles: [],
    agents: [],
    queues: [],
    channels: [],
    cannedReplies: [],
    processes: [],
    chatActions: [],
    contactFields: [],
    webhooks: [],
    [section]: whole[section],
  }
  // Each comparison of two names puts both in one form first.
  const forms = vi.spyOn(String.prototype, 'normalize')
  const items = planImport(whole, file, rules)
  expect(isRefusal(items)).toBe(false)
  if (isRefusal(items)) return
  expect(items).toHaveLength(whole[section]?.length ?? 0)
  expect(items.every(({ verdict }) => verdict === 'same')).toBe(true)
  // Sections of one thousand, each thing a few times over.
  expect(forms.mock.calls.length).toBeLessThan(80 * many)
})
