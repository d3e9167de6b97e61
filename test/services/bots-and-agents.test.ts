// Agents and control of a conversation: nobody loses a chat, control is taken where the network lets us, and handed back in the end.
import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../main/domain/clock.ts'
import { asId, type QueueId } from '../../main/domain/ids.ts'
import { refuse } from '../../main/domain/refusal.ts'
import type { NoDefaultApp } from '../../main/domain/thread-control.ts'
import { must } from '../kit/must.ts'
import { all, aSharedOffice, control, lines, only, there } from '../kit/shared-stage.ts'

const inbox = '263902037430900'

describe('agents and control', () => {
  const anActiveChat = async (policy: NoDefaultApp = 'agents') => {
    const office = await aSharedOffice(policy)
    await office.network.says('carol', 'Hello', { holder: 'us' })
    await office.settled()
    const { id } = await only(office)
    must(await office.services.chatService.acceptChat(office.actor('ben'), id))
    return { office, id, ben: office.actor('ben') }
  }

  test('nobody loses a chat under their hands; they read who holds it, and take it back', async () => {
    const { office, id, ben } = await anActiveChat()
    await office.clock.turn(MINUTE)
    await control(office, 'others', { app: inbox })
    await office.settled()
    const page = must(await office.services.chatService.getConversation(ben, id, { limit: 50 }))
    expect(page.card.row).toMatchObject({ status: 'active', ownerId: 'ben', heldBy: { app: inbox } })
    expect(page.can).toMatchObject({ write: true, takeControl: true })
    expect(page.messages.at(-1)?.text).toBe('the Facebook page inbox holds this conversation now')

    await office.clock.turn(MINUTE)
    expect(must(await office.services.chatService.takeControl(ben, id))).toMatchObject({ id, status: 'active' })
    expect(office.network.control).toEqual(['take carol'])
    expect((await office.store.chats.row(id))?.heldBy).toBeNull()
    expect((await lines(office, id)).at(-1)).toBe('system: Ben took control of the conversation')
  })

  test("the network's own word outranks every event: the message waits for a hand, and is sent after control was taken", async () => {
    const { office, id, ben } = await anActiveChat()
    const sentence = 'Another app holds this conversation. Take control, then send it again.'
    office.network.next.push({
      outcome: 'failed',
      reason: sentence,
      surelyNotArrived: true,
      retry: 'never',
      heldByOthers: true,
    })
    const reply = must(await office.services.messageManager.send(ben, { chatId: id, text: 'Hi', note: false }))
    await office.settled()
    const failed = { state: 'failed', trouble: { reason: sentence, canRetry: true, surelyNotArrived: true } }
    expect(await office.store.messages.get(reply.id)).toMatchObject(failed)
    await control(office, 'us', { at: office.clock.now() - SECOND })
    expect((await office.store.chats.row(id))?.heldBy).toEqual({ app: null, since: office.clock.now() })

    must(await office.services.chatService.takeControl(ben, id))
    must(await office.services.messageManager.retry(ben, reply.id))
    await office.settled()
    expect(await office.store.messages.get(reply.id)).toMatchObject({ state: 'sent', trouble: null })
  })

  test('a reply that the network takes shows that nobody else holds the conversation', async () => {
    const { office, id, ben } = await anActiveChat()
    await control(office, 'others', { at: office.clock.now() + SECOND })
    await office.clock.turn(MINUTE)
    must(await office.services.messageManager.send(ben, { chatId: id, text: 'Hi', note: false }))
    await office.settled()
    expect((await office.store.chats.row(id))?.heldBy).toBeNull()
  })

  test('there is nothing to take while nobody else holds it', async () => {
    const { office, id, ben } = await anActiveChat()
    const no = await office.services.chatService.takeControl(ben, id)
    expect(no).toMatchObject({ refused: true, sentence: 'Nobody else holds this conversation. You can answer.' })
    expect(office.network.control).toEqual([])
  })

  test('where the network refuses, it says why, and everything stays as it is', async () => {
    const { office, id, ben } = await anActiveChat()
    await office.clock.turn(SECOND)
    await control(office, 'others')
    office.network.refusals.push(refuse('conflict', 'The page lets only its default app take conversations.'))
    const no = await office.services.chatService.takeControl(ben, id)
    expect(no).toMatchObject({ refused: true, sentence: 'The page lets only its default app take conversations.' })
    expect((await office.store.chats.row(id))?.heldBy).toMatchObject({ app: '77' })
  })

  test("from a bot's chat: whoever takes it owns a new one at once, nobody else hears it ring", async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'Hello', { holder: 'others' })
    await office.settled()
    const { id } = await only(office)
    const mine = must(await office.services.chatService.takeControl(office.actor('ben'), id))
    await office.settled()
    expect(mine).toMatchObject({ status: 'active', ownerId: 'ben' })
    expect(mine.id).not.toBe(id)
    expect(await office.panel('ann')).toEqual([])
    expect(await office.store.chats.get(id)).toMatchObject({ status: 'closed', closeReason: 'handedOver' })
    expect(await lines(office, mine.id)).toEqual(['system: Ben took control of the conversation'])
    // The page's own event, coming after.
    await office.clock.turn(SECOND)
    await control(office, 'us')
    expect(await all(office)).toHaveLength(1)
  })

  test('only agents of its queue and supervisors may, and only with room', async () => {
    const office = await aSharedOffice('agents', { agents: ['ann', 'ben', 'cat'], simultaneousChats: 1 })
    await office.store.transact(async tx => {
      const support = there(await tx.queues.get(asId<QueueId>('support')))
      const agentIds = support.agentIds.filter(id => id !== 'cat')
      await tx.queues.replace({ ...support, agentIds, version: support.version + 1 }, support.version)
    })
    await office.network.says('carol', 'Hello', { holder: 'others' })
    await office.network.says('dave', 'Hello', { holder: 'others' })
    await office.settled()
    const [one, two] = await all(office)
    const { chatService } = office.services
    expect(await chatService.takeControl(office.actor('cat'), there(one).id)).toMatchObject({ code: 'notFound' })
    must(await chatService.takeControl(office.actor('ben'), there(one).id))
    expect(await chatService.takeControl(office.actor('ben'), there(two).id)).toMatchObject({
      sentence: 'You are at your limit of 1 chats. Close or transfer one first.',
    })
    must(await chatService.takeControl(office.supervisor('cat'), there(two).id))
  })

  test('closed, the conversation goes back, and the next message is the bot’s again', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'A person, please', { holder: 'others' })
    await office.clock.turn(SECOND)
    await control(office, 'us')
    await office.settled()
    const { id } = await only(office)
    const ben = office.actor('ben')
    must(await office.services.chatService.acceptChat(ben, id))
    must(await office.services.messageManager.send(ben, { chatId: id, text: 'Here I am', note: false }))
    await office.settled()
    await office.clock.turn(MINUTE)
    must(await office.services.chatService.closeActiveChat(ben, id))
    await office.settled()
    expect(office.network.control).toEqual(['hand back carol'])
    expect((await lines(office, id)).at(-1)).toBe('system: The conversation was handed back')
    await office.clock.turn(SECOND)
    await office.network.says('carol', 'Thanks, bot', { holder: 'others' })
    await office.settled()
    expect(await only(office)).toMatchObject({ status: 'bot', rings: false })
  })

  test('what cannot be handed back stays ours, and rings', async () => {
    const office = await aSharedOffice()
    await office.network.says('carol', 'A person, please', { holder: 'others' })
    await office.clock.turn(SECOND)
    await control(office, 'us')
    await office.settled()
    const { id } = await only(office)
    must(await office.services.chatService.acceptChat(office.actor('ben'), id))
    office.network.refusals.push(refuse('unavailable', 'Facebook did not answer.'))
    must(await office.services.chatService.closeActiveChat(office.actor('ben'), id))
    await office.settled()
    expect((await lines(office, id)).at(-1)).toBe(
      'system: The conversation could not be handed back: Facebook did not answer.',
    )
    await office.clock.turn(SECOND)
    await office.network.says('carol', 'One more thing')
    await office.settled()
    expect(await only(office)).toMatchObject({ status: 'waiting', rings: true })
  })

  test('a chat that nobody gave us is not given to anybody', async () => {
    const { office, id, ben } = await anActiveChat()
    must(await office.services.chatService.closeActiveChat(ben, id))
    await office.settled()
    expect(office.network.control).toEqual([])
  })
})
