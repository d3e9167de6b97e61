// Every key of the panel in one table: what it does and how the cheat sheet says it. Single keys never fire while typing.
import type { Word } from '../../words/words.ts'

export const deeds = [
  'next',
  'previous',
  'accept',
  'transfer',
  'close',
  'takeControl',
  'note',
  'reply',
  'actions',
  'search',
  'cases',
  'help',
  'contact',
  'nextChat',
  'previousChat',
  'acceptAnywhere',
  'presence',
  'sound',
] as const
export type Deed = (typeof deeds)[number]

export interface Shortcut {
  readonly deed: Deed
  /** `KeyboardEvent.key`, in lower case. */
  readonly key: string
  readonly alt?: boolean
  readonly shift?: boolean
  readonly shown: string
  readonly word: Word
}

export const shortcuts: readonly Shortcut[] = [
  { deed: 'acceptAnywhere', key: 'enter', alt: true, shown: 'Alt Enter', word: 'keys.acceptAnywhere' },
  { deed: 'nextChat', key: 'arrowdown', alt: true, shown: 'Alt ↓', word: 'keys.nextChat' },
  { deed: 'previousChat', key: 'arrowup', alt: true, shown: 'Alt ↑', word: 'keys.previousChat' },
  { deed: 'accept', key: 'a', shown: 'A', word: 'keys.accept' },
  { deed: 'next', key: 'j', shown: 'J', word: 'keys.next' },
  { deed: 'previous', key: 'k', shown: 'K', word: 'keys.previous' },
  { deed: 'reply', key: 'r', shown: 'R', word: 'keys.reply' },
  { deed: 'note', key: 'n', shown: 'N', word: 'keys.note' },
  { deed: 'actions', key: '.', shown: '.', word: 'keys.actions' },
  { deed: 'transfer', key: 't', shown: 'T', word: 'keys.transfer' },
  { deed: 'close', key: 'e', shown: 'E', word: 'keys.close' },
  { deed: 'takeControl', key: 'c', shown: 'C', word: 'keys.takeControl' },
  { deed: 'contact', key: 'i', shown: 'I', word: 'keys.contact' },
  { deed: 'search', key: '/', shown: '/', word: 'keys.search' },
  { deed: 'cases', key: 'g', shown: 'G', word: 'keys.cases' },
  { deed: 'presence', key: 'p', shown: 'P', word: 'keys.presence' },
  { deed: 'sound', key: 's', shown: 'S', word: 'keys.sound' },
  { deed: 'help', key: '?', shown: '?', word: 'keys.help' },
]

export interface KeyPress {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
}

/** What the key asks for. With Alt it works while typing too; alone only where no text takes it. */
export const deedOf = (press: KeyPress, isTyping: boolean): Deed | null => {
  if (press.ctrlKey || press.metaKey) return null
  const key = press.key.toLowerCase()
  const found = shortcuts.find(one => one.key === key && (one.alt ?? false) === press.altKey)
  if (found === undefined || (isTyping && !found.alt)) return null
  return found.deed
}
