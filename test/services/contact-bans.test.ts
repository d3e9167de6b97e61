// Bans: what a banned contact writes is kept and rings nowhere, at most one chat of theirs is open, and after the ban it rings again.
import { expect, test } from 'vitest'
import { DAY } from '../../main/domain/clock.ts'
import { asId, type ContactId } from '../../main/domain/ids.ts'
import { isRefusal } from '../../main/domain/refusal.ts'
import { must, there } from '../kit/must.ts'
import { anOpenOffice, stageChannel, type TestOffice } from '../kit/office.ts'

const contactOf = async ({ store }: TestOffice, address: string): Promise<ContactId> =>
  there(await store.contacts.identityAt(stageChannel, address)).contactId

const aBan = async () => {
  const office = await anOpenOffice()
  await office.network.says('mallory', 'you are all thieves')
  await office.settled()
  const [ringing] = await office.panel('ann')
  const chat = must(await office.services.chatService.acceptChat(office.actor('ann'), there(ringing).row.id))
  const id = await contactOf(office, 'mallory')
  must(await office.services.contacts.ban(office.actor('ann'), id, 'abuse'))
  await office.settled()
  return { office, id, chat }
}

test('the agent of the chat bans: it closes, says who did it, and the customer is told', async () => {
  const { office, id, chat } = await aBan()
  expect(await office.store.chats.get(chat.id)).toMatchObject({
    status: 'closed',
    closeReason: 'banned',
    closedBy: 'ann',
  })
  const lines = await office.store.messages.ofChat(chat.id, 99)
  expect(lines.at(-1)?.text).toBe('Closed: Ann banned the contact')
  expect(office.network.notices.at(-1)).toMatchObject({ address: 'mallory', notice: { type: 'closed' } })
  const card = must(await office.services.contacts.get(office.supervisor('ben'), id))
  expect(card.contact.ban).toMatchObject({ byAgentId: 'ann', reason: 'abuse' })
  expect(card.bannedByName).toBe('Ann')
})

test('what comes then is kept together, rings nowhere, is unread for nobody, and opens nothing', async () => {
  const { office, id } = await aBan()
  const before = office.network.sent.length
  await office.network.says('mallory', 'first from outside')
  await office.network.says('mallory', 'second from outside')
  await office.settled()
  expect(await office.panel('ann')).toEqual([])
  expect(await office.panel('ben')).toEqual([])
  expect(await office.store.offers.open()).toEqual([])
  expect(await office.services.chatService.getUnreadMessagesCount(office.actor('ann'))).toBe(0)
  const [kept, ...rest] = await office.store.chats.ofContact(id, 9)
  expect(rest).toHaveLength(1)
  expect(kept).toMatchObject({ status: 'closed', closeReason: 'banned', closedBy: null, ownerId: null })
  const texts = (await office.store.messages.ofChat(there(kept).id, 9)).map(message => message.text)
  expect(texts).toEqual(['first from outside', 'From a banned contact: kept, and rings nowhere', 'second from outside'])
  expect(office.network.sent).toHaveLength(before)
  const hits = await office.services.search.messages(office.supervisor('ben'), { text: 'second from', limit: 5 })
  expect(hits.hits).toHaveLength(1)
})

test('after the ban the next message opens a chat and rings, with what was kept above it', async () => {
  const { office, id } = await aBan()
  await office.network.says('mallory', 'kept')
  must(await office.services.contacts.unban(office.actor('ann'), id))
  await office.settled()
  expect(await office.panel('ben')).toEqual([])
  await office.network.says('mallory', 'sorry')
  await office.settled()
  const [card] = await office.panel('ben')
  expect(card?.row.lastMessage?.text).toBe('sorry')
  expect(card?.rings).toBe(true)
  expect((await office.store.chats.ofContact(id, 9)).map(chat => chat.status)).toEqual(['waiting', 'closed', 'closed'])
  const deeds = (await office.store.audit.list({ nounId: id, limit: 9 })).map(({ deed, name }) => [deed, name])
  expect(deeds).toEqual([
    ['unbanned', id],
    ['banned', id],
  ])
})

test('a second ban keeps what comes apart from the chats of the time between', async () => {
  const { office, id } = await aBan()
  const ben = office.supervisor('ben')
  await office.network.says('mallory', 'one')
  must(await office.services.contacts.unban(ben, id))
  await office.network.says('mallory', 'two')
  await office.settled()
  must(await office.services.contacts.ban(ben, id, ''))
  await office.network.says('mallory', 'three')
  await office.settled()
  const chats = await office.store.chats.ofContact(id, 9)
  expect(chats.map(chat => [chat.lastMessage?.text, chat.status, chat.closedBy])).toEqual([
    ['three', 'closed', null],
    ['two', 'closed', 'ben'],
    ['one', 'closed', null],
    ['you are all thieves', 'closed', 'ann'],
  ])
})

test('a ban frees its agent for the next who waits', async () => {
  const office = await anOpenOffice({ agents: ['ann'], simultaneousChats: 1 })
  await office.network.says('mallory', 'first')
  await office.settled()
  const [first] = await office.panel('ann')
  must(await office.services.chatService.acceptChat(office.actor('ann'), there(first).row.id))
  await office.network.says('carol', 'second')
  await office.settled()
  expect((await office.panel('ann')).filter(card => card.rings)).toEqual([])
  must(await office.services.contacts.ban(office.actor('ann'), await contactOf(office, 'mallory'), ''))
  await office.settled()
  expect((await office.panel('ann')).map(card => [card.row.contactName, card.rings])).toEqual([['carol', true]])
})

test('who may not: others than the agent of an open chat, and nobody twice', async () => {
  const office = await anOpenOffice()
  await office.network.says('mallory', 'hello')
  await office.settled()
  const [ringing] = await office.panel('ann')
  const id = await contactOf(office, 'mallory')
  const { contacts, chatService } = office.services
  const code = async (answer: Promise<unknown>) => {
    const refusal = await answer
    return isRefusal(refusal) ? refusal.code : 'done'
  }
  expect(await code(contacts.ban(office.actor('ben'), id, ''))).toBe('notAllowed')
  expect(await code(contacts.ban(office.actor('zoe'), id, ''))).toBe('notFound')
  must(await chatService.acceptChat(office.actor('ann'), there(ringing).row.id))
  expect(await code(contacts.unban(office.actor('ann'), id))).toBe('conflict')
  expect(await code(contacts.ban(office.actor('ann'), id, ''))).toBe('done')
  expect(await code(contacts.ban(office.supervisor('ben'), id, ''))).toBe('conflict')
  expect(await code(contacts.unban(office.actor('ben'), asId(id)))).toBe('notFound')
  expect(await code(contacts.unban(office.actor('ann'), id))).toBe('done')
})

test('a ban for some days ends by itself, to the second, and says so on record', async () => {
  const office = await anOpenOffice()
  await office.network.says('mallory', 'you are all thieves')
  const id = await contactOf(office, 'mallory')
  must(await office.services.contacts.ban(office.supervisor('ben'), id, 'abuse', 2))
  const banned = async () => there(await office.store.contacts.get(id)).ban
  expect(await banned()).toMatchObject({ until: office.clock.now() + 2 * DAY })
  await office.clock.turn(2 * DAY - 1_000)
  await office.settled()
  expect(await banned()).not.toBeNull()
  await office.clock.turn(1_000)
  await office.settled()
  expect(await banned()).toBeNull()
  const entries = await office.store.audit.list({ limit: 2 })
  expect(entries[0]).toMatchObject({ deed: 'unbanned', noun: 'contact', nounId: id })
  await office.network.says('mallory', 'sorry')
  await office.settled()
  expect((await office.panel('ann')).map(({ row }) => row.status)).toContain('waiting')
})

test('a ban without days stands for as long as nobody lifts it', async () => {
  const { office, id } = await aBan()
  await office.clock.turn(400 * DAY)
  await office.settled()
  expect(there(await office.store.contacts.get(id)).ban).not.toBeNull()
})
