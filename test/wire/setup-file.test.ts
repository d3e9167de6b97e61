// Reading a set-up file that somebody hands in: every fault is one sentence that names its place, and nothing is done.
import { expect, test } from 'vitest'
import { anOpenHouse } from '../kit/open-house.ts'
import { aSetupFile } from '../kit/setup-files.ts'

const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`)
const whole = JSON.stringify(aSetupFile())
/** At a place such as "queues[0].name"; undefined takes it out. */
const withValue = (place: string, value: unknown): string => {
  const file = JSON.parse(whole) as object
  const steps = place.split(/[.[\]]+/).filter(step => step !== '')
  const last = steps.pop() ?? ''
  Reflect.set(
    steps.reduce((at, step) => Reflect.get(at, step) as object, file),
    last,
    value,
  )
  return JSON.stringify(file)
}

test.each([
  ['cut off', whole.slice(0, -20), /^This file is not JSON/],
  ['a picture', '\u0089PNG\r\n', /^This file is not JSON/],
  ['something else', '{"hello": 1}', /^This is no set-up file of Parley/],
  ['a list', '[]', /^This is no set-up file of Parley/],
  ['from a newer Parley', withValue('version', 2), /written by a newer Parley \(version 2; .* Install/],
  ['of half a version', withValue('version', 1.5), /^version: 1\.5 is not a version\. .* Export/],
  ['of no end of a version', whole.replace('"version":1', '"version":1e999'), /^version: Infinity is not a version\./],
  ['of version nought', withValue('version', 0), /^version: 0 is not a version\./],
  ['without a version', withValue('version', undefined), /^version: is missing/],
  ['an unknown right', withValue('roles[0].permissions[0]', 'CanFly'), /^roles\[0\]\.permissions\[0\]: must be one of/],
  ['an unknown rule', withValue('queues[0].routingRule', 'toNobody'), /^queues\[0\]\.routingRule: must be one of/],
  [
    'a timeout that is negative',
    withValue('queues[0].completionTimeoutMinutes', -1),
    /^queues\[0\]\.completionTimeoutMinutes: must be at least 1 minute/,
  ],
  [
    'a timeout that is text',
    withValue('settings.OmniChatOperatorAcceptChatTimeout', '5'),
    /^settings\.OmniChatOperatorAcceptChatTimeout: must be a/,
  ],
  ['a field that nobody knows', withValue('channels[1].colour', 'red'), /^channels\[1\]\.colour: is not known here/],
  [
    'a secret',
    withValue('settings.IdentityServerClientSecret', 'x'),
    /^settings\.IdentityServerClientSecret: is not known here/,
  ],
  ['a password', withValue('agents[0].password', 'x'), /^agents\[0\]\.password: is not known here/],
  [
    'settings of a channel nested without end',
    withValue('channels[0].settings.title', deep(1_000)).replace(
      `${'['.repeat(1_000)}${']'.repeat(1_000)}`,
      `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    ),
    /^channels\[0\]\.settings: must not be nested deeper than 20 levels/,
  ],
  [
    'settings one level too deep',
    withValue('channels[1].settings', { title: deep(20) }),
    /^channels\[1\]\.settings: must not be nested deeper than 20 levels/,
  ],
  [
    'a reply with a variable that nobody can fill in',
    withValue('cannedReplies[0].text', 'Your order {{order.number}} is here'),
    /^cannedReplies\[0\]\.text: \{\{order\.number\}\} cannot be filled in\. There are contact\.name/,
  ],
  ['a name that is empty', withValue('cannedReplies[0].name', ' '), /^cannedReplies\[0\]\.name: must not be empty/],
])('%s', async (_, file, sentence) => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', 'CanManageChats', 'CanManageAgents')
  for (const [name, input] of [
    ['setup/preview', { file }],
    ['setup/import', { file, token: 'any' }],
  ] as const) {
    const { status, body } = await house.call(name, input, ann)
    expect(status).toBe(422)
    expect(body.message).toMatch(sentence)
    expect(String(body.message).split('\n')).toHaveLength(1)
  }
  expect((await house.office.store.queues.all()).map(queue => queue.name)).toEqual(['Support'])
})

test('what is taken out over the door is brought in over the door', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', 'CanManageChats', 'CanManageAgents')
  await house.office.store.transact(tx => tx.agents.update('ann' as never, { passwordHash: 'x' }))
  const { file } = (await house.call('setup/export', {}, ann)).body as { file: string }
  const changed = file
    .replace('"name": "Support"', '"name": "Help desk"')
    .replaceAll('"queue": "Support"', '"queue": "Help desk"')
  const preview = await house.call('setup/preview', { file: `\uFEFF${changed}` }, ann)
  expect(preview.body.items).toContainEqual(
    expect.objectContaining({ what: 'queue', name: 'Help desk', verdict: 'created', before: null }),
  )
  const done = await house.call('setup/import', { file: changed, token: preview.body.token }, ann)
  expect(done.status).toBe(200)
  expect((await house.office.store.queues.all()).map(queue => queue.name)).toEqual(['Support', 'Help desk'])
})

test('settings of a channel may be nested as deep as is told', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', 'CanManageChats', 'CanManageAgents')
  await house.office.store.transact(tx => tx.agents.update('ann' as never, { passwordHash: 'x' }))
  const file = withValue('channels[0].settings', { title: deep(19) })
  expect((await house.call('setup/preview', { file }, ann)).status).toBe(200)
})
