// Listens to the keyboard for the whole panel and does what the table of shortcuts says.
import { useEffect } from 'react'
import { assertNever } from '../../../main/domain/assert-never.ts'
import { focusOn, isTyping } from '../../parts/focus.ts'
import { useChats } from '../../stores/chats.ts'
import { useConversations } from '../../stores/conversations.ts'
import { acceptChat, takeControl } from '../../stores/deeds.ts'
import { goTo, openChat, usePlace } from '../../stores/place.ts'
import { prefer, usePreferences } from '../../stores/preferences.ts'
import { useDialogs } from '../dialogs.ts'
import { layoutNow } from '../layout.ts'
import { type Deed, deedOf } from './shortcuts.ts'

export const useKeys = (): void => {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      // What is open above the panel has its own keys.
      if (document.querySelector('[role="dialog"], [role="menu"]') !== null) return
      const typing = isTyping(event.target)
      const deed = deedOf(event, typing)
      if (deed !== null) {
        // A key held down walks on through the list, but does nothing else twice.
        if (event.repeat && !walks.has(deed)) return
        if (doDeed(deed)) event.preventDefault()
        return
      }
      if (!typing && (event.key === 'ArrowDown' || event.key === 'ArrowUp') && isRow(event.target)) {
        event.preventDefault()
        stepRow(event.key === 'ArrowDown' ? 1 : -1)
      }
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [])
}

const walks: ReadonlySet<Deed> = new Set(['next', 'previous', 'nextChat', 'previousChat'])

const isRow = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.dataset.chatRow !== undefined

/** False: there is nothing to do, the key goes where it would. */
const doDeed = (deed: Deed): boolean => {
  const { chatId } = usePlace.getState()
  const can = chatId === null ? undefined : useConversations.getState().byChat.get(chatId)?.can
  switch (deed) {
    case 'next':
      return stepRow(1)
    case 'previous':
      return stepRow(-1)
    case 'nextChat':
      return stepChat(1)
    case 'previousChat':
      return stepChat(-1)
    case 'accept':
    case 'acceptAnywhere': {
      const { fresh } = useChats.getState().lists
      // The one that is open, if it rings; else the one that runs out first.
      const chosen = fresh.find(chat => chat.id === chatId) ?? fresh[0]
      if (chosen === undefined) return false
      void acceptChat(chosen.id)
      return true
    }
    case 'transfer':
      if (!can?.transfer) return false
      useDialogs.setState({ transfer: chatId })
      return true
    case 'close':
      if (!can?.close) return false
      // A single key that ends something asks first.
      useDialogs.setState({ close: chatId })
      return true
    case 'takeControl':
      if (!can?.takeControl || chatId === null) return false
      void takeControl(chatId)
      return true
    case 'actions':
      if (!can?.write) return false
      useDialogs.setState({ actions: true })
      return true
    case 'note': {
      const button = document.querySelector<HTMLButtonElement>('[data-note]')
      button?.click()
      return button !== null
    }
    case 'reply':
      return focusOn('[data-composer]')
    case 'search':
      goTo({ column: 'search', caseId: null })
      focusOn('[data-search]')
      return true
    case 'cases':
      goTo({ column: 'cases' })
      return true
    case 'contact':
      if (chatId === null) return false
      if (layoutNow() === 'wide') prefer({ contactShown: !usePreferences.getState().contactShown })
      else useDialogs.setState({ contact: true })
      return true
    case 'presence':
      useDialogs.setState({ presence: true })
      return true
    case 'sound':
      useDialogs.setState({ sound: true })
      return true
    case 'help':
      useDialogs.setState({ keys: true })
      return true
    default:
      return assertNever(deed)
  }
}

/** Moves through the rows of the list, drawn or not. */
const stepRow = (by: number): boolean => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-chat-row]:not(:disabled)')]
  if (rows.length === 0) return false
  const focused = rows.indexOf(document.activeElement as HTMLElement)
  const open = rows.findIndex(row => row.getAttribute('aria-current') === 'true')
  const from = focused >= 0 ? focused : open
  const next = rows[from < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, from + by))]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
  return true
}

const stepChat = (by: number): boolean => {
  const { fresh, active } = useChats.getState().lists
  const ids = [...fresh, ...active].map(chat => chat.id)
  if (ids.length === 0) return false
  const at = ids.indexOf(usePlace.getState().chatId ?? '')
  const next = ids[at < 0 ? (by > 0 ? 0 : ids.length - 1) : (at + by + ids.length) % ids.length]
  if (next !== undefined) openChat(next)
  return true
}
