// Bots' chats over the door: who sees them, who may take control, and what is said when the network does not let them.
import { describe, expect, test } from 'vitest'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { aBotDesk, type BotDeskOptions, botApp } from '../kit/bot-desk.ts'

interface Chat {
  readonly id: string
  readonly status: string
  readonly owner: { readonly id: string } | null
  readonly heldBy: { readonly app: string | null } | null
  readonly rings: boolean
  readonly unread: number
}

const aHeldChat = async (options: BotDeskOptions = {}) => {
  const desk = await aBotDesk(options)
  const { house, graph, page } = desk
  const ann = await house.session('ann')
  const boss = await house.session('ben', 'CanSeeAllChats', 'CanTakeOverChats')
  const carol = graph.customer(page, 'Carol', 'Ngata')
  await carol.says('Where is my parcel?')
  if (desk.page.defaultApp !== null) await graph.botSays(carol, 'What is your order number?', botApp)
  await house.office.settled()
  const chatsOf = async (token: string, all = false) => {
    const { body } = await house.call('chatService/getChats', { all }, token)
    return body.chats as Chat[]
  }
  const [chat] = await chatsOf(boss, true)
  if (chat === undefined) throw new Error('The bot has no chat.')
  return { ...desk, ann, boss, carol, chat, chatsOf }
}

describe("a bot's chat", () => {
  test('is listed for supervisors alone, and says who holds it and what they may do', async () => {
    const { house, ann, boss, chat, chatsOf } = await aHeldChat()
    expect(chat).toMatchObject({ status: 'bot', owner: null, rings: false, unread: 0, heldBy: { app: botApp } })
    expect(await chatsOf(ann)).toEqual([])
    expect(await chatsOf(boss)).toEqual([])
    expect((await house.call('chatService/getChat', { chatId: chat.id }, ann)).status).toBe(404)
    expect((await house.call('messageManager/getMessagesByChatId', { chatId: chat.id }, ann)).status).toBe(404)
    const { body } = await house.call('chatService/getConversation', { chatId: chat.id }, boss)
    expect(body.can).toEqual({
      accept: false,
      write: false,
      transfer: false,
      close: true,
      takeOver: false,
      takeControl: true,
    })
    expect((await house.call('chatService/getUnreadMessagesCount', {}, boss)).body).toEqual({ count: 0 })
  })

  test('is taken by an agent of its queue where the page lets us: a new chat is theirs', async () => {
    const { house, graph, page, ann, carol, clock, chat, chatsOf } = await aHeldChat()
    page.defaultApp = graph.world.appId
    const { status, body } = await house.call('chatService/takeControl', { chatId: chat.id }, ann)
    expect([status, body]).toMatchObject([200, { status: 'active', owner: { id: 'ann' }, heldBy: null }])
    expect(body.id).not.toBe(chat.id)
    expect(page.holder(carol.psid, clock.now())).toBe(graph.world.appId)
    expect((await chatsOf(ann)).map(one => one.id)).toEqual([body.id])
  })

  test('stays as it is where the page does not let us, with the reason', async () => {
    const { house, ann, boss, chat, chatsOf } = await aHeldChat()
    const { status, body } = await house.call('chatService/takeControl', { chatId: chat.id }, ann)
    expect(status).toBe(409)
    expect(body.message).toBe('The other app does not let go of this conversation. Ask for it to be handed over there.')
    expect(await chatsOf(boss, true)).toMatchObject([{ id: chat.id, status: 'bot' }])
  })

  test('stays as it is while the network cannot be reached, and can be taken once it can', async () => {
    const { house, graph, page, ann, chat } = await aHeldChat()
    page.defaultApp = graph.world.appId
    await graph.goesDown()
    const away = await house.call('chatService/takeControl', { chatId: chat.id }, ann)
    expect([away.status, away.body.message]).toEqual([503, expect.stringMatching(/cannot be reached/)])
    await graph.comesBack()
    expect((await house.call('chatService/takeControl', { chatId: chat.id }, ann)).status).toBe(200)
  })

  test('is no matter of agents of other queues, and nobody’s without a sign-in', async () => {
    const { house, ann, chat } = await aHeldChat()
    await house.office.store.transact(async tx => {
      const support = await tx.queues.get(asId<QueueId>('support'))
      if (support === null) throw new Error('There is no queue.')
      await tx.queues.replace({ ...support, agentIds: [asId('ben')], version: 2 }, support.version)
    })
    expect((await house.call('chatService/takeControl', { chatId: chat.id }, ann)).status).toBe(404)
    expect((await house.call('chatService/takeControl', { chatId: chat.id })).status).toBe(401)
    expect((await house.call('chatService/takeControl', { chatId: 'none' }, ann)).status).toBe(404)
  })

  test('where only our own setting says that a bot answers first, nobody has to be asked for it', async () => {
    const { house, page, ann, chat } = await aHeldChat({ defaultApp: null, whenNoDefaultApp: 'bot' })
    expect(chat).toMatchObject({ status: 'bot', heldBy: null })
    const taken = await house.call('chatService/takeControl', { chatId: chat.id }, ann)
    expect(taken).toMatchObject({ status: 200, body: { status: 'active', owner: { id: 'ann' } } })
    await house.call('messageManager/send', { chatId: taken.body.id, text: 'Hello' }, ann)
    await house.office.settled()
    expect(page.sent.map(message => message.text)).toEqual(['Hello'])
  })
})

test('on a page without a default app, where agents come first, a message rings at once', async () => {
  const { ann, chat, chatsOf } = await aHeldChat({ defaultApp: null })
  expect(chat).toMatchObject({ status: 'waiting' })
  expect(await chatsOf(ann)).toMatchObject([{ id: chat.id, rings: true }])
})
