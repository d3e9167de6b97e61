// Where the panel is: which column on the left, which chat in the middle. Kept in the page's address, so that "back" works
// and a link or a notification can name a chat: #panel, #panel/chat/ID, #panel/chat/ID/at/MESSAGE, #panel/contact/ID,
// #panel/search, #panel/cases/case/ID, #settings, #invite/TOKEN.
import { create } from 'zustand'

export interface Place {
  readonly window: 'panel' | 'settings' | 'invite'
  readonly column: 'chats' | 'search' | 'cases'
  readonly chatId: string | null
  /** The message to show, from a search hit or an earlier chat. */
  readonly messageId: string | null
  /** The case that is open in the middle, in the place of the chat; only beside the list of cases. */
  readonly caseId: string | null
  /** The contact whose page is in the middle, in the place of the chat. */
  readonly contactId: string | null
  readonly contactPart: 'page' | 'duplicates'
  /** What is after "#settings/", for the settings window to read; the token of a one-time link. */
  readonly rest: string
}

const noContact = { contactId: null, contactPart: 'page' } as const

export const placeOf = (hash: string): Place => {
  const [head = '', ...rest] = hash.replace(/^#\/?/, '').split('/').map(decoded)
  if (head === 'settings' || head === 'invite')
    return {
      window: head,
      column: 'chats',
      chatId: null,
      messageId: null,
      caseId: null,
      ...noContact,
      rest: rest.join('/'),
    }
  const at = rest.indexOf('chat')
  const chatId = at >= 0 ? (rest[at + 1] ?? null) : null
  const messageId = at >= 0 && rest[at + 2] === 'at' ? (rest[at + 3] ?? null) : null
  const column = rest[0] === 'search' || rest[0] === 'cases' ? rest[0] : 'chats'
  const caseId = column === 'cases' && rest[1] === 'case' ? (rest[2] ?? null) : null
  const contact = contactIn(chatId === null && caseId === null ? rest : [])
  return { window: 'panel', column, chatId, messageId, caseId, ...contact, rest: '' }
}

const contactIn = (rest: readonly string[]): Pick<Place, 'contactId' | 'contactPart'> => {
  const at = rest.indexOf('contact')
  const contactId = at < 0 ? undefined : rest[at + 1]
  return contactId === undefined || contactId === ''
    ? noContact
    : { contactId, contactPart: rest[at + 2] === 'duplicates' ? 'duplicates' : 'page' }
}

type Named = Pick<Place, 'column' | 'chatId' | 'messageId'> &
  Partial<Pick<Place, 'caseId' | 'contactId' | 'contactPart'>>

export const hashOf = (place: Named): string =>
  [
    '#panel',
    ...(place.column === 'chats' ? [] : [place.column]),
    ...(place.column === 'cases' && place.caseId != null ? ['case', encodeURIComponent(place.caseId)] : []),
    ...(place.chatId === null ? [] : ['chat', encodeURIComponent(place.chatId)]),
    ...(place.chatId === null || place.messageId === null ? [] : ['at', encodeURIComponent(place.messageId)]),
    ...(place.chatId !== null || place.contactId == null ? [] : ['contact', encodeURIComponent(place.contactId)]),
    ...(place.chatId !== null || place.contactId == null || place.contactPart !== 'duplicates' ? [] : ['duplicates']),
  ].join('/')

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

export const usePlace = create<Place & { readonly turn: number }>(() => ({
  ...placeOf(typeof location === 'undefined' ? '' : location.hash),
  turn: 0,
}))

/**
 * Follows the address; call once. Returns how to stop. `ahead` is told of a place before anything is drawn for it; true: it has asked
 * for something, and drawing waits until the question is out.
 */
export const followAddress = (ahead: (place: Place) => boolean): (() => void) => {
  const go = () => usePlace.setState(state => ({ ...placeOf(location.hash), turn: state.turn + 1 }))
  const read = () => {
    if (ahead(placeOf(location.hash))) setTimeout(go)
    else go()
  }
  window.addEventListener('hashchange', read)
  return () => window.removeEventListener('hashchange', read)
}

/** Goes there; the same place again still counts, so that a hit can be shown twice. */
export const goTo = (change: Partial<Named>): void => {
  const { column, chatId, messageId, caseId, contactId, contactPart } = usePlace.getState()
  // Whoever names a chat or a case, or none, leaves the contact's page.
  const contact = 'chatId' in change || 'caseId' in change ? {} : { contactId, contactPart }
  const hash = hashOf({ column, chatId, messageId, caseId, ...contact, ...change })
  if (hash === location.hash) usePlace.setState(state => ({ turn: state.turn + 1 }))
  else location.hash = hash
}

export const openChat = (chatId: string, messageId: string | null = null): void =>
  goTo({ chatId, messageId, caseId: null })

export const openCase = (caseId: string): void => goTo({ column: 'cases', caseId })

export const openContact = (contactId: string, contactPart: Place['contactPart'] = 'page'): void =>
  goTo({ chatId: null, messageId: null, caseId: null, contactId, contactPart })
