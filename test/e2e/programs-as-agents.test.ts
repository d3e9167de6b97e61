// Programs that work as agents, on screen: an access token of one's own, shown once and revoked, a bot with its token, and who
// follows chats by webhooks.
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { type AgentId, asId } from '../../main/domain/ids.ts'
import { screensOf } from '../kit/house-screens.ts'
import { anOpenHouse } from '../kit/open-house.ts'
import { shown } from '../kit/shown.ts'
import { until } from '../kit/until.ts'
import { aWebhookReceiver } from '../kit/webhook-receiver.ts'

const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

const tokenOn = async (page: Page): Promise<string> => {
  const shown = page.locator('[data-access-token]')
  await shown.waitFor()
  return (await shown.textContent()) ?? ''
}

test('an agent makes an access token and revokes it; a supervisor makes a bot and sees both', async () => {
  const house = await anOpenHouse({ rendererDir })
  await house.session('ann', 'CanManageAgents', 'CanManageChats')
  const { accessTokens } = house.office.services
  const opens = await screensOf(house)
  const bearer = (token: string) => accessTokens.bearerOf({ token, account: null })

  // Ben, under My account.
  const ben = await opens('ben')
  await ben.getByRole('button', { name: /^Ben/ }).first().click()
  await ben.getByRole('menuitem', { name: 'My account' }).click()
  const mine = ben.getByRole('region', { name: 'Access tokens' })
  await mine.getByText('None yet.').waitFor()
  await mine.getByRole('button', { name: 'New access token' }).click()
  await mine.getByRole('button', { name: 'Make the token' }).click()
  await mine.getByText('Say what it is for').waitFor()
  await mine.getByLabel('What is it for?').fill('Reports')
  await mine.getByText('May read and change: chats of one’s queues, contacts', { exact: false }).waitFor()
  await shown(ben, 'programs-token-new')
  await mine.getByLabel('What may the program do?').selectOption('What I choose')
  await mine.getByRole('combobox', { name: 'Scopes' }).fill('webhooks.state')
  await ben.getByRole('option', { name: /webhooks\.state:ro/ }).click()
  await ben.keyboard.press('Escape')
  await mine.getByLabel('Client ID').fill('reports-app')
  await mine.getByLabel('Client ID').press('Enter')
  const token = await tokenOn(ben)
  await shown(ben, 'programs-token-made')
  expect(await bearer(token)).toMatchObject({ actor: { agentId: 'ben' }, clientId: 'reports-app' })
  await ben.keyboard.press('Escape')
  expect(await tokenOn(ben)).toBe(token)
  await mine.getByRole('button', { name: 'I have kept it' }).click()
  await mine.getByText('good until', { exact: false }).waitFor()
  await mine.getByRole('button', { name: 'Revoke Reports' }).click()
  await shown(ben, 'programs-token-revoke')
  await mine.getByRole('button', { name: 'Revoke for good' }).click()
  await mine.getByText('None yet.').waitFor()
  expect(await bearer(token)).toBeNull()

  // Ann, in the settings.
  const ann = await opens('ann', '#settings/agents')
  await ann.getByRole('button', { name: 'New bot' }).click()
  await ann.getByRole('textbox', { name: 'Name' }).fill('Nightingale')
  await ann.getByRole('combobox', { name: 'Queues' }).focus()
  await ann.keyboard.press('ArrowDown')
  await ann.getByRole('option', { name: 'Support' }).click()
  await ann.keyboard.press('Tab')
  await ann.keyboard.press('Control+s')
  await ann.getByRole('heading', { name: 'Nightingale' }).waitFor()
  const first = await tokenOn(ann)
  const bot = (await bearer(first))?.actor.agentId ?? asId<AgentId>('')
  expect((await house.office.store.agents.get(bot))?.kind).toBe('bot')
  await ann.getByRole('button', { name: 'I have kept it' }).click()
  await ann.getByRole('button', { name: 'New access token' }).click()
  const label = ann.getByLabel('What is it for?')
  await label.fill('Second machine')
  await label.press('Enter')
  await tokenOn(ann)
  await ann.getByRole('button', { name: 'I have kept it' }).click()
  await ann.getByText('Second machine').waitFor()
  house.office.services.presence.connect(bot)
  await ann.getByText('Bot · Active', { exact: true }).waitFor()
  await shown(ann, 'programs-bot')
  expect(await accessTokens.list(bot)).toHaveLength(2)
})

test('a supervisor lets a program follow chats, sees how it is told, and switches it off', async () => {
  const receiver = await aWebhookReceiver()
  const house = await anOpenHouse({ rendererDir })
  await house.session('ann', 'CanManageChats')
  await house.office.services.settings.set(house.office.supervisor('ann'), { OutboundAllowedHosts: receiver.host })
  const ann = await (await screensOf(house))('ann', '#settings/webhooks')
  await ann.getByRole('button', { name: 'Follow chats' }).click()
  await ann.getByLabel('Address').fill('bot.example')
  await ann.keyboard.press('Control+s')
  await ann.getByText('Must be a web address', { exact: false }).waitFor()
  await shown(ann, 'programs-webhook-new')
  await ann.getByLabel('Address').fill(receiver.url)
  await ann.getByLabel('Secret key').fill('between us')
  await ann.getByLabel('Client ID').fill('night-bot')
  await ann.getByLabel('Description').fill('Night bot')
  await ann.keyboard.press('Control+s')
  await ann.getByRole('heading', { name: 'Night bot' }).waitFor()
  await house.office.network.says('carol', 'Hello?')
  await until('the program is told', () => receiver.received.length === 1)
  expect(JSON.parse(receiver.received[0]?.text ?? '')).toMatchObject({ secret_key: 'between us' })
  await ann.getByText('incoming_event · 204').click()
  await ann.getByRole('region', { name: 'What was sent' }).getByText('Hello?', { exact: false }).waitFor()
  await shown(ann, 'programs-webhook')
  await ann.getByRole('button', { name: 'Back to the list' }).first().click()
  await ann.getByRole('switch', { name: 'Webhooks of night-bot are on' }).click({ force: true })
  await ann.getByText('Webhooks of night-bot are off.').waitFor()
  await shown(ann, 'programs-webhooks')
  expect(await house.office.services.protocolWebhooks.isOn('night-bot')).toBe(false)
})
