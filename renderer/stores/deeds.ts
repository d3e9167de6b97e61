// What an agent does with a chat: each asks the workstation, shows the answer at once, and says a refusal in its words.
import { create } from 'zustand'
import type { ChatSummary } from '../../preload/views.ts'
import { t } from '../words/words.ts'
import { chatOf, hintChat, seqOfChat } from './chats.ts'
import { refreshHead } from './conversations.ts'
import { ask } from './door.ts'
import { openChat } from './place.ts'
import { refreshMe, useSession } from './session.ts'
import { say, sayRefusal } from './toasts.ts'

/** Chats about which an answer is awaited: their buttons rest meanwhile, so that a double click is one click. */
export const useBusy = create<{ readonly chats: ReadonlySet<string> }>(() => ({ chats: new Set() }))

/** Chats that I took, declined or handed on lately: their rows go at once, as I made them go. */
const touched = new Set<string>()

export const hasTouched = (chatId: string): boolean => touched.has(chatId)

const touch = (chatId: string): void => {
  if (touched.size > 200) touched.clear()
  touched.add(chatId)
}

const once = async (chatId: string, deed: () => Promise<void>): Promise<boolean> => {
  if (useBusy.getState().chats.has(chatId)) return false
  useBusy.setState(state => ({ chats: new Set(state.chats).add(chatId) }))
  touch(chatId)
  try {
    await deed()
    touch(chatId)
    return true
  } catch (error) {
    sayRefusal(error)
    return false
  } finally {
    const chats = new Set(useBusy.getState().chats)
    chats.delete(chatId)
    useBusy.setState({ chats })
  }
}

const shownAtOnce = async (chatId: string, asking: () => Promise<ChatSummary>): Promise<void> => {
  const seq = seqOfChat(chatId)
  hintChat(await asking(), seq)
  void refreshHead(chatId)
}

/** Takes the chat and opens it. */
export const acceptChat = async (chatId: string): Promise<void> => {
  const taken = await once(chatId, () => shownAtOnce(chatId, () => ask().chatService.acceptChat({ chatId })))
  if (taken) openChat(chatId)
}

export const declineChat = (chatId: string): Promise<boolean> =>
  once(chatId, async () => {
    await ask().chatService.declineChat({ chatId })
  })

export const takeOverChat = (chatId: string): Promise<boolean> =>
  once(chatId, () => shownAtOnce(chatId, () => ask().chatService.takeOverChat({ chatId })))

/** Conversations that I am taking: the chat that comes of it is no news to me, even if its event comes first. */
const taking = new Set<string>()

export const isTaking = (conversationId: string): boolean => taking.has(conversationId)

/** From the bot or program that holds the conversation. A bot's chat ends with it: the new one, mine, is opened. */
export const takeControl = (chatId: string): Promise<boolean> =>
  once(chatId, async () => {
    const conversationId = chatOf(chatId)?.conversationId ?? ''
    taking.add(conversationId)
    try {
      const chat = await ask().chatService.takeControl({ chatId })
      touch(chat.id)
      hintChat(chat, seqOfChat(chat.id))
      if (chat.id === chatId) void refreshHead(chatId)
      else openChat(chat.id)
    } finally {
      taking.delete(conversationId)
    }
  })

/** Replies that surely did not arrive, once more, in their order. */
export const sendFailedAgain = async (messageIds: readonly string[]): Promise<void> => {
  try {
    for (const messageId of messageIds) await ask().messageManager.retry({ messageId })
  } catch (error) {
    sayRefusal(error)
  }
}

/** Closes at once; the toast names the chat, as the hand may have been quicker than the eye. */
export const closeChat = (chatId: string): Promise<boolean> =>
  once(chatId, async () => {
    const chat = chatOf(chatId)
    await ask().chatService.closeActiveChat({ chatId })
    if (chat !== null) say(t('close.done', { number: chat.number, name: chat.contact.name }))
    void refreshHead(chatId)
  })

export type TransferTo = Parameters<ReturnType<typeof ask>['chatService']['transferChat']>[0]['to']

export const transferChat = (chatId: string, to: TransferTo, toName: string, comment: string): Promise<boolean> =>
  once(chatId, async () => {
    const chat = chatOf(chatId)
    await ask().chatService.transferChat({ chatId, to, comment })
    if (chat !== null) say(t('transfer.done', { number: chat.number, name: chat.contact.name, to: toName }))
    void refreshHead(chatId)
  })

export const setPresence = async (
  status: 'active' | 'inactive',
  reason: 'chosen' | 'away' = 'chosen',
): Promise<void> => {
  try {
    const presence = await ask().presence.set({ status, reason })
    const { me } = useSession.getState()
    if (me !== null) useSession.setState({ me: { ...me, agent: { ...me.agent, presence } } })
    void refreshMe()
  } catch (error) {
    sayRefusal(error)
  }
}
