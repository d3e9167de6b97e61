// Set-up files to bring in: a whole small one, and as many others as a property wants.
import fc from 'fast-check'
import { permissions } from '../../main/domain/permissions.ts'
import { emptyDiagram } from '../../main/domain/process-empty.ts'
import { routingRules } from '../../main/domain/queue.ts'
import { nameKey, type SetupFile } from '../../main/domain/setup/setup-file.ts'

export const aSetupFile = (more: Partial<SetupFile> = {}): SetupFile => ({
  format: 'parley-setup',
  version: 1,
  exportedAt: '2026-11-21T09:00:00.000Z',
  parley: '1.2.3',
  roles: [{ name: 'Night shift', permissions: ['CanTransferChats'] }],
  agents: [{ login: 'cleo', name: 'Cleo', roles: ['Night shift'], chatLimit: 3, deactivated: false }],
  queues: [
    {
      name: 'Sales',
      routingRule: 'toAvailableAgent',
      completionTimeoutMinutes: 30,
      acceptTimeoutMinutes: null,
      workingHours: {
        timeZone: 'Europe/Berlin',
        week: [[{ from: '09:00', to: '17:00' }], [], [], [], [], [], []],
        holidays: [{ date: '2026-12-25', name: 'Christmas', spans: [] }],
        closedText: 'We are back on Monday.',
      },
      agents: ['cleo'],
      roles: ['Night shift'],
      archived: false,
    },
  ],
  channels: [
    { kind: 'rehearsal', name: 'Show', queue: 'Sales', active: true, settings: { pace: 2 }, secrets: [] },
    { kind: 'rehearsal', name: 'Bot', queue: 'Sales', active: true, settings: {}, secrets: ['token'] },
  ],
  cannedReplies: [{ name: 'Bye', text: 'Good bye, {{contact.name}}!', queue: 'Sales' }],
  processes: [],
  chatActions: [],
  contactFields: [],
  webhooks: [],
  settings: { OmniChatOperatorAcceptChatTimeout: 9, SiteUrl: 'https://chat.example' },
  ...more,
})

const someName = fc.stringMatching(/^[A-Za-zÄÖäß][A-Za-z0-9 ÄÖäß]{0,8}[a-z0-9]$/)
const uniquely = <T>(thing: fc.Arbitrary<T>, nameOf: (thing: T) => string) =>
  fc.uniqueArray(thing, { selector: one => nameKey(nameOf(one)), maxLength: 5 })

/** Files that fit: what they name is in them. */
export const setupFiles: fc.Arbitrary<SetupFile> = fc
  .record({
    roles: uniquely(fc.record({ name: someName, permissions: fc.subarray([...permissions]) }), ({ name }) => name),
    logins: fc.uniqueArray(fc.stringMatching(/^[a-z]{2,6}$/), { maxLength: 4 }),
    queueNames: uniquely(someName, name => name),
    channelNames: uniquely(someName, name => name),
    replyNames: uniquely(someName, name => name),
    codes: fc.uniqueArray(fc.stringMatching(/^Own[A-Z][a-z]{1,5}$/), { selector: nameKey, maxLength: 3 }),
    seed: fc.infiniteStream(fc.nat(1_000)),
    limit: fc.integer({ min: 0, max: 99 }),
    site: fc.constantFrom('', 'https://chat.example'),
  })
  .map(({ roles, logins, queueNames, channelNames, replyNames, codes, seed, limit, site }) => {
    const dice = () => seed.next().value ?? 0
    const some = (all: readonly string[]) => all.filter(() => dice() % 2 === 0)
    const oneOf = (all: readonly string[]) => all[dice() % Math.max(1, all.length)] ?? 'Support'
    const roleNames = roles.map(({ name }) => name)
    return aSetupFile({
      roles,
      agents: logins.map(login => ({
        login,
        name: `The ${login}`,
        roles: some(roleNames),
        chatLimit: dice() % 3 === 0 ? null : dice() % 100,
        deactivated: dice() % 4 === 0,
      })),
      queues: queueNames.map(name => ({
        name,
        routingRule: routingRules[dice() % 2] ?? 'toAllAgents',
        completionTimeoutMinutes: dice() % 2 === 0 ? null : (dice() % 60) + 1,
        acceptTimeoutMinutes: dice() % 2 === 0 ? null : (dice() % 60) + 1,
        workingHours: null,
        agents: some(logins),
        roles: some(roleNames),
        archived: dice() % 5 === 0,
      })),
      channels: channelNames.map(name => ({
        kind: 'rehearsal' as const,
        name,
        queue: oneOf(queueNames),
        active: false,
        settings: { pace: dice() },
        secrets: [],
      })),
      cannedReplies: replyNames.map(name => ({
        name,
        text: `Text ${dice()}`,
        queue: dice() % 2 === 0 ? null : oneOf(queueNames),
      })),
      processes: codes.map(code => ({
        code,
        name: code,
        published: dice() % 2 === 0 ? null : emptyDiagram(code),
        draft: emptyDiagram(`${code} ${dice()}`),
      })),
      chatActions: codes.map(code => ({
        caption: `Do ${code}`,
        icon: 'bell' as const,
        queue: dice() % 2 === 0 ? null : oneOf(queueNames),
        process: oneOf(codes),
        shortcut: null,
      })),
      contactFields: channelNames.map(name => ({
        name,
        kind: 'choice' as const,
        options: ['Gold', `Silver ${dice()}`],
        archived: dice() % 4 === 0,
      })),
      webhooks: replyNames.map(name => ({
        name,
        url: `https://desk.example/${dice()}`,
        hasKey: dice() % 3 === 0,
        events: ['case.created' as const],
        active: dice() % 2 === 0,
      })),
      settings: { SimultaneousChats: limit, SiteUrl: site },
    })
  })
