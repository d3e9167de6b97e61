// The notification where it has a button of its own (macOS), with the desk's inside faked: Accept takes, a click only shows.
import { expect, test, vi } from 'vitest'
import { notifyOfChats } from '../../main/desktop/notifications.ts'
import type { ChatId } from '../../main/domain/ids.ts'
import { asId } from '../../main/domain/ids.ts'
import type { Actor, ChatCard, FeedItem, Services } from '../../main/services/verbs.ts'
import { until } from '../kit/until.ts'

vi.mock('electron', async () => ({
  Notification: (await import('../electron-host/desktop/notification.ts')).Notification,
}))
const { Notification } = await import('../electron-host/desktop/notification.ts')

const chatId = asId<ChatId>('chat-1')
const card = (rings: boolean) =>
  ({
    rings,
    row: { id: chatId, contactName: 'Amara', queueName: 'Support', lastMessage: { text: 'Hello?' } },
  }) as ChatCard

/** Follows an inside that tells what it is told to, and answers an accept as it is told to. */
const follow = (answer: object) => {
  const stop = new AbortController()
  const told: FeedItem[] = []
  const deeds: string[] = []
  Notification.shown.length = 0
  const services = {
    feed: {
      last: async () => 0,
      async *follow() {
        while (!stop.signal.aborted)
          yield await until('something happens or it ends', () => told.shift() ?? stop.signal.aborted)
      },
    },
    chatService: {
      getChats: async () => ({ cards: [card(true)], seq: 0 }),
      getUnreadMessagesCount: async () => 1,
      acceptChat: async (_actor: Actor, id: ChatId) => {
        deeds.push(`accept ${id}`)
        return answer
      },
    },
  } as unknown as Services
  const parts = {
    services,
    actor: {} as Actor,
    openChat: (id: ChatId) => void deeds.push(`open ${id}`),
    onUnread: () => {},
    hasButtons: true,
  }
  const done = notifyOfChats(parts, stop.signal)
  return {
    deeds,
    tell: (rings: boolean) =>
      told.push({ kind: 'event', event: { chatId } as never, card: rings ? card(true) : null } as FeedItem),
    async [Symbol.asyncDispose]() {
      stop.abort()
      await done
    },
  }
}

const first = () => until('it is shown', () => Notification.shown[0])

test('the button takes the chat and opens it', async () => {
  await using desk = follow({})
  const toast = await first()
  expect(toast.actions).toEqual([{ type: 'button', text: 'Accept' }])
  expect(toast.body).toBe('Hello?')
  toast.emit('action', {}, 0)
  await until('it is opened', () => desk.deeds.length === 2)
  expect(desk.deeds).toEqual(['accept chat-1', 'open chat-1'])
  expect(toast.isOpen).toBe(false)
})

test('a click beside the button shows the chat and takes nothing', async () => {
  await using desk = follow({})
  const toast = await first()
  toast.emit('click', {})
  expect(desk.deeds).toEqual(['open chat-1'])
})

test('another agent was faster: it goes, and who tries all the same reads why', async () => {
  await using desk = follow({ refused: true, code: 'taken', sentence: 'Mira has taken this chat.' })
  const toast = await first()
  desk.tell(false)
  await until('it is taken back', () => !toast.isOpen)
  toast.emit('action', {}, 0)
  const why = await until('a sentence', () => Notification.shown[1])
  expect(why.body).toBe('Mira has taken this chat.')
  expect(desk.deeds).toEqual(['accept chat-1'])
})
