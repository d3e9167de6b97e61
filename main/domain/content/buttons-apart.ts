// For messengers that show a text with buttons below it: the buttons of a message apart from its words, where that can be told.
import type { MessageContent, RichButton, RichElement } from '../message-content.ts'
import { hasButtons } from '../message-content.ts'
import { contentInWords } from './in-words.ts'

export interface ButtonsApart {
  /** Everything but those buttons. */
  readonly words: string
  readonly buttons: readonly RichButton[]
}

/**
 * Buttons that do not fit stay among the words. Null: there are none, they belong to several cards, or nothing is left to be said
 * above them; then all of it goes in words.
 */
export const buttonsApart = (
  content: MessageContent | undefined,
  fits: (button: RichButton) => boolean,
): ButtonsApart | null => {
  if (content === undefined || !hasButtons(content)) return null
  const [only, ...more] = content.elements.filter(element => element.buttons.some(fits))
  if (only === undefined || more.length > 0) return null
  const elements = content.elements.map(element => ({
    ...element,
    buttons: element.buttons.filter(button => !fits(button)),
  }))
  if (!elements.some(saysSomething)) return null
  return { words: contentInWords({ ...content, elements }), buttons: only.buttons.filter(fits) }
}

const saysSomething = ({ title, subtitle, image, buttons }: RichElement): boolean =>
  title.trim() !== '' || subtitle.trim() !== '' || image !== null || buttons.length > 0
