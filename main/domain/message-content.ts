// What a message can hold besides text: cards with buttons, quick replies, stickers, forms and their answers, programs' own data.
import type { AgentId, MessageId } from './ids.ts'

/** A message that has one says the same in its `text` (content/in-words.ts), for lists, search and networks that show no more. */
export type MessageContent = RichContent | FormContent | FilledFormContent | CustomContent

/** Content as far as it can be said: without what was pressed of it. */
export type SaidContent = Omit<RichContent, 'pressed'> | FormContent | FilledFormContent | CustomContent

export const richTypes = ['cards', 'quickReplies', 'sticker'] as const

/** LiveChat's rich message (its template_id); several elements of `cards` stand side by side. */
export interface RichContent {
  readonly type: (typeof richTypes)[number]
  readonly elements: readonly RichElement[]
  /** In the order in which they were pressed. */
  readonly pressed: readonly Press[]
}

export interface RichElement {
  /** '': none, as everywhere here. */
  readonly title: string
  readonly subtitle: string
  readonly image: RichImage | null
  readonly buttons: readonly RichButton[]
}

export interface RichImage {
  /** http or https, of a stranger: never to be loaded by itself on an agent's machine. */
  readonly url: string
  readonly name: string
  /** What it shows, in words. */
  readonly alternativeText: string
  readonly contentType: string | null
  /** Bytes. */
  readonly size: number | null
  readonly width: number | null
  readonly height: number | null
}

/**
 * message: says `value` in the customer's name; url and webview: opens `value`; phone: calls `value`; cancel: takes the choice
 * back; postback: does nothing but tell that it was pressed, which all of them do.
 */
export const buttonTypes = ['message', 'url', 'phone', 'webview', 'cancel', 'postback'] as const
export const buttonTargets = ['new', 'current'] as const
export const webviewHeights = ['compact', 'tall', 'full'] as const

export interface RichButton {
  readonly type: (typeof buttonTypes)[number]
  readonly text: string
  /** Of `message` '' stands for the text. */
  readonly value: string
  /** By which a press names it; several buttons of one message may share it. */
  readonly postbackId: string
  /** Of url: the page in the place of the present one, or beside it. */
  readonly target: (typeof buttonTargets)[number] | null
  readonly webviewHeight: (typeof webviewHeights)[number] | null
}

/** A button that stands pressed. */
export interface Press {
  readonly buttonId: string
  /** Null: the customer. */
  readonly agentId: AgentId | null
  readonly at: number
}

export interface FormContent {
  readonly type: 'form'
  readonly formId: string
  /** What it is for, such as "prechat"; may be empty. */
  readonly formType: string
  readonly fields: readonly FormField[]
}

export const fieldTypes = [
  'name',
  'email',
  'question',
  'textarea',
  'subject',
  'checkbox',
  'radio',
  'select',
  'queueChooser',
  'rating',
] as const

export interface FormField {
  readonly type: (typeof fieldTypes)[number]
  readonly id: string
  readonly label: string
  readonly isRequired: boolean
  /** Of checkbox, radio, select and queueChooser. */
  readonly options: readonly FormOption[]
}

export interface FormOption {
  readonly id: string
  readonly label: string
  /** Of a queueChooser: the id of the queue, or of a foreign licence's group, that it stands for. */
  readonly queueId: string | null
}

export interface FilledFormContent {
  readonly type: 'filledForm'
  readonly formId: string
  readonly formType: string
  readonly fields: readonly FilledField[]
}

export interface FilledField extends Omit<FormField, 'isRequired' | 'options'> {
  /** What was written, or the options that were chosen; null: left out. */
  readonly answer: string | readonly FormOption[] | null
}

/** What a program tells another through the chat; nobody here knows what it means. */
export interface CustomContent {
  readonly type: 'custom'
  /** Any JSON object. */
  readonly content: Readonly<Record<string, unknown>>
}

/** Of a message that answers a button of an earlier one: which. */
export interface Postback {
  /** Null: of a message that is not here. */
  readonly messageId: MessageId | null
  readonly buttonId: string
  /** As the network tells it, such as "message"; null: not told. */
  readonly type: string | null
  readonly value: string | null
}

/** A button of a message, as it is pressed or taken back. */
export interface PressChange extends Press {
  readonly isPressed: boolean
}

export const hasButtons = (content: MessageContent | null): content is RichContent =>
  content !== null && 'elements' in content

export const buttonOf = (content: MessageContent | null, buttonId: string): RichButton | null =>
  hasButtons(content)
    ? (content.elements.flatMap(element => element.buttons).find(button => button.postbackId === buttonId) ?? null)
    : null

/** Null: there is no such button, or it stands as asked already. */
export const pressed = (content: MessageContent | null, change: PressChange): RichContent | null => {
  if (!hasButtons(content) || buttonOf(content, change.buttonId) === null) return null
  const { buttonId, agentId, at, isPressed } = change
  const others = content.pressed.filter(press => press.buttonId !== buttonId || press.agentId !== agentId)
  if (others.length < content.pressed.length === isPressed) return null
  return { ...content, pressed: isPressed ? [...others, { buttonId, agentId, at }] : others }
}

/** Whether anybody has pressed it: screens show such a button as chosen. */
export const isPressed = (content: RichContent, button: RichButton): boolean =>
  content.pressed.some(press => press.buttonId === button.postbackId)

/** The text that goes out in the customer's name when a `message` button is pressed. */
export const saidBy = (button: RichButton): string => (button.value.trim() === '' ? button.text : button.value)
