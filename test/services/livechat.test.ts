// A LiveChat licence at work in a real workstation: chats that are assigned and that wait, notes and tags on both sides, transfers,
// ends either way, presence, and a sign-in with the browser.
import { expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import type { ChatId } from '../../main/domain/ids.ts'
import { asId } from '../../main/domain/ids.ts'
import { aLiveChatDesk, type LiveChatDesk } from '../kit/livechat-desk.ts'
import { account } from '../kit/livechat-emulator/livechat-emulator.ts'
import type { LiveChatCustomer } from '../kit/livechat-emulator/people.ts'
import { must } from '../kit/must.ts'
import { until } from '../kit/until.ts'

const openChat = async ({ office, channelId }: LiveChatDesk, { chat }: LiveChatCustomer) => {
  const conversation = await office.store.contacts.conversationAt(channelId, chat.id)
  return conversation === null ? null : office.store.chats.openOfConversation(conversation.id)
}

const untilOpen = (desk: LiveChatDesk, customer: LiveChatCustomer) =>
  until('the chat to open', () => openChat(desk, customer))

const untilClosed = (desk: LiveChatDesk, customer: LiveChatCustomer) =>
  until('the chat to close', async () => (await openChat(desk, customer)) === null)

const accepted = async (desk: LiveChatDesk, customer: LiveChatCustomer): Promise<ChatId> => {
  const { id } = await untilOpen(desk, customer)
  await desk.office.settled()
  must(await desk.office.services.chatService.acceptChat(desk.office.actor('ann'), id))
  return id
}

test('a chat that waits at LiveChat is assigned to the account when one of ours accepts it', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office } = desk
  const agent = livechat.licence.agents.get(account)
  if (agent !== undefined) agent.status = 'not_accepting_chats'
  const carol = livechat.customer('Carol Ng')
  carol.says('Is anybody there?')
  expect(carol.thread?.queue).toBeDefined()
  const id = await accepted(desk, carol)
  await until('the assignment', () => carol.chat.users.some(user => user.id === account && user.present))
  must(await office.services.messageManager.send(office.actor('ann'), { chatId: id, text: 'I am.', note: false }))
  await until('the answer', () => carol.sees.includes('I am.'))
})

test('notes and tags are on both sides, and the customer sees neither', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office } = desk
  const dave = livechat.colleague('Dave')
  const carol = livechat.customer('Carol Ng')
  carol.says('Hello')
  const chatId = await accepted(desk, carol)
  const ann = office.supervisor('ann')
  must(await office.services.messageManager.send(ann, { chatId, text: 'Be patient with her', note: true }))
  await until('the note there', () => carol.thread?.events.some(event => event.text === 'Be patient with her'))
  dave.notes('She is our best customer', carol)
  dave.tags('vip', carol)
  await until('the tag here', async () => (await office.store.protocol.tags(chatId)).includes('vip'))
  must(await office.services.protocol.tagChat(ann, chatId, 'parcel'))
  await until('the tag there', () => carol.thread?.tags.includes('parcel'))
  const messages = await until('the note here', async () => {
    const found = await office.store.messages.ofChat(chatId, 50)
    return found.some(one => one.text === 'She is our best customer') ? found : null
  })
  const notes = messages.filter(one => one.direction === 'note')
  expect(notes.map(one => [one.text, one.authorName])).toEqual([
    ['Be patient with her', 'Ann'],
    // Who is not in the chat is not introduced by LiveChat.
    ['She is our best customer', dave.id],
  ])
  expect(carol.sees).toEqual([])
})

test('what is transferred away closes here, and comes back as a new chat with everything that was said', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office, channelId } = desk
  const dave = livechat.colleague('Dave')
  const carol = livechat.customer('Carol Ng')
  carol.says('Where is my parcel?')
  const first = await accepted(desk, carol)
  dave.takes(carol)
  await untilClosed(desk, carol)
  expect(await office.store.chats.get(first)).toMatchObject({ closeReason: 'handedOver' })
  dave.says('I am looking into it.', carol)
  dave.handsTo(account, carol)
  const { id } = await untilOpen(desk, carol)
  expect(id).not.toBe(first)
  const conversation = await office.store.contacts.conversationAt(channelId, carol.chat.id)
  const { messages } = await office.store.messages.page(conversation?.id ?? asId('none'), { limit: 50 })
  expect(messages.filter(one => one.direction !== 'system').map(one => one.text)).toEqual([
    'Where is my parcel?',
    'I am looking into it.',
  ])
})

test('either side’s end ends both, also while the line is broken', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office } = desk
  const [carol, kim] = [livechat.customer('Carol Ng'), livechat.customer('Kim')]
  carol.says('Hello')
  kim.says('Hello')
  const chatId = await accepted(desk, carol)
  await untilOpen(desk, kim)
  kim.ends()
  await untilClosed(desk, kim)
  livechat.rtm.breakAll()
  await until('the break to be noticed', async () => (await desk.health()) === 'retrying')
  must(await office.services.chatService.closeActiveChat(office.actor('ann'), chatId))
  expect(carol.thread?.active).toBe(true)
  await desk.passes(5 * SECOND)
  await until('the thread to end', () => carol.thread?.active === false)
})

test('LiveChat gives chats only while somebody of the queue is there', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office } = desk
  const status = () => livechat.licence.agents.get(account)?.status
  const { presence } = office.services
  await presence.set(office.actor('ann'), 'inactive', 'chosen')
  await presence.set(office.actor('ben'), 'inactive', 'chosen')
  await until('nobody to be given chats', () => status() === 'not_accepting_chats')
  await presence.set(office.actor('ben'), 'active', 'chosen')
  await until('chats to be taken again', () => status() === 'accepting_chats')
})

test('a push that was lost is missed for a minute at most, without a reconnect', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office } = desk
  const carol = livechat.customer('Carol Ng')
  carol.says('First')
  const chatId = await accepted(desk, carol)
  const logins = livechat.asked('login')
  livechat.weather.forPushes('drop')
  carol.says('Nobody heard this')
  await desk.passes(MINUTE)
  await until('what was lost', async () =>
    (await office.store.messages.ofChat(chatId, 50)).some(one => one.text === 'Nobody heard this'),
  )
  expect(livechat.asked('login')).toBe(logins)
})

test('a reply that waited out an outage of LiveChat goes as soon as the line is back', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office } = desk
  const carol = livechat.customer('Carol Ng')
  carol.says('Are you there?')
  const chatId = await accepted(desk, carol)
  await livechat.goesDown()
  must(await office.services.messageManager.send(office.actor('ann'), { chatId, text: 'I am', note: false }))
  await desk.passes(15 * MINUTE)
  await livechat.comesBack()
  const isBack = async () => {
    desk.clock.advance(5 * SECOND)
    return (await desk.health()) === 'online'
  }
  await until('the line to be back', isBack)
  await office.settled()
  await until('the reply', () => carol.sees.includes('I am'))
})

test('a sign-in with the browser goes into the channel without its tokens being shown to anybody', async () => {
  const desk = await aLiveChatDesk()
  const { livechat, office } = desk
  const ben = office.supervisor('ben')
  const { signIns, channels, webhooks } = office.services
  const redirectUri = livechat.app.redirectUris[0] ?? ''
  const { apiRoot, accountsRoot } = livechat
  const settings = { clientId: livechat.app.clientId, apiRoot, accountsRoot }
  const { ticket, url } = must(signIns.begin(ben, 'livechat', settings, redirectUri))
  expect(signIns.state(ben, ticket)).toEqual({ state: 'waiting' })
  const page = await (await fetch(url)).text()
  const allow = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const back = (await fetch(new URL(allow, url), { redirect: 'manual' })).headers.get('location') ?? ''
  expect(back.startsWith(`${redirectUri}?`)).toBe(true)
  const request = { method: 'GET', url: back, path: '', headers: {}, body: new Uint8Array(), receivedAt: 0 }
  const answer = await webhooks.offer('livechat', request)
  expect(answer.body).toContain('Signed in')
  expect(signIns.state(ben, ticket)).toEqual({ state: 'done' })
  expect(signIns.state(office.supervisor('ann'), ticket)).toMatchObject({ state: 'failed' })

  const made = must(
    await channels.register(ben, {
      kind: 'livechat',
      name: 'By sign-in',
      queueId: asId('support'),
      active: true,
      settings: { ...settings, signIn: ticket },
    }),
  )
  expect(JSON.stringify(made.channel.settings)).not.toMatch(/secret|signIn/)
  expect(made.secretsSet.toSorted()).toEqual(['accessToken', 'refreshToken'])
  await until('the channel to be online', async () =>
    (await channels.list()).some(one => one.channel.id === made.channel.id && one.health.state === 'online'),
  )
  expect(await webhooks.offer('livechat', { ...request, url: `${redirectUri}?state=other&code=x` })).toMatchObject({
    status: 404,
  })
})

test('what is pasted of a sign-in is taken as browsers copy it, and what is not of it ends nothing', async () => {
  const { livechat, office } = await aLiveChatDesk()
  const ben = office.supervisor('ben')
  const { signIns } = office.services
  const redirectUri = livechat.app.redirectUris[0] ?? ''
  const { apiRoot, accountsRoot } = livechat
  const settings = { clientId: livechat.app.clientId, apiRoot, accountsRoot }
  const { ticket, url } = must(signIns.begin(ben, 'livechat', settings, redirectUri))
  const page = await (await fetch(url)).text()
  const allow = /href="([^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? ''
  const back = (await fetch(new URL(allow, url), { redirect: 'manual' })).headers.get('location') ?? ''

  for (const [pasted, sentence] of [
    [redirectUri, 'There is no code in this.'],
    [`${redirectUri}?state=other&code=x`, 'This is of another sign-in.'],
  ] as const) {
    expect(await signIns.finish(ben, ticket, pasted)).toMatchObject({ sentence: expect.stringContaining(sentence) })
    expect(signIns.state(ben, ticket)).toEqual({ state: 'waiting' })
  }
  expect(await signIns.finish(ben, ticket, ` ${back.replace('http://', '')} `)).toEqual({ state: 'done' })
})

test.each([
  ['dal:CODE', 'LiveChat does not accept'],
  ['127.0.0.1:7420/hooks/livechat?error=access_denied', 'not allowed'],
])('a pasted %s is asked about at LiveChat, or says what was said there', async (pasted, sentence) => {
  const { livechat, office } = await aLiveChatDesk()
  const ben = office.supervisor('ben')
  const { apiRoot, accountsRoot } = livechat
  const settings = { clientId: livechat.app.clientId, apiRoot, accountsRoot }
  const { ticket } = must(office.services.signIns.begin(ben, 'livechat', settings, livechat.app.redirectUris[0] ?? ''))
  expect(await office.services.signIns.finish(ben, ticket, pasted)).toMatchObject({
    state: 'failed',
    sentence: expect.stringContaining(sentence),
  })
})
