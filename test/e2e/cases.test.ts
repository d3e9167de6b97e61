// Cases on screen: made from a chat by hand, changed by two people at once, told to a help desk outside, and worked by keyboard alone.
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { picture } from '../kit/desk.ts'
import { screensOf } from '../kit/house-screens.ts'
import { must } from '../kit/must.ts'
import { anOpenHouse, type OpenHouse } from '../kit/open-house.ts'
import { shown } from '../kit/shown.ts'
import { until } from '../kit/until.ts'
import { aWebhookReceiver } from '../kit/webhook-receiver.ts'

const rendererDir = fileURLToPath(new URL('../../out/renderer', import.meta.url))

const openChat = async (house: OpenHouse, who: string, text: string): Promise<string> => {
  const { office } = house
  await office.network.says(who, text)
  await office.settled()
  const row = (await office.store.chats.openRows(20)).find(one => one.contactName === who)
  if (row === undefined) throw new Error('no chat')
  must(await office.services.chatService.acceptChat(office.actor('ann'), row.id))
  return row.id
}

test('a case from a chat: made, changed by two at once, and told to a help desk that checks each call', async () => {
  const receiver = await aWebhookReceiver()
  const house = await anOpenHouse({ rendererDir })
  await house.session('ben', 'CanManageChats', 'CanSeeAllChats')
  must(
    await house.office.services.settings.set(house.office.supervisor('ben'), { OutboundAllowedHosts: receiver.host }),
  )
  const open = await screensOf(house)
  const [ann, ben] = [await open('ann'), await open('ben', '#settings/webhooks/new')]

  // A webhook is set up; the secret is shown this once.
  await ben.getByRole('textbox', { name: 'Name' }).fill('Help desk')
  await ben.getByRole('textbox', { name: 'Address' }).fill('http://10.1.2.3/hook')
  await ben.getByRole('button', { name: /^Save/ }).click()
  await ben.getByText(/Plain http is only for hosts/).waitFor()
  await ben.getByRole('textbox', { name: 'Address' }).fill(receiver.url)
  await ben.getByRole('button', { name: /^Save/ }).click()
  const secret = ben.locator('[data-webhook-secret]')
  await secret.waitFor()
  receiver.secrets.push((await secret.textContent()) ?? '')
  await shown(ben, 'cases-webhook')

  // Ann makes a case of her chat.
  await ann.getByRole('button', { name: 'Cases', exact: true }).click()
  await ann.getByText('No open case is yours').waitFor()
  await picture(ann, 'cases-none')
  await ann.getByRole('button', { name: 'Chats', exact: true }).click()
  await openChat(house, 'Carol Ngata', 'My lamp came broken')
  await ann
    .getByRole('button', { name: /Carol Ngata/ })
    .first()
    .click()
  await ann.getByRole('button', { name: 'Create case from this chat' }).click()
  const subject = ann.getByRole('textbox', { name: 'Subject' })
  await subject.waitFor()
  expect(await subject.inputValue()).toBe('My lamp came broken')
  await ann.getByRole('heading', { name: 'Case 1' }).waitFor()
  const told = await until('the help desk to hear of it', () => receiver.received[0])
  expect(told).toMatchObject({ event: 'case.created', genuine: true, body: { data: { case: { number: 1 } } } })

  // Ben changes it while Ann is typing: she is told what, field by field, and nothing is lost.
  await ben.goto(`${house.url}/#panel/cases/case/${told.body.data.case?.id}`)
  await ann.getByRole('textbox', { name: 'Account' }).fill('Ngata & Sons')
  await ben.getByRole('textbox', { name: 'Subject' }).fill('Broken lamp')
  await ben.getByRole('button', { name: /^Save/ }).click()
  await ben.getByText('Ben: Subject from “My lamp came broken” to “Broken lamp”').waitFor()
  await ann.getByRole('button', { name: /^Save/ }).click()
  await ann.getByText('Subject: from “My lamp came broken” to “Broken lamp”').first().waitFor()
  await shown(ann, 'cases-meanwhile')
  await ann.getByRole('button', { name: 'Save mine over it' }).click()
  await until('both changes to be there', async () => {
    const one = (await house.office.store.cases.list({ limit: 1 }, everything))[0]
    return one?.subject === 'Broken lamp' && one.account === 'Ngata & Sons'
  })

  // A comment, a closing that asks, and the way back to the chat, which shows the case.
  await ann.getByRole('textbox', { name: 'Comment for colleagues' }).fill('A new lamp is on its way.')
  await ann.getByRole('button', { name: /^Comment/ }).click()
  await ann.getByRole('listitem').filter({ hasText: 'A new lamp is on its way.' }).waitFor()
  await shown(ann, 'cases-page')
  await ann.getByRole('button', { name: 'Close case' }).click()
  await ann.getByRole('button', { name: 'Close it' }).click()
  await ann.getByText('It stays as it is.').waitFor()
  await until('the help desk to hear the end of it', () => receiver.received.find(one => one.event === 'case.closed'))
  expect(receiver.received.every(one => one.genuine)).toBe(true)
  await ann.getByRole('button', { name: /^Chat 1,/ }).click()
  await ann.getByRole('button', { name: 'Case 1', exact: true }).waitFor()
  await ann.getByRole('region', { name: 'Cases' }).getByText('Closed').waitFor()
  await shown(ann, 'cases-beside-chat')

  // The log shows what was sent, and sends it again.
  await ben.goto(`${house.url}/#settings/webhooks/${(await house.office.store.webhooks.all())[0]?.id}`)
  const first = ben.getByRole('listitem').filter({ hasText: 'a case is created' })
  await first.getByText('Delivered').click()
  await shown(ben, 'cases-log')
  const before = receiver.received.length
  await first.getByRole('button', { name: 'Send again' }).click()
  const again = await until('it to come again', () => receiver.received[before])
  expect(again.id).toBe(told.id)
})

test('by keyboard alone: to the cases, a new one, through the list, and resolved', async () => {
  const house = await anOpenHouse({ rendererDir })
  await house.session('ann')
  const { cases } = house.office.services
  const mine = {
    description: '',
    account: '',
    contactId: null,
    queueId: null,
    chatId: null,
    assigneeId: house.office.actor('ann').agentId,
  }
  for (let n = 1; n <= 30; n++)
    must(await cases.create(house.office.actor('ann'), { ...mine, subject: `Order ${n} is late` }))
  const ann = await (await screensOf(house))('ann')
  await ann.getByRole('button', { name: 'Cases, 30 of mine are open' }).waitFor()
  await ann.keyboard.press('g')
  await ann.getByRole('heading', { name: 'Cases' }).waitFor()
  await ann.getByText('Order 30 is late').waitFor()
  await shown(ann, 'cases-list')
  await ann.keyboard.press('Control+k')
  await ann.keyboard.type('new case')
  await ann.keyboard.press('Enter')
  await ann.getByRole('dialog').getByRole('textbox', { name: 'Subject' }).waitFor()
  await ann.keyboard.type('A ladder for the shop')
  await ann.keyboard.press('Enter')
  await ann.getByRole('heading', { name: 'Case 31' }).waitFor()
  await ann.getByRole('button', { name: 'Resolve' }).press('Enter')
  await ann.getByRole('button', { name: 'Reopen' }).waitFor()
  await ann.getByRole('heading', { name: 'Case 31' }).click()
  await ann.keyboard.press('j')
  await ann.keyboard.press('ArrowDown')
  await ann.keyboard.press('Enter')
  await ann.getByRole('heading', { name: 'Case 29' }).waitFor()

  // What cannot be reached says so, and comes when it can.
  const find = ann.getByRole('searchbox', { name: 'Find cases' })
  await find.fill('nothing like it')
  await ann.getByText('No case fits these filters').waitFor()
  await ann.goto(`${house.url}/#panel/cases/case/none`)
  await ann.getByText('There is no such case among those you may see.').waitFor()
})

const everything = { agentId: 'ben' as never, all: true, allChats: true, queueIds: [] }
