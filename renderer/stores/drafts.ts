// What I am typing in each chat: here at once, at the workstation a moment later, and in the browser's storage meanwhile.
import { create } from 'zustand'
import { ask } from './door.ts'
import { myId } from './session.ts'

export interface Draft {
  readonly text: string
  readonly note: boolean
  readonly replyTo: string | null
  readonly replyExcerpt: string | null
  readonly cannedReplyId: string | null
  readonly caret: number
}

export const emptyDraft: Draft = {
  text: '',
  note: false,
  replyTo: null,
  replyExcerpt: null,
  cannedReplyId: null,
  caret: 0,
}

interface Drafts {
  readonly byChat: ReadonlyMap<string, Draft>
  /** Chats whose draft the workstation has not confirmed. */
  readonly unsaved: ReadonlySet<string>
}

const waitMs = 600
const timers = new Map<string, ReturnType<typeof setTimeout>>()

export const useDrafts = create<Drafts>(() => ({ byChat: new Map(), unsaved: new Set() }))

/** Whose it is: another agent who signs in here does not find it. */
const storageKey = (): string => `parley.drafts.${myId()}`

/** Takes up what this agent typed here and the workstation never heard of. Once who I am is known. */
export const takeUpDrafts = (): void => {
  let byChat: ReadonlyMap<string, Draft> = new Map()
  try {
    byChat = new Map(JSON.parse(localStorage.getItem(storageKey()) ?? '[]') as [string, Draft][])
  } catch {
    // Somebody else's writing; there is nothing to take up.
  }
  useDrafts.setState({ byChat, unsaved: new Set(byChat.keys()) })
}

export const isBlank = (draft: Pick<Draft, 'text'>): boolean => draft.text.trim() === ''

export const draftOf = (chatId: string): Draft | null => useDrafts.getState().byChat.get(chatId) ?? null

/** What the workstation keeps counts only where nothing newer was typed here. */
export const adoptDraft = (chatId: string, kept: Pick<Draft, 'text' | 'note' | 'replyTo'> | null): void => {
  const { byChat } = useDrafts.getState()
  if (kept === null || byChat.has(chatId)) return
  const next = new Map(byChat)
  next.set(chatId, { ...emptyDraft, ...kept, caret: kept.text.length })
  useDrafts.setState({ byChat: next })
}

export const setDraft = (chatId: string, draft: Draft): void => {
  const state = useDrafts.getState()
  const byChat = new Map(state.byChat)
  const unsaved = new Set(state.unsaved)
  byChat.set(chatId, draft)
  unsaved.add(chatId)
  useDrafts.setState({ byChat, unsaved })
  clearTimeout(timers.get(chatId))
  timers.set(
    chatId,
    setTimeout(() => void saveDraft(chatId), waitMs),
  )
}

/** Where the caret stands is not worth a save of its own. */
export const setCaret = (chatId: string, caret: number): void => {
  const draft = draftOf(chatId)
  if (draft === null || draft.caret === caret) return
  const byChat = new Map(useDrafts.getState().byChat)
  byChat.set(chatId, { ...draft, caret })
  useDrafts.setState({ byChat })
}

/** Saves now: on leaving the chat or the window, and after a pause in typing. */
export const saveDraft = async (chatId: string): Promise<void> => {
  clearTimeout(timers.get(chatId))
  timers.delete(chatId)
  const { unsaved, byChat } = useDrafts.getState()
  if (!unsaved.has(chatId)) return
  keepHere()
  const draft = byChat.get(chatId) ?? emptyDraft
  try {
    const { text, note, replyTo } = draft
    await ask().chatService.saveDraft({ chatId, draft: { text, note, replyTo } })
  } catch {
    // It stays in the browser's storage and is saved when the connection is back.
    return
  }
  const now = useDrafts.getState()
  if (now.byChat.get(chatId)?.text !== draft.text || now.byChat.get(chatId)?.note !== draft.note) return
  const left = new Set(now.unsaved)
  left.delete(chatId)
  const next = new Map(now.byChat)
  if (isBlank(draft) && !draft.note) next.delete(chatId)
  useDrafts.setState({ unsaved: left, byChat: next })
  keepHere()
}

export const saveAllDrafts = (): void => {
  for (const chatId of useDrafts.getState().unsaved) void saveDraft(chatId)
}

/** Sent, or thrown away. */
export const clearDraft = (chatId: string, note = false): void => {
  setDraft(chatId, { ...emptyDraft, note })
  void saveDraft(chatId)
}

const keepHere = (): void => {
  const { byChat, unsaved } = useDrafts.getState()
  const entries = [...byChat].filter(([chatId, draft]) => unsaved.has(chatId) && draft.text !== '')
  localStorage.setItem(storageKey(), JSON.stringify(entries))
}
