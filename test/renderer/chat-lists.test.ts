// The lists of the panel: what rings, what is mine by urgency, what is everybody's; and how late answers lose to news.
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../main/domain/clock.ts'
import { listsOf, unreadOf } from '../../renderer/stores/chat-lists.ts'
import { held, type NewestWins, put, putAll, withoutGone } from '../../renderer/stores/newest-wins.ts'
import { morning } from '../kit/hand-clock.ts'
import { aChatView, aRingingChat } from './views.ts'

const ids = (chats: readonly { id: string }[]) => chats.map(chat => chat.id)

describe('the lists', () => {
  test('mine: who has waited longest for my answer is first; where it is their turn, the one I answered last', () => {
    const { active } = listsOf(
      [
        aChatView('answered-long-ago', { lastOutboundAt: morning - 60 * MINUTE }),
        aChatView('waits-a-minute', { unansweredSince: morning - MINUTE }),
        aChatView('answered-just-now', { lastOutboundAt: morning - MINUTE }),
        aChatView('waits-an-hour', { unansweredSince: morning - 60 * MINUTE }),
      ],
      'me',
    )
    expect(ids(active)).toEqual(['waits-an-hour', 'waits-a-minute', 'answered-just-now', 'answered-long-ago'])
  })

  test('new: what runs out soonest is first, what is for everyone comes after, who waits longest on top', () => {
    const offer = (expiresAt: number | null) => ({ id: 'o', madeAt: morning, expiresAt, exclusive: expiresAt !== null })
    const { fresh } = listsOf(
      [
        aRingingChat('everyone-later', { offer: offer(null), queuedAt: morning }),
        aRingingChat('mine-in-four', { offer: offer(morning + 4 * MINUTE) }),
        aRingingChat('nobody-is-free', { queuedAt: morning - 9 * MINUTE }),
        aRingingChat('everyone-earlier', { offer: offer(null), queuedAt: morning - 3 * MINUTE }),
        aRingingChat('mine-in-two', { offer: offer(morning + 2 * MINUTE) }),
      ],
      'me',
    )
    expect(ids(fresh)).toEqual(['mine-in-two', 'mine-in-four', 'nobody-is-free', 'everyone-earlier', 'everyone-later'])
  })

  test("a colleague's chat is everybody's, a closed one nobody's", () => {
    const lists = listsOf(
      [aChatView('bens', { owner: { id: 'ben', name: 'Ben' } }), aChatView('closed', { status: 'closed' })],
      'me',
    )
    expect([ids(lists.fresh), ids(lists.active), ids(lists.others)]).toEqual([[], [], ['bens']])
  })

  test("a bot's chat is in no list but the bots', who spoke last on top", () => {
    const said = (at: number) => ({ direction: 'out' as const, kind: 'text' as const, text: 'Hi', at, agentName: null })
    const lists = listsOf(
      [
        aChatView('early', { status: 'bot', owner: null, lastMessage: said(morning), unansweredSince: morning }),
        aChatView('late', { status: 'bot', owner: null, lastMessage: said(morning + MINUTE) }),
        aChatView('bens', { owner: { id: 'ben', name: 'Ben' } }),
      ],
      'me',
    )
    expect([ids(lists.fresh), ids(lists.active), ids(lists.others)]).toEqual([[], [], ['bens']])
    expect(ids(lists.bots)).toEqual(['late', 'early'])
  })

  test('unread counts my chats alone', () => {
    const others = aChatView('bens', { owner: { id: 'ben', name: 'Ben' }, unread: 5 })
    expect(unreadOf([aChatView('a', { unread: 2 }), aChatView('b', { unread: 1 }), others], 'me')).toBe(3)
  })
})

describe('news and late answers', () => {
  const empty: NewestWins<{ id: string; text: string }> = new Map()
  const chat = (text: string) => ({ id: 'chat', text })

  test('an answer that shows less than an event already told does not overwrite it', () => {
    const map = putAll(put(empty, 'chat', chat('new'), 8), [chat('old')], 5)
    expect(held(map, 'chat')?.text).toBe('new')
  })

  test('a chat that went after the list was made stays gone', () => {
    const map = putAll(put(empty, 'chat', null, 8), [chat('old')], 5)
    expect(held(map, 'chat')).toBeNull()
  })

  test('what a newer list leaves out is gone', () => {
    const map = putAll(put(empty, 'chat', chat('old'), 4), [], 5)
    expect(held(map, 'chat')).toBeNull()
  })

  test('what is gone can be forgotten', () => {
    const map = put(put(empty, 'chat', null, 8), 'other', { id: 'other', text: '' }, 9)
    expect([...withoutGone(map).keys()]).toEqual(['other'])
  })
})
