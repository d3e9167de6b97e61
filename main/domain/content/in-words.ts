// A message's content as plain text: what lists, search, exports and networks without such things show in its place.
import { assertNever } from '../assert-never.ts'
import type { FilledField, FormField, RichButton, RichElement, SaidContent } from '../message-content.ts'

/** Of programs' own data no more than this is put into words, in UTF-16 units. */
const longestCustom = 500

/** Never empty. Lines are separated by a line end, elements by an empty line. */
export const contentInWords = (content: SaidContent): string => {
  switch (content.type) {
    case 'cards':
    case 'quickReplies':
    case 'sticker':
      return joined(content.elements.map(elementInWords), '\n\n') || `[${richNames[content.type]}]`
    case 'form':
      return joined(content.fields.map(fieldInWords), '\n') || '[form]'
    case 'filledForm':
      return joined(content.fields.map(answerInWords), '\n') || '[filled form]'
    case 'custom':
      return `[data] ${shortened(JSON.stringify(content.content))}`
    default:
      return assertNever(content)
  }
}

const richNames = { cards: 'cards', quickReplies: 'quick replies', sticker: 'sticker' } as const

const elementInWords = ({ title, subtitle, image, buttons }: RichElement): string =>
  joined([title, subtitle, image?.url ?? '', ...buttons.map(buttonInWords)], '\n')

const buttonInWords = ({ type, text, value }: RichButton): string => {
  const leads = type === 'url' || type === 'webview' || type === 'phone'
  return leads && value !== '' ? `[${text}] ${value}` : `[${text}]`
}

const fieldInWords = ({ label, id, options }: FormField): string => {
  const choices = joined(
    options.map(option => option.label || option.id),
    ' / ',
  )
  return choices === '' ? label || id : `${label || id} (${choices})`
}

const answerInWords = ({ label, id, answer }: FilledField): string =>
  `${(label || id).replace(/\s*:\s*$/, '')}: ${answered(answer)}`

const answered = (answer: FilledField['answer']): string => {
  if (answer === null) return '-'
  const said =
    typeof answer === 'string'
      ? answer
      : joined(
          answer.map(option => option.label || option.id),
          ', ',
        )
  return said.trim() || '-'
}

const joined = (parts: readonly string[], between: string): string =>
  parts
    .map(part => part.trim())
    .filter(part => part !== '')
    .join(between)

const shortened = (text: string): string =>
  text.length > longestCustom ? `${text.slice(0, longestCustom).toWellFormed()}…` : text
