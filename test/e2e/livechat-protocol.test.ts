// LiveChat's own SDK against the hub's program, with people at real screens: a customer who came with lc-sdk-js and agents in the
// panel; and an agent with lc-sdk-js and a visitor of the website.
import { expect, test } from 'vitest'
import { aButton, quickReplies } from '../kit/contents.ts'
import { picture, reply, says } from '../kit/desk.ts'
import { said } from '../kit/livechat/said.ts'
import { sdkAgent, sdkCustomer } from '../kit/livechat/sdk-clients.ts'
import { aTlsFront } from '../kit/livechat/tls-front.ts'
import { shown } from '../kit/shown.ts'
import { agentPassword, aTeam, type Team } from '../kit/team.ts'
import { tinyPng } from '../kit/telegram-emulator/world/sample-files.ts'
import { until } from '../kit/until.ts'

const aFront = async ({ hub, token }: Team) => {
  const front = await aTlsFront({ port: Number(new URL(hub.url).port) })
  const { organizationId } = await hub.must<{ organizationId: string }>('workstation/programs', {}, token)
  return { front, organizationId }
}

const customerToken = async ({ hub }: Team, organizationId: string): Promise<string> => {
  const response = await fetch(`${hub.url}/v2/customer/token`, {
    method: 'POST',
    body: JSON.stringify({ grant_type: 'cookie', client_id: 'shop', organization_id: organizationId }),
  })
  return (await response.json()).access_token
}

/** lc-sdk-js has a method for it that dials a wrong host; programs post the file themselves. */
const uploads = async (url: string, token: string, file: File): Promise<string> => {
  const body = new FormData()
  body.append('file', file)
  const response = await fetch(url, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
  return (await response.json()).url
}

test('a customer on the SDK and agents in the panel: file, cards, typing, seen, transfer, close and resume', async () => {
  const team = await aTeam()
  const { hub } = team
  const ann = await team.supervisor()
  const { front, organizationId } = await aFront(team)
  const token = await customerToken(team, organizationId)
  const vera = await sdkCustomer(front, organizationId)
  await vera.rtm.login({ token: `Bearer ${token}`, customer: { name: 'Vera Vale', email: 'vera@example.com' } })
  const { chat_id } = await vera.rtm.startChat({
    chat: { thread: { events: [said.message('My lamp arrived broken')] } },
    continuous: true,
  })

  await ann
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await ann.getByRole('heading', { name: 'Vera Vale' }).first().waitFor()
  expect(await vera.pushed('user_added_to_chat')).toMatchObject({ user: { type: 'agent', name: 'Admin' } })
  await reply(ann, 'I am sorry. Which lamp is it?')
  const asked = await vera.pushed('incoming_event', saying('Which lamp is it?'))
  expect(JSON.stringify(asked)).not.toContain('admin')

  await vera.rtm.markEventsAsSeen(chat_id, new Date(Date.now() + 1_000).toISOString())
  await ann.getByText('· read').first().waitFor()
  await vera.rtm.sendSneakPeek(chat_id, 'The gre')
  await ann.getByText('Vera is typing: The gre').waitFor()
  const url = `${hub.url}/v3.6/customer/action/upload_file?organization_id=${organizationId}`
  const crack = await uploads(url, token, new File([Buffer.from(tinyPng)], 'crack.png', { type: 'image/png' }))
  await vera.rtm.sendEvent(chat_id, said.file(crack))
  await ann
    .getByRole('img', { name: /crack\.png/ })
    .first()
    .waitFor()
  await vera.rtm.sendEvent(chat_id, said.message('The green one'))
  await ann.getByText('The green one').last().waitFor()

  await ann.getByRole('textbox', { name: 'Reply' }).pressSequentially('Let me')
  await vera.pushed('incoming_typing_indicator')
  await ann.getByRole('textbox', { name: 'Reply' }).fill('')
  await ann
    .locator('input[type=file]')
    .setInputFiles({ name: 'label.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 label') })
  await ann.getByText('label.pdf').first().waitFor()
  await ann.getByRole('button', { name: /^Send/ }).click()
  const sent = await vera.pushed('incoming_event', saying('label.pdf'))
  expect(await (await fetch(urlIn(sent))).text()).toBe('%PDF-1.4 label')

  const { chats } = await hub.must<{ chats: { id: string }[] }>('chatService/getChats', {}, team.token)
  const { pressed: _, ...content } = quickReplies('What shall we do?', aButton('Refund'), aButton('Replace'))
  await hub.must('messageManager/send', { chatId: chats[0]?.id, content }, team.token)
  const cards = await vera.pushed('incoming_event', saying('What shall we do?'))
  const { thread_id } = cards
  await vera.rtm.sendRichMessagePostback({
    chat_id,
    thread_id: String(thread_id),
    event_id: eventIn(cards),
    postback: { id: 'replace', toggled: true },
  })
  await ann.getByRole('listitem').filter({ hasText: 'Replace' }).filter({ hasText: '(pressed)' }).last().waitFor()
  await shown(ann, 'livechat-customer')

  const ben = await team.agent('ben', 'Ben Marek')
  await ann.getByRole('button', { name: /^Transfer/ }).click()
  await ann.getByRole('option', { name: /Ben Marek/ }).click()
  await ann.getByLabel('Comment').fill('Knows lamps')
  await ann.getByRole('button', { name: 'Transfer to Ben Marek' }).click()
  await vera.pushed('chat_transferred')
  await ben.locator('[data-chat-row]').filter({ hasText: 'Vera Vale' }).first().click()
  await ben.locator('main').getByText('The green one').last().waitFor()
  await ben.getByText('Knows lamps').first().waitFor()
  await ben.getByRole('button', { name: /^Close/ }).click()
  expect(await vera.pushed('chat_deactivated')).toMatchObject({ chat_id, thread_id })
  await ben.getByText(/is closed\.$/).waitFor()

  const resumed = await vera.rtm.resumeChat(chat_id)
  expect(resumed.thread_id).not.toBe(thread_id)
  await vera.rtm.sendEvent(chat_id, said.message('One more thing'))
  await until('it rings again', async () => (await ann.getByRole('button', { name: /^Accept / }).count()) > 0)
  await ann
    .getByRole('button', { name: /^Accept / })
    .first()
    .click()
  await ann
    .getByText(/^Earlier: chat 1/)
    .first()
    .waitFor()
  await picture(ann, 'livechat-resumed')
  expect(JSON.stringify(vera.frames)).not.toContain('Knows lamps')
})

test('an agent on the SDK serves a visitor of the website', async () => {
  const team = await aTeam()
  const { hub } = team
  await hub.must('presence/set', { status: 'inactive' }, team.token)
  const carl = await team.agent('carl', 'Carl Program')
  const session = await hub.signIn('carl', agentPassword)
  await carl.context().close()
  const made = { label: 'lc-sdk-js', scopes: ['chats--access:rw', 'customers:ro', 'agents--my:rw'] }
  const { token } = await hub.must<{ token: string }>('session/createAccessToken', made, session)
  const { front } = await aFront(team)
  const program = await sdkAgent(front)
  await program.rtm.login(`Bearer ${token}`)

  const visitor = await team.customer()
  await says(visitor, 'Do you ship to Norway?')
  const { chat } = await program.pushed('incoming_chat')
  const chatId = idIn(chat)
  await visitor.getByText('Carl Program has joined').waitFor()
  await program.rtm.sendTypingIndicator(chatId, true)
  await visitor.getByText('Carl Program is typing…').waitFor()
  await program.rtm.sendEvent(chatId, said.message('Nobody outside should read this', { recipients: 'agents' }))
  await program.rtm.sendEvent(chatId, said.message('We do, in five days.'))
  await visitor.getByRole('article', { name: 'Carl Program' }).getByText('We do, in five days.').waitFor()
  await program.pushed('events_marked_as_seen')
  await program.rtm.sendEvent(chatId, said.quickReplies('Shall I send you the rates?', ['Yes', 'No']))
  await visitor.getByRole('button', { name: 'Yes' }).click()
  expect(await program.pushed('incoming_rich_message_postback')).toMatchObject({
    postback: { id: 'yes', toggled: true },
  })
  await visitor
    .locator('input[type=file]')
    .setInputFiles({ name: 'address.txt', mimeType: 'text/plain', buffer: Buffer.from('Storgata 1') })
  await visitor.getByRole('button', { name: 'Send', exact: true }).click()
  const file = await program.pushed('incoming_event', saying('address.txt'))
  expect(await (await fetch(urlIn(file))).text()).toBe('Storgata 1')
  await shown(visitor, 'livechat-visitor')
  await program.rtm.deactivateChat(chatId)
  await visitor.getByText(/The chat was closed/).waitFor()
  await says(visitor, 'And to Sweden?')
  const again = await program.pushed('incoming_chat', payload => payload.chat !== chat)
  expect(idIn(again.chat)).toBe(chatId)
  expect(await visitor.getByText('Nobody outside').count()).toBe(0)
})

const saying = (text: string) => (payload: object) => JSON.stringify(payload).includes(text)

const idIn = (one: unknown): string => (typeof one === 'object' && one !== null && 'id' in one ? String(one.id) : '')

const eventIn = ({ event }: Readonly<Record<string, unknown>>): string => idIn(event)

const urlIn = ({ event }: Readonly<Record<string, unknown>>): string =>
  typeof event === 'object' && event !== null && 'url' in event ? String(event.url) : ''
