// What a customer's page is told when it comes back: which of their own messages an agent has read.
import { expect, test } from 'vitest'
import { asId, type ChatId } from '../../main/domain/ids.ts'
import { must } from '../kit/must.ts'
import { anOpenOffice } from '../kit/office.ts'

test("the customer's own messages keep their read marks over reloads, and over the next chat", async () => {
  const office = await anOpenOffice()
  const { chatService } = office.services
  const states = async () =>
    (await office.network.door.history('carol', { limit: 20 })).messages.map(({ text, state }) => [text, state])

  await office.network.says('carol', 'one')
  await office.settled()
  expect(await states()).toEqual([['one', 'sent']])

  const [ringing] = await office.panel('ann')
  const chatId = asId<ChatId>(ringing?.row.id ?? '')
  must(await chatService.acceptChat(office.actor('ann'), chatId))
  must(await chatService.markChatAsRead(office.actor('ann'), chatId))
  await office.network.says('carol', 'two')
  await office.settled()
  expect(await states()).toEqual([
    ['one', 'read'],
    ['two', 'sent'],
  ])

  must(await chatService.closeActiveChat(office.actor('ann'), chatId))
  await office.network.says('carol', 'three')
  await office.settled()
  expect(await states()).toEqual([
    ['one', 'read'],
    ['two', 'sent'],
    ['three', 'sent'],
  ])
})
