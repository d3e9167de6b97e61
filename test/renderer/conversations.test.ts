// Conversations that are here are right: what happens while a page is on its way is neither lost nor doubled.
import { beforeEach, expect, test, vi } from 'vitest'
import type { ConversationView, MessageView } from '../../preload/views.ts'
import {
  fetchConversation,
  fetchMore,
  firstUnreadOf,
  openConversation,
  takeMessages,
  useConversations,
} from '../../renderer/stores/conversations.ts'
import { draftOf, useDrafts } from '../../renderer/stores/drafts.ts'
import { emptyStorage, openTestDoor, refusal } from './storage.ts'
import { aChatView, aMessageView } from './views.ts'

const said = (id: number, more: Partial<MessageView> = {}) =>
  aMessageView(id, { conversationId: 'amara-conversation', ...more })

const aPage = (ids: readonly number[], more: Partial<ConversationView> = {}): ConversationView => ({
  chat: aChatView('amara'),
  messages: ids.map(id => said(id)),
  hasOlder: false,
  hasNewer: false,
  firstUnreadId: null,
  headings: [],
  draft: null,
  can: { accept: false, write: true, transfer: true, close: true, takeOver: false, takeControl: false },
  seq: 10,
  ...more,
})

type Ask = { before?: string; after?: string; around?: string; limit: number }
const pages = (answer: (ask: Ask) => ConversationView | Promise<ConversationView>) => {
  const asked: Ask[] = []
  openTestDoor({
    chatService: {
      getConversation: async (ask: Ask) => {
        asked.push(ask)
        return answer(ask)
      },
    },
  })
  return asked
}
const shown = () =>
  useConversations
    .getState()
    .byChat.get('amara')
    ?.window.messages.map(message => Number(message.id))

beforeEach(() => {
  useConversations.setState({ byChat: new Map(), failed: new Map() })
  useDrafts.setState({ byChat: new Map(), unsaved: new Set() })
})

test('a message told while the page is on its way is in it afterwards, once', async () => {
  let arrive = () => {}
  pages(() => new Promise(resolve => (arrive = () => resolve(aPage([1, 2], { seq: 10 })))))
  const fetching = fetchConversation('amara')
  takeMessages([
    { seq: 10, message: said(2) },
    { seq: 11, message: said(3) },
  ])
  arrive()
  await fetching
  expect(shown()).toEqual([1, 2, 3])
})

test('an edit told while the page is on its way, and already in the page, does not bring the old text back', async () => {
  let arrive = () => {}
  const page = aPage([], { seq: 20, messages: [said(1, { text: 'newest' })] })
  pages(() => new Promise(resolve => (arrive = () => resolve(page))))
  const fetching = fetchConversation('amara')
  takeMessages([{ seq: 15, message: said(1, { text: 'older' }) }])
  arrive()
  await fetching
  expect(useConversations.getState().byChat.get('amara')?.window.messages[0]?.text).toBe('newest')
})

test('it opens where reading goes on, even if that is far above the newest page', async () => {
  const asked = pages(ask =>
    ask.around === undefined
      ? aPage([90, 91], { hasOlder: true, firstUnreadId: '50' })
      : aPage([49, 50, 51], { hasOlder: true, hasNewer: true, firstUnreadId: '50' }),
  )
  await fetchConversation('amara')
  expect(asked.map(ask => ask.around)).toEqual([undefined, '50'])
  expect(shown()).toEqual([49, 50, 51])
})

test('the same page is not asked for twice at a time', async () => {
  const asked = pages(() => aPage([1]))
  await Promise.all([fetchConversation('amara'), fetchConversation('amara')])
  expect(asked).toHaveLength(1)
})

test('older messages are put above, and asking ends where there are none', async () => {
  const asked = pages(ask => (ask.before === undefined ? aPage([5, 6], { hasOlder: true }) : aPage([3, 4])))
  await fetchConversation('amara')
  await fetchMore('amara', 'older')
  await fetchMore('amara', 'older')
  expect(shown()).toEqual([3, 4, 5, 6])
  expect(asked.map(ask => ask.before)).toEqual([undefined, '5'])
})

test('what is here opens without asking, at the first unread message', async () => {
  const asked = pages(() => aPage([1, 2, 3]))
  await fetchConversation('amara')
  openConversation('amara', 2, true)
  expect(asked).toHaveLength(1)
  expect(useConversations.getState().byChat.get('amara')?.firstUnreadId).toBe('2')
})

test('what is here is shown and asked for anew where no events of it come to me', async () => {
  const asked = pages(() => aPage([1]))
  await fetchConversation('amara')
  openConversation('amara', 0, false)
  expect(asked).toHaveLength(2)
  await vi.waitFor(() => expect(shown()).toEqual([1]))
})

test('a draft is taken from the workstation once: what was sent since does not come back', async () => {
  emptyStorage()
  pages(() => aPage([1], { draft: { text: 'half a sentence', note: false, replyTo: null } }))
  await fetchConversation('amara')
  expect(draftOf('amara')?.text).toBe('half a sentence')
  useDrafts.setState({ byChat: new Map() })
  openConversation('amara', 0, true)
  expect(draftOf('amara')).toBeNull()
})

test('a refusal is kept with its sentence instead of a conversation', async () => {
  openTestDoor({
    chatService: {
      getConversation: async () => {
        throw refusal('NOT_FOUND', 'There is no such chat.')
      },
    },
  })
  await fetchConversation('amara')
  expect(useConversations.getState().failed.get('amara')).toMatchObject({ sentence: 'There is no such chat.' })
})

test('only the latest conversations stay, so that a day of work does not fill the memory', async () => {
  openTestDoor({
    chatService: { getConversation: async ({ chatId }: { chatId: string }) => aPage([1], { chat: aChatView(chatId) }) },
  })
  for (let i = 0; i < 200; i++) await fetchConversation(`chat-${i}`)
  const { byChat } = useConversations.getState()
  expect(byChat.size).toBeLessThan(50)
  expect(byChat.has('chat-199')).toBe(true)
})

test('the first unread message is found by counting the customer from the end', () => {
  const messages = [said(1), said(2, { direction: 'out' }), said(3), said(4, { direction: 'note' }), said(5)]
  expect(firstUnreadOf(messages, 2)).toBe('3')
  expect(firstUnreadOf(messages, 0)).toBeNull()
  expect(firstUnreadOf(messages, 99)).toBe('1')
})
