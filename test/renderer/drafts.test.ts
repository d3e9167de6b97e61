// What I am typing is kept: at once here, a moment later at the workstation, and never lost to an older version of itself.
import { beforeEach, expect, test, vi } from 'vitest'
import {
  adoptDraft,
  clearDraft,
  draftOf,
  emptyDraft,
  saveAllDrafts,
  saveDraft,
  setDraft,
  useDrafts,
} from '../../renderer/stores/drafts.ts'
import { connectionLost, emptyStorage, openTestDoor } from './storage.ts'

const typed = (text: string) => ({ ...emptyDraft, text, caret: text.length })

const aWorkstation = () => {
  const saved: string[] = []
  const state = { connected: true }
  openTestDoor({
    chatService: {
      saveDraft: async ({ draft }: { draft: { text: string } }) => {
        if (!state.connected) throw connectionLost()
        saved.push(draft.text)
        return { ok: true }
      },
    },
  })
  return { saved, state }
}

beforeEach(() => {
  vi.useFakeTimers()
  emptyStorage()
  useDrafts.setState({ byChat: new Map(), unsaved: new Set() })
  return () => vi.useRealTimers()
})

test('it is saved once after a pause in typing, not for each key', async () => {
  const { saved } = aWorkstation()
  for (const text of ['h', 'he', 'hel']) setDraft('chat', typed(text))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(saved).toEqual(['hel'])
  expect(useDrafts.getState().unsaved.size).toBe(0)
})

test('on leaving it is saved at once', async () => {
  const { saved } = aWorkstation()
  setDraft('chat', typed('hello'))
  await saveDraft('chat')
  expect(saved).toEqual(['hello'])
})

test('without a connection it stays in the browser, and is saved when the connection is back', async () => {
  const kept = emptyStorage()
  const { saved, state } = aWorkstation()
  state.connected = false
  setDraft('chat', typed('hello'))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(saved).toEqual([])
  expect(kept.get('parley.drafts.')).toContain('hello')
  state.connected = true
  saveAllDrafts()
  await vi.advanceTimersByTimeAsync(0)
  expect(saved).toEqual(['hello'])
  expect(kept.get('parley.drafts.')).not.toContain('hello')
})

test("the workstation's version is taken where nothing was typed here, and only there", () => {
  aWorkstation()
  adoptDraft('quiet', { text: 'from the other desk', note: false, replyTo: null })
  setDraft('busy', typed('newer'))
  adoptDraft('busy', { text: 'older', note: false, replyTo: null })
  expect(draftOf('quiet')).toMatchObject({ text: 'from the other desk', caret: 19 })
  expect(draftOf('busy')?.text).toBe('newer')
})

test('what is typed while a save is under way is saved as well', async () => {
  const { saved } = aWorkstation()
  setDraft('chat', typed('one'))
  const saving = saveDraft('chat')
  setDraft('chat', typed('one two'))
  await saving
  await vi.advanceTimersByTimeAsync(2_000)
  expect(saved).toEqual(['one', 'one two'])
})

test('once sent, the draft is gone here and there', async () => {
  const { saved } = aWorkstation()
  setDraft('chat', typed('hello'))
  clearDraft('chat')
  await vi.advanceTimersByTimeAsync(2_000)
  expect(saved).toEqual([''])
  expect(draftOf('chat')).toBeNull()
})
