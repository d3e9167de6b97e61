// LiveChat's own lc-sdk-js against the hub's Configuration API, unmodified: what it offers there that has a meaning here.
import { Configuration } from '@livechat/lc-sdk-js'
import { expect, test } from 'vitest'
import { refusal } from '../../kit/livechat/refusal.ts'
import { anSdkHouse } from '../../kit/livechat/sdk-house.ts'

const aProgram = async () => {
  const house = await anSdkHouse({ agents: ['ann', 'ben'] })
  await house.session('ann', 'CanManageChats', 'CanManageAgents')
  const accessToken = await house.accessToken('ann')
  const token = { accessToken, region: 'dal', organizationID: house.organizationId, licenseID: 1 }
  const api = new Configuration.Web('app', () => token, { apiUrl: house.front.host })
  return { house, api }
}

test('webhooks are registered, listed, switched and unregistered', async () => {
  const { api } = await aProgram()
  const hook = { action: 'incoming_chat', secret_key: 's3cret', url: 'https://bot.example/hook', type: 'license' }
  const { id } = await api.registerWebhook({ ...hook, filters: { only_my_chats: true } }, 'app')
  expect(await api.listWebhooks('app')).toMatchObject([{ id, owner_client_id: 'app', ...hook }])
  await api.enableLicenseWebhooks('app')
  expect(await api.getLicenseWebhooksState('app')).toEqual({ license_webhooks_enabled: true })
  await api.disableLicenseWebhooks('app')
  expect(await api.getLicenseWebhooksState('app')).toEqual({ license_webhooks_enabled: false })
  expect(await api.unregisterWebhook(id, 'app')).toEqual({})
  expect((await api.listWebhookNames('3.4')).map(({ action }) => action)).toContain('incoming_event')
})

test('bots and agents are made, looked up, changed and taken away', async () => {
  const { api } = await aProgram()
  const { id } = await api.createBot({ name: 'Nightingale', owner_client_id: 'app', max_chats_count: 4 })
  expect(await api.getBot(id)).toMatchObject({ id, name: 'Nightingale', max_chats_count: 4 })
  await api.updateBot(id, { name: 'Owl' })
  expect(await api.listBots(true)).toMatchObject([{ id, name: 'Owl' }])
  await api.deleteBot(id)
  expect(await api.listBots(true)).toEqual([])
  await api.createAgent('cleo@example.com', { name: 'Cleo', groups: [{ id: 1, priority: 'normal' }] })
  await api.updateAgent('cleo@example.com', { name: 'Cleo P.' })
  expect(await api.getAgent('cleo@example.com')).toMatchObject({ name: 'Cleo P.', groups: [{ id: 1 }] })
  await api.suspendAgent('cleo@example.com')
  await api.unsuspendAgent('cleo@example.com')
  expect((await api.listAgents([1])).map(agent => agent.id)).toEqual(['ann', 'ben', 'cleo@example.com'])
  expect(await refusal(api.deleteAgent('cleo@example.com'))).toBe('not_allowed')
})

test('groups and properties are set up, and the hub says under what it is known', async () => {
  const { api, house } = await aProgram()
  expect((await api.listGroups()).map(({ id, name }) => [id, name])).toEqual([
    [0, 'General'],
    [1, 'Support'],
  ])
  expect(await api.getGroup(1)).toMatchObject({ agent_priorities: { ann: 'normal', ben: 'normal' } })
  await api.updateLicenseProperties({ app: { theme: 'dark' } })
  expect(await api.listLicenseProperties()).toEqual({ app: { theme: 'dark' } })
  await api.updateGroupProperties(1, { app: { theme: 'light' } })
  expect(await api.listGroupProperties(1)).toEqual({ app: { theme: 'light' } })
  const rating = { name: 'rating', owner_client_id: 'app', type: 'int', access: { thread: { agent: ['read'] } } }
  await api.registerProperty(rating)
  expect(await api.listProperties('app')).toMatchObject({ rating: { type: 'int' } })
  await api.unregisterProperty('rating', 'app')
  const { license_id } = await api.getLicenseID(house.organizationId)
  expect(await api.getOrganizationID(Number(license_id))).toEqual({ organization_id: house.organizationId })
})
