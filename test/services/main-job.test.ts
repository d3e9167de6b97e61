// The main job over a real file: a customer writes, it rings, somebody takes it, answers, closes; the next message is a new chat.
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { graceMs } from '../../main/services/connections.ts'
import { anOpenOffice, type TestOffice } from '../kit/office.ts'

const aRingingChat = async (office: TestOffice, who = 'carol') => {
  await office.network.says(who, 'Hello, is anybody there?')
  await office.settled()
  const row = (await office.store.chats.openRows(10)).find(one => one.contactName === who)
  if (row === undefined) throw new Error('no chat')
  return row
}

const must = <T>(value: T): Exclude<T, { refused: true }> => {
  if (isRefusal(value)) throw new Error(value.sentence)
  return value as Exclude<T, { refused: true }>
}

describe('to all agents', () => {
  test('rings at everybody; the first to accept owns it and the others are told by whom', async () => {
    const office = await anOpenOffice()
    const chat = await aRingingChat(office)
    expect((await office.panel('ann')).map(card => [card.row.id, card.rings])).toEqual([[chat.id, true]])
    expect((await office.panel('ben')).length).toBe(1)

    must(await office.services.chatService.acceptChat(office.actor('ann'), chat.id))
    const no = await office.services.chatService.acceptChat(office.actor('ben'), chat.id)
    expect(no).toMatchObject({
      refused: true,
      code: 'taken',
      sentence: 'Ann has taken this chat already.',
      facts: { ownerId: 'ann' },
    })
    expect(await office.panel('ben')).toEqual([])
    const told = (await office.store.events.after(0, 100)).find(event => event.type === 'chat.accepted')
    expect(told).toMatchObject({ audience: expect.arrayContaining(['ann', 'ben']), facts: { agentName: 'Ann' } })
  })

  test('fifty accepts at once: exactly one wins', async () => {
    const names = Array.from({ length: 50 }, (_, i) => `agent${i}`)
    const office = await anOpenOffice({ agents: names })
    const chat = await aRingingChat(office)
    const answers = await Promise.all(
      names.map(name => office.services.chatService.acceptChat(office.actor(name), chat.id)),
    )
    const winners = answers.filter(answer => !isRefusal(answer))
    expect(winners).toHaveLength(1)
    for (const answer of answers)
      if (isRefusal(answer)) expect(answer.sentence).toMatch(/^Agent\d+ has taken this chat already\.$/)
  })

  test('answers go out in order, and a later message after closing opens a new chat in the same conversation', async () => {
    const office = await anOpenOffice()
    const { chatService, messageManager } = office.services
    const ann = office.actor('ann')
    const chat = await aRingingChat(office)
    must(await chatService.acceptChat(ann, chat.id))
    for (const text of ['one', 'two', 'three'])
      must(await messageManager.send(ann, { chatId: chat.id, text, note: false }))
    must(await messageManager.send(ann, { chatId: chat.id, text: 'between us', note: true }))
    await office.settled()
    expect(office.network.sent.map(message => message.text)).toEqual(['one', 'two', 'three'])

    must(await chatService.closeActiveChat(ann, chat.id))
    await office.network.says('carol', 'One more thing')
    await office.settled()
    const [again] = await office.panel('ann')
    expect(again?.row.id).not.toBe(chat.id)
    expect(again?.row.conversationId).toBe(chat.conversationId)
    const page = must(await chatService.getConversation(ann, again?.row.id ?? chat.id, { limit: 50 }))
    expect(page.headings.map(one => one.number)).toEqual([2, 1])
    expect(page.messages.map(message => [message.direction, message.text])).toEqual([
      ['in', 'Hello, is anybody there?'],
      ['system', 'Accepted by Ann'],
      ['out', 'one'],
      ['out', 'two'],
      ['out', 'three'],
      ['note', 'between us'],
      ['system', 'Chat closed by Ann'],
      ['in', 'One more thing'],
    ])
  })

  test('the same message twice is stored once, and the same key twice is sent once', async () => {
    const office = await anOpenOffice()
    await office.network.says('carol', 'Hello', { externalId: 'x1' })
    const receipt = await office.network.says('carol', 'Hello', { externalId: 'x1' })
    await office.settled()
    expect(receipt.messageIds).toEqual([null])
    const [card] = await office.panel('ann')
    expect(card?.view.unread).toBe(1)
    const chatId = card?.row.id
    if (chatId === undefined) throw new Error('no chat')
    must(await office.services.chatService.acceptChat(office.actor('ann'), chatId))
    const input = { chatId, text: 'Hi', note: false, idempotencyKey: 'key-12345' }
    const first = must(await office.services.messageManager.send(office.actor('ann'), input))
    const second = must(await office.services.messageManager.send(office.actor('ann'), input))
    await office.settled()
    expect(second.id).toBe(first.id)
    expect(office.network.sent).toHaveLength(1)
  })
})

describe('to an available agent', () => {
  const available = { queue: { routingRule: 'toAvailableAgent' as const } }

  test('not accepted in time: missed, inactive, offered to the next; nobody left: it waits and rings at supervisors', async () => {
    const office = await anOpenOffice(available)
    const chat = await aRingingChat(office)
    const first = (await office.store.offers.open(chat.id))[0]
    expect(first).toMatchObject({ agentId: 'ann', exclusive: true, expiresAt: office.clock.now() + 5 * MINUTE })

    await office.clock.turn(5 * MINUTE)
    await office.settled()
    expect((await office.store.agents.get(first?.agentId ?? ('' as never)))?.presence).toMatchObject({
      status: 'inactive',
      reason: 'missedOffer',
    })
    expect((await office.store.offers.open(chat.id))[0]).toMatchObject({ agentId: 'ben' })

    await office.clock.turn(5 * MINUTE)
    await office.settled()
    expect(await office.store.offers.open(chat.id)).toEqual([])
    const seen = must(await office.services.chatService.getChats(office.supervisor('ann'), false))
    expect(seen.cards.map(card => [card.row.id, card.rings])).toEqual([[chat.id, true]])

    await office.services.presence.set(office.actor('ben'), 'active', 'chosen')
    expect((await office.store.offers.open(chat.id))[0]).toMatchObject({ agentId: 'ben' })
    const why = must(await office.services.chatService.explain(office.supervisor('ann'), chat.id))
    expect(why.map(decision => decision.because)).toEqual([
      'an agent became active',
      'an offer was not accepted in time',
      'an offer was not accepted in time',
      'new chat',
    ])
  })

  test('fewest chats first, offers counted; at the limit nothing new comes; closing one sweeps the waiting, oldest first', async () => {
    const office = await anOpenOffice({ ...available, simultaneousChats: 1 })
    const { chatService } = office.services
    for (const who of ['carol', 'dave', 'eve', 'fred']) await office.network.says(who, 'Hello')
    await office.settled()
    const offered = async (name: string) => (await office.panel(name)).map(card => card.row.contactName)
    expect([await offered('ann'), await offered('ben')]).toEqual([['carol'], ['dave']])

    const [mine] = await office.panel('ann')
    if (mine === undefined) throw new Error('no chat')
    must(await chatService.acceptChat(office.actor('ann'), mine.row.id))
    expect(await offered('ann')).toEqual(['carol'])
    must(await chatService.closeActiveChat(office.actor('ann'), mine.row.id))
    await office.settled()
    expect(await offered('ann')).toEqual(['eve'])
  })

  test('declined: the next is asked, and whoever declined comes last', async () => {
    const office = await anOpenOffice(available)
    const chat = await aRingingChat(office)
    must(await office.services.chatService.declineChat(office.actor('ann'), chat.id))
    expect((await office.store.offers.open(chat.id)).map(offer => offer.agentId)).toEqual(['ben'])
    must(await office.services.chatService.declineChat(office.actor('ben'), chat.id))
    expect(await office.store.offers.open(chat.id)).toEqual([])
    await office.clock.turn(MINUTE)
    await office.settled()
    expect((await office.store.offers.open(chat.id)).map(offer => offer.agentId)).toEqual(['ann'])
  })

  test('a workstation that goes away frees its offers after a short grace; no agent is made inactive by it', async () => {
    const office = await anOpenOffice(available)
    const chat = await aRingingChat(office)
    const at = async () => (await office.store.offers.open(chat.id)).map(offer => offer.agentId)
    office.disconnect('ann')
    await office.clock.turn(graceMs - 1)
    expect(await at()).toEqual(['ann'])
    await office.clock.turn(1)
    await office.settled()
    expect(await at()).toEqual(['ben'])
    expect((await office.store.agents.get(office.actor('ann').agentId))?.presence.status).toBe('active')
  })
})

describe('transfer', () => {
  test('to an agent: at once theirs, with a line and the comment', async () => {
    const office = await anOpenOffice()
    const { chatService } = office.services
    const chat = await aRingingChat(office)
    const ann = office.actor('ann', 'CanTransferChats')
    must(await chatService.acceptChat(ann, chat.id))
    must(
      await chatService.transferChat(
        ann,
        chat.id,
        { kind: 'agent', agentId: office.actor('ben').agentId },
        'knows the case',
      ),
    )
    expect((await office.panel('ben')).map(card => [card.row.id, card.row.status, card.rings])).toEqual([
      [chat.id, 'active', false],
    ])
    const messages = must(await office.services.messageManager.getMessagesByChatId(office.actor('ben'), chat.id, 50))
    expect(messages.at(-1)?.system).toEqual({
      code: 'transferred',
      byName: 'Ann',
      toAgentName: 'Ben',
      comment: 'knows the case',
    })
    expect(await chatService.transferChat(ann, chat.id, { kind: 'agent', agentId: ann.agentId }, '')).toMatchObject({
      code: 'notFound',
    })
  })

  test('to a queue: routed by its rule, the giver last', async () => {
    const office = await anOpenOffice()
    const { chatService } = office.services
    const chat = await aRingingChat(office)
    const ann = office.actor('ann', 'CanTransferChats')
    must(await chatService.acceptChat(ann, chat.id))
    must(await chatService.transferChat(ann, chat.id, { kind: 'queue', queueId: chat.queueId }, ''))
    await office.settled()
    expect((await office.store.offers.open(chat.id)).map(offer => offer.agentId)).toEqual(['ben'])
  })
})

describe('completion timeout', () => {
  test('runs from the last outgoing message while the customer owes the answer; the next message is a new chat', async () => {
    const office = await anOpenOffice({ queue: { completionTimeoutMinutes: 10 } })
    const { chatService, messageManager } = office.services
    const ann = office.actor('ann')
    const chat = await aRingingChat(office)
    must(await chatService.acceptChat(ann, chat.id))
    await office.clock.turn(60 * MINUTE)
    expect((await office.store.chats.get(chat.id))?.status).toBe('active')

    must(await messageManager.send(ann, { chatId: chat.id, text: 'What is the number?', note: false }))
    await office.settled()
    await office.clock.turn(10 * MINUTE - 1)
    expect((await office.store.chats.get(chat.id))?.status).toBe('active')
    await office.clock.turn(1)
    await office.settled()
    expect(await office.store.chats.get(chat.id)).toMatchObject({ status: 'closed', closeReason: 'timeout' })
    await office.network.says('carol', 'Sorry, 42')
    await office.settled()
    expect((await office.store.chats.openRows(5)).map(row => row.number)).toEqual([2])
  })
})

describe('outbox', () => {
  test('what surely did not arrive is tried again later; what can never arrive fails with its reason', async () => {
    const office = await anOpenOffice()
    const ann = office.actor('ann')
    const chat = await aRingingChat(office)
    must(await office.services.chatService.acceptChat(ann, chat.id))
    office.network.next.push({
      outcome: 'failed',
      reason: 'busy',
      surelyNotArrived: true,
      retry: 'later',
      retryAt: office.clock.now() + 3_000,
    })
    const message = must(await office.services.messageManager.send(ann, { chatId: chat.id, text: 'Hi', note: false }))
    await office.settled()
    expect((await office.store.messages.get(message.id))?.state).toBe('queued')
    await office.clock.turn(3_000)
    await office.settled()
    expect((await office.store.messages.get(message.id))?.state).toBe('sent')

    office.network.next.push({
      outcome: 'failed',
      reason: 'Carol blocked us.',
      surelyNotArrived: true,
      retry: 'never',
      unreachable: true,
    })
    const lost = must(
      await office.services.messageManager.send(ann, { chatId: chat.id, text: 'Still there?', note: false }),
    )
    await office.settled()
    expect(await office.store.messages.get(lost.id)).toMatchObject({
      state: 'failed',
      trouble: { reason: 'Carol blocked us.', canRetry: false },
    })
  })

  test('what may have arrived is never sent again by itself', async () => {
    const office = await anOpenOffice()
    const ann = office.actor('ann')
    const chat = await aRingingChat(office)
    must(await office.services.chatService.acceptChat(ann, chat.id))
    office.network.next.push({ outcome: 'failed', reason: 'The line broke.', surelyNotArrived: false, retry: 'byHand' })
    const message = must(await office.services.messageManager.send(ann, { chatId: chat.id, text: 'Hi', note: false }))
    await office.settled()
    await office.clock.turn(60 * MINUTE)
    await office.settled()
    expect(office.network.sent).toHaveLength(1)
    expect(await office.store.messages.get(message.id)).toMatchObject({
      state: 'queued',
      trouble: { surelyNotArrived: false, canRetry: true },
    })
    must(await office.services.messageManager.retry(ann, message.id))
    await office.settled()
    expect(office.network.sent).toHaveLength(2)
    expect((await office.store.messages.get(message.id))?.state).toBe('sent')
  })
})
