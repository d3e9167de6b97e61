// Who is typing in a chat is shown until what they typed has come, the chat is closed, or they have been quiet for a while.
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { endTyping, takeSaid, takeTyping, useTyping } from '../../renderer/stores/typing.ts'
import { aMessageView } from './views.ts'

const typing = () => useTyping.getState().byChat.get('chat')?.who
const mira = { agentId: 'mira', name: 'Mira' }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  endTyping('chat')
  vi.useRealTimers()
})

test('a colleague who has answered is not typing any more', () => {
  takeTyping('chat', { who: 'Mira', preview: null, agentId: 'mira' })
  takeSaid(aMessageView(1, { direction: 'out', author: mira }))
  expect(typing()).toBeUndefined()
})

test('nor is one who left a note, nor the customer who wrote', () => {
  takeTyping('chat', { who: 'Mira', preview: null, agentId: 'mira' })
  takeSaid(aMessageView(1, { direction: 'note', author: mira }))
  expect(typing()).toBeUndefined()
  takeTyping('chat', { who: 'Amara', preview: 'Hel', agentId: null })
  takeSaid(aMessageView(2))
  expect(typing()).toBeUndefined()
})

test('what others say meanwhile changes nothing', () => {
  takeTyping('chat', { who: 'Mira', preview: null, agentId: 'mira' })
  takeSaid(aMessageView(1))
  takeSaid(aMessageView(2, { direction: 'out', author: { agentId: 'ann', name: 'Ann' } }))
  takeSaid(aMessageView(3, { direction: 'out', author: null }))
  takeSaid(aMessageView(4, { chatId: 'another', direction: 'out', author: mira }))
  expect(typing()).toBe('Mira')
  takeTyping('chat', { who: 'Amara', preview: null, agentId: null })
  takeSaid(aMessageView(5, { direction: 'out', author: { agentId: null, name: 'Another program' } }))
  expect(typing()).toBe('Amara')
})

test('it passes by itself', () => {
  takeTyping('chat', { who: 'Mira', preview: null, agentId: 'mira' })
  vi.advanceTimersByTime(6_900)
  expect(typing()).toBe('Mira')
  vi.advanceTimersByTime(200)
  expect(typing()).toBeUndefined()
})
