// What content may be at most, and that its addresses are such as can be opened safely; and a stranger's content made fit to keep.
import { assertNever } from '../assert-never.ts'
import type { FormField, MessageContent, RichButton, RichElement } from '../message-content.ts'
import { isWeb, telOf } from './addresses.ts'

/** LiveChat's limits, "Rich messages" and "Data structures" of its Chat APIs (facts/livechat.md 2.5). */
export const mostElements = 10
export const mostButtons = 13
/** Bytes of one text; LiveChat's limit of a message. */
export const longestContentText = 16 * 1024
/** Bytes of the whole as JSON. */
export const largestContent = 64 * 1024
const mostFields = 100
const deepestContent = 32

export interface ContentFault {
  /** Path within the content, such as "elements[0].buttons[2].value". */
  readonly field: string
  /** What is wrong, and what would be right: continues "field: ". */
  readonly sentence: string
}

/** Null: it may be kept and sent. */
export const contentFault = (content: MessageContent): ContentFault | null => {
  if (isTooDeep(content)) return { field: '', sentence: `must not be nested deeper than ${deepestContent} levels.` }
  if (bytesOf(JSON.stringify(content)) > largestContent)
    return { field: '', sentence: `must have at most ${largestContent / 1024} KB.` }
  switch (content.type) {
    case 'cards':
    case 'quickReplies':
    case 'sticker':
      if (content.elements.length === 0 || content.elements.length > mostElements)
        return { field: 'elements', sentence: `must be 1 to ${mostElements}.` }
      return first(content.elements, (element, i) => elementFault(element, `elements[${i}]`))
    case 'form':
    case 'filledForm':
      return fieldsFault(content.fields)
    case 'custom':
      return null
    default:
      return assertNever(content)
  }
}

/** Texts without what no text can hold; null when the rest is beyond the limits, so that the message's text stands alone. */
export const contentToKeep = (content: MessageContent): MessageContent | null => {
  if (isTooDeep(content)) return null
  const cleaned = withFitTexts(content)
  return contentFault(cleaned) === null ? cleaned : null
}

const elementFault = (element: RichElement, at: string): ContentFault | null => {
  const { title, subtitle, image, buttons } = element
  if (title.trim() === '' && subtitle.trim() === '' && image === null && buttons.length === 0)
    return { field: at, sentence: 'must have a title, a subtitle, an image or a button.' }
  if (buttons.length > mostButtons)
    return { field: `${at}.buttons`, sentence: `must be at most ${mostButtons} for each element.` }
  return (
    textFault(title, `${at}.title`) ??
    textFault(subtitle, `${at}.subtitle`) ??
    (image === null || isWeb(image.url) ? null : { field: `${at}.image.url`, sentence: mustBeWeb }) ??
    first(buttons, (button, i) => buttonFault(button, `${at}.buttons[${i}]`))
  )
}

const buttonFault = ({ type, text, value, postbackId }: RichButton, at: string): ContentFault | null => {
  if (text.trim() === '') return { field: `${at}.text`, sentence: 'must not be empty.' }
  if (postbackId === '' || postbackId.length > 500)
    return { field: `${at}.postbackId`, sentence: 'must have 1 to 500 characters.' }
  if ((type === 'url' || type === 'webview') && !isWeb(value)) return { field: `${at}.value`, sentence: mustBeWeb }
  if (type === 'phone' && telOf(value) === null)
    return { field: `${at}.value`, sentence: 'must be a phone number, such as +44 20 7946 0000.' }
  return textFault(text, `${at}.text`) ?? textFault(value, `${at}.value`)
}

const fieldsFault = (fields: readonly Pick<FormField, 'id' | 'label'>[]): ContentFault | null => {
  if (fields.length > mostFields) return { field: 'fields', sentence: `must be at most ${mostFields}.` }
  return first(fields, ({ id, label }, i) =>
    id === '' && label === '' ? { field: `fields[${i}]`, sentence: 'must have an id or a label.' } : null,
  )
}

const textFault = (text: string, field: string): ContentFault | null =>
  bytesOf(text) > longestContentText ? { field, sentence: `must have at most ${longestContentText / 1024} KB.` } : null

const mustBeWeb = 'must be a web address that begins with https:// or http://, without a user name in it.'

const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength

/** Level by level: what is nested too deep must not be walked by calls. */
const isTooDeep = (content: unknown): boolean => {
  let level: unknown[] = [content]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > deepestContent) return true
    level = level.flatMap(one => (typeof one === 'object' && one !== null ? Object.values(one) : []))
  }
  return false
}

/** NUL and lone surrogates are no text. What JSON is made of stays of its kind. */
const withFitTexts = <T>(value: T): T => JSON.parse(JSON.stringify(value), (_key, one) => clean(one))

const clean = (value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '') : value

const first = <T>(list: readonly T[], faultOf: (one: T, index: number) => ContentFault | null): ContentFault | null => {
  for (const [i, one] of list.entries()) {
    const fault = faultOf(one, i)
    if (fault !== null) return fault
  }
  return null
}
