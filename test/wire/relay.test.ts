// The relay over the door: paired, looked at and left by those who may set up chats, heard of by nobody else, and no secret comes out.
import { expect, onTestFinished, test } from 'vitest'
import { anOpenHouse } from '../kit/open-house.ts'
import { goodCode } from '../kit/relayed-office.ts'
import { ScriptedRelay } from '../kit/scripted-relay.ts'
import { until } from '../kit/until.ts'

const aRelayedHouse = async () => {
  const relay = new ScriptedRelay()
  await relay.start()
  onTestFinished(() => relay.stop())
  const house = await anOpenHouse()
  const boss = await house.session('ann', 'CanManageChats')
  const agent = await house.session('ben')
  return { relay, house, boss, agent }
}

test('pairing, status and parting, and who hears of it', async () => {
  const { relay, house, boss, agent } = await aRelayedHouse()
  const heard = { boss: 0, agent: 0 }
  for (const [who, token] of Object.entries({ boss, agent })) {
    const stream = await house.bridge(token).client.events.follow({})
    void (async () => {
      for await (const { type } of stream) if (type === 'relay.status') heard[who === 'boss' ? 'boss' : 'agent'] += 1
    })().catch(() => {})
  }
  expect((await house.call('relay/status', {}, boss)).body).toMatchObject({ url: '', state: { state: 'off' } })
  const paired = await house.call('relay/pair', { url: `${relay.url}/`, code: ` ${goodCode} ` }, boss)
  expect(paired).toMatchObject({ status: 200, body: { url: relay.url } })
  const online = await until('the line stands', async () => {
    const { body } = await house.call('relay/status', {}, boss)
    return JSON.stringify(body).includes('online') && body.publicUrl !== null ? body : null
  })
  expect(online).toMatchObject({ publicUrl: 'https://calls.example', hasFacebook: false, channelIds: [] })
  expect(JSON.stringify([paired.body, online])).not.toMatch(/a secret of/)
  await until('the supervisor heard', () => heard.boss > 0)
  const left = await house.call('relay/unpair', {}, boss)
  expect(left.body).toMatchObject({ url: '', publicUrl: null, state: { state: 'off' } })
  expect(heard.agent).toBe(0)
})

test.each([
  ['relay/pair', { url: 'ftp://relay.example', code: 'x' }, 'INVALID', 'url'],
  ['relay/pair', { url: 'https://relay.example' }, 'INVALID', 'code'],
  ['relay/pair', { url: 'https://relay.example', code: 'x'.repeat(101) }, 'INVALID', 'code'],
  ['relay/beginLogin', {}, 'UNAVAILABLE', undefined],
  ['settings/set', { IdentityServerClientId: 'two\nlines' }, 'INVALID', 'IdentityServerClientId'],
  ['settings/set', { IdentityServerClientSecret: 'wörk →' }, 'INVALID', 'IdentityServerClientSecret'],
  ['relay/login', { wish: 'never begun' }, 'NOT_FOUND', 'wish'],
  ['relay/connectPages', { wish: 'x', pageIds: [], queueId: 'support' }, 'INVALID', 'pageIds'],
  ['relay/connectPages', { wish: 'x', pageIds: ['1'], queueId: 'support' }, 'NOT_FOUND', 'wish'],
] as const)('%s with %o is refused in one sentence', async (name, input, code, field) => {
  const { house, boss } = await aRelayedHouse()
  const { body } = await house.call(name, input, boss)
  expect(body).toMatchObject({
    code,
    message: expect.stringMatching(/^\S.*\.$/),
    data: field === undefined ? {} : { field },
  })
})

test('an address that is no place for calls is not believed of a relay', async () => {
  const { relay, house, boss } = await aRelayedHouse()
  relay.publicUrl = 'javascript:alert(1)'
  await house.call('relay/pair', { url: relay.url, code: goodCode }, boss)
  const body = await until('the line stands', async () => {
    const now = (await house.call('relay/status', {}, boss)).body
    return now.publicUrl === null ? null : now
  })
  expect(body.publicUrl).toBe(relay.url)
})
