// A contact was erased: this screen forgets them too, with what was typed for them and not sent, here and in the browser's storage.
import type { Followed } from '../../preload/views.ts'
import { forgetConversation } from './conversations.ts'
import { clearDraft } from './drafts.ts'
import { goTo, usePlace } from './place.ts'
import { dropUnsent, useSending } from './sending.ts'

/** The chats that went with the contact. */
export const erasedChats = (item: Followed): readonly string[] => {
  const ids = item.type === 'contact.erased' ? item.facts?.chatIds : undefined
  return typeof ids === 'string' && ids !== '' ? ids.split(' ') : []
}

export const forgetErased = (item: Followed): void => {
  const chatIds = erasedChats(item)
  if (chatIds.length === 0) return
  const shown = usePlace.getState().chatId
  if (shown !== null && chatIds.includes(shown)) goTo({ chatId: null, messageId: null })
  for (const one of useSending.getState().unsent) if (chatIds.includes(one.chatId)) dropUnsent(one.key)
  for (const chatId of chatIds) {
    clearDraft(chatId)
    clearDraft(chatId, true)
    forgetConversation(chatId)
  }
}
