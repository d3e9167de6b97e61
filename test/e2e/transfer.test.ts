// Transfer on real screens: a supervisor adds a colleague, gives them a chat with a comment, finds it under All, takes it back, closes it.
import { expect, test } from 'vitest'
import { openDesk, reply, says } from '../kit/desk.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

test('a chat is transferred to a colleague, stays visible to the supervisor, is taken back and closed', async () => {
  await using desk = await openDesk(tempDir())
  const { panel } = desk
  const settings = await desk.settings()
  await settings.getByRole('link', { name: 'Agents' }).first().click()
  await settings.getByRole('button', { name: 'Add agent' }).click()
  await settings.getByRole('textbox', { name: 'Name' }).fill('Ivo Marek')
  await settings.getByRole('textbox', { name: 'Login' }).fill('ivo')
  await settings.getByRole('radio', { name: 'With a password that I set' }).check()
  await settings
    .getByLabel(/^Password/)
    .first()
    .fill('ivo-has-a-password')
  await settings.keyboard.press('Control+s')
  await settings.getByText('Ivo Marek').first().waitFor()

  const customer = await desk.customer()
  await customer.goto(await desk.customerUrl())
  await says(customer, 'I was charged twice')
  await panel.getByRole('button', { name: /^Accept / }).click()
  await reply(panel, 'Ivo knows about this, one moment.')
  await customer.getByText('Ivo knows about this, one moment.', { exact: true }).waitFor()

  await panel.getByRole('button', { name: /^Transfer/ }).click()
  await panel.getByRole('option', { name: /Ivo Marek/ }).click()
  await panel.getByLabel('Comment').fill('Second charge is a card hold')
  await panel.getByRole('button', { name: 'Transfer to Ivo Marek' }).click()
  await panel
    .getByText(/went to Ivo Marek\.$/)
    .first()
    .waitFor()
  const owner = () =>
    desk.rows<{ name: string; status: string }>(
      'SELECT agent.name, chat.status FROM chat JOIN agent ON agent.id = chat.ownerId',
    )
  expect(owner()).toEqual([{ name: 'Ivo Marek', status: 'active' }])
  await customer.getByText('Ivo Marek has joined').waitFor()
  // The comment is for colleagues: the customer never sees it.
  expect(await customer.getByText('card hold').count()).toBe(0)

  await panel.getByRole('button', { name: 'Take over' }).first().click()
  await until('it is the supervisor’s again', () => owner()[0]?.name === 'Admin')
  await panel.getByText('Second charge is a card hold').first().waitFor()
  await panel.getByRole('button', { name: /^Close/ }).click()
  await panel.getByText(/is closed\.$/).waitFor()
  expect(desk.rows('SELECT status FROM chat')).toEqual([{ status: 'closed' }])
})
