// Nothing typed is lost and nothing is doubled, however the connection behaves.
import { beforeEach, expect, test, vi } from 'vitest'
import { useConnection } from '../../renderer/stores/door.ts'
import {
  type Outgoing,
  send,
  sendAgain,
  sendAllWaiting,
  takeArrived,
  takeUpUnsent,
  useSending,
} from '../../renderer/stores/sending.ts'
import { useSession } from '../../renderer/stores/session.ts'
import { morning } from '../kit/hand-clock.ts'
import { connectionLost, emptyStorage, openTestDoor, refusal } from './storage.ts'
import { aMessageView } from './views.ts'

const aReply = (text: string, more: Partial<Outgoing> = {}): Outgoing => ({
  chatId: 'chat',
  at: morning,
  text,
  note: false,
  replyTo: null,
  replyExcerpt: null,
  cannedReplyId: null,
  file: null,
  ...more,
})
const unsent = () => useSending.getState().unsent
const mine = { direction: 'out', author: { agentId: 'me', name: 'Mira' } } as const

/** Stores one message per key, as the real one does. `answer` may lose the connection after storing. */
const aWorkstation = (answer: (call: number) => void = () => {}) => {
  const stored = new Map<string, string>()
  let calls = 0
  openTestDoor({
    messageManager: {
      send: async (input: { text: string; idempotencyKey: string }) => {
        if (!stored.has(input.idempotencyKey)) stored.set(input.idempotencyKey, input.text)
        answer(++calls)
        const id = [...stored.keys()].indexOf(input.idempotencyKey) + 1
        return aMessageView(id, { ...mine, text: input.text })
      },
    },
  })
  return stored
}

beforeEach(() => {
  emptyStorage()
  useSending.setState({ unsent: [] })
  useConnection.setState({ state: 'reconnecting', retryAt: null })
  useSession.setState({ me: { agent: { id: 'me' } } as never })
})

test('a reply whose answer was lost is sent again with the same key, and stored once', async () => {
  const stored = aWorkstation(call => {
    if (call === 1) throw connectionLost()
  })
  send(aReply('hello'))
  await vi.waitFor(() => expect(stored.size).toBe(1))
  await vi.waitFor(() => expect(unsent()).toMatchObject([{ text: 'hello', state: 'waiting' }]))
  sendAllWaiting()
  await vi.waitFor(() => expect(unsent()).toEqual([]))
  expect([...stored.values()]).toEqual(['hello'])
})

test('what was written first arrives first, even if all waited for the connection', async () => {
  let connected = false
  const stored = new Map<string, string>()
  openTestDoor({
    messageManager: {
      send: async (input: { text: string; idempotencyKey: string }) => {
        if (!connected) throw connectionLost()
        stored.set(input.idempotencyKey, input.text)
        return aMessageView(stored.size, { ...mine, text: input.text })
      },
    },
  })
  for (const text of ['one', 'two', 'three']) send(aReply(text))
  await vi.waitFor(() => expect(unsent()).toHaveLength(3))
  connected = true
  sendAllWaiting()
  await vi.waitFor(() => expect(unsent()).toEqual([]))
  expect([...stored.values()]).toEqual(['one', 'two', 'three'])
})

test('a refused reply stays with its sentence, does not hold up the next, and can be tried again', async () => {
  let allowed = false
  const stored: string[] = []
  openTestDoor({
    messageManager: {
      send: async ({ text }: { text: string }) => {
        if (text === 'long' && !allowed) throw refusal('INVALID', 'This text is too long for Telegram.')
        stored.push(text)
        return aMessageView(stored.length, { ...mine, text })
      },
    },
  })
  send(aReply('long'))
  send(aReply('short'))
  await vi.waitFor(() => expect(stored).toEqual(['short']))
  expect(unsent()).toMatchObject([{ text: 'long', state: 'refused', refusal: 'This text is too long for Telegram.' }])
  allowed = true
  sendAgain(unsent()[0]?.key ?? '')
  await vi.waitFor(() => expect(stored).toEqual(['short', 'long']))
  expect(unsent()).toEqual([])
})

test('what waits is kept in the storage of the browser', async () => {
  const kept = emptyStorage()
  aWorkstation(() => {
    throw connectionLost()
  })
  send(aReply('hello'))
  expect(kept.get('parley.unsent.me')).toContain('hello')
})

test('what one agent left unsent is not sent by the next who signs in at the same browser', () => {
  aWorkstation(() => {
    throw connectionLost()
  })
  send(aReply('hello'))
  useSession.setState({ me: { agent: { id: 'ben' } } as never })
  takeUpUnsent()
  expect(unsent()).toEqual([])
  useSession.setState({ me: { agent: { id: 'me' } } as never })
  takeUpUnsent()
  expect(unsent()).toMatchObject([{ text: 'hello' }])
})

test('when the event comes before the answer, the two are known to be one', () => {
  openTestDoor({ messageManager: { send: () => new Promise(() => {}) } })
  send(aReply('same'))
  send(aReply('same'))
  takeArrived(aMessageView(7, { ...mine, text: 'same' }))
  expect(unsent().map(one => one.arrivedAs)).toEqual(['7', null])
  takeArrived(aMessageView(7, { ...mine, text: 'same' }))
  expect(unsent().map(one => one.arrivedAs)).toEqual(['7', null])
})

test("a colleague's or a customer's message is never taken for mine", () => {
  openTestDoor({ messageManager: { send: () => new Promise(() => {}) } })
  send(aReply('same'))
  takeArrived(aMessageView(7, { text: 'same' }))
  takeArrived(aMessageView(8, { direction: 'out', author: { agentId: 'ben', name: 'Ben' }, text: 'same' }))
  expect(unsent().map(one => one.arrivedAs)).toEqual([null])
})
