// What other people get to read: names that can be seen, logins that can be typed, addresses that give nothing away.
import { expect, test } from 'vitest'
import { permissions } from '../../main/domain/permissions.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { aSetupFile } from '../kit/setup-files.ts'

const aPerson = { login: 'cleo', name: 'Cleo', password: 'correct horse' }
const notEmpty = 'must not be empty.'
const noControls = 'must not contain line breaks, tabs or other control characters.'
const typed = 'must not contain characters that cannot be seen.'

const invisible = {
  'a zero-width space': '\u200B',
  'joiners alone': '\u200D\u2060\uFEFF',
  'marks of direction': '\u202E \u2066',
  'a soft hyphen': '\u00AD',
  'a filler of Hangul': '\u3164',
  'blank Braille': '\u2800',
  'a variation selector': '\uFE0F',
}
const controls = {
  'a line break': 'A\nB',
  'a tab': 'A\tB',
  'a NUL': 'A\u0000B',
  'an escape': '\u001B[31mA',
  'a line separator': 'A\u2028B',
}

test.each([
  ...Object.entries(invisible).map(([what, name]) => [what, name, notEmpty] as const),
  ...Object.entries(controls).map(([what, name]) => [what, name, noControls] as const),
])('%s is no name', async (_, name, said) => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  for (const [procedure, input] of [
    ['agents/create', { ...aPerson, name }],
    ['roles/create', { name }],
    ['queues/create', { name }],
    ['cannedReplies/create', { name, text: 'Hello' }],
    ['channels/register', { kind: 'web', name, queueId: 'support' }],
  ] as const)
    expect((await house.call(procedure, input, ann)).body, procedure).toMatchObject({
      code: 'INVALID',
      message: `name: ${said}`,
      data: { field: 'name' },
    })
})

test.each(['👩\u200D💻 Ann', '👨\u200D👩\u200D👧', '❤\uFE0F', 'می\u200Cخواهم', 'Zoë', 'व\u094D\u200Dय'])(
  '%s is a name and stays as it is',
  async name => {
    const house = await anOpenHouse()
    const ann = await house.session('ann', ...permissions)
    expect(await house.call('agents/create', { ...aPerson, name }, ann)).toMatchObject({ status: 200, body: { name } })
  },
)

test('a login has nothing in it that cannot be seen, also one in a set-up file', async () => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  for (const login of ['cl\u200Beo', 'cleo\u200D', '\u202Ecleo', 'cl\u00ADeo', 'cl\u0000eo', 'cl\u3164eo', '\u2800']) {
    const agent = await house.call('agents/create', { ...aPerson, login }, ann)
    expect(agent.body).toMatchObject({ code: 'INVALID', message: `login: ${typed}`, data: { field: 'login' } })
    const changed = await house.call('agents/update', { agentId: 'ben', login }, ann)
    expect(changed.body).toMatchObject({ code: 'INVALID', message: `login: ${typed}` })
    const agents = [{ login, name: 'Cleo', roles: [], chatLimit: null, deactivated: false }]
    const file = JSON.stringify(aSetupFile({ agents }))
    const preview = await house.call('setup/preview', { file }, ann)
    expect(preview.body.message).toMatch(/^agents\[0\]\.login: must not contain characters that cannot be seen/)
  }
})

test.each(['SiteUrl', 'IdentityServerUrl'])('%s gives nothing away to those who read it', async setting => {
  const house = await anOpenHouse()
  const ann = await house.session('ann', ...permissions)
  const set = async (address: string) => (await house.call('settings/set', { [setting]: address }, ann)).body
  for (const address of [
    'https://me:secret@chat.example',
    'https://me@chat.example/desk',
    'http://:secret@chat.example',
  ])
    expect(await set(address)).toMatchObject({ message: `${setting}: must not hold a user name or a password.` })
  for (const address of [
    'https://chat.example/?key=1',
    'https://chat.example/#here',
    'https://chat.example?',
    'https://chat.example/#',
  ])
    expect(await set(address)).toMatchObject({ message: `${setting}: must not have a "?" or a "#" in it.` })
  expect(await set('https://chat.example:8443/desk')).toMatchObject({ [setting]: 'https://chat.example:8443/desk' })
  expect(await set('')).toMatchObject({ [setting]: '' })
})
