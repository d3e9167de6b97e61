// Content of messages to test with: a card of a shoe, quick replies, a filled form; each test names only what matters to it.
import type {
  FilledFormContent,
  FormContent,
  RichButton,
  RichContent,
  RichElement,
} from '../../main/domain/message-content.ts'

/** `aButton('Blue')` says Blue, and is known as "blue". */
export const aButton = (text = 'Blue', more: Partial<RichButton> = {}): RichButton => ({
  type: 'message',
  text,
  value: text,
  postbackId: text.toLowerCase(),
  target: null,
  webviewHeight: null,
  ...more,
})

export const anElement = (more: Partial<RichElement> = {}): RichElement => ({
  title: 'Trail runner',
  subtitle: 'Size 42',
  image: null,
  buttons: [],
  ...more,
})

export const anImage = (url = 'https://shop.example/shoe.png') => ({
  url,
  name: 'shoe.png',
  alternativeText: 'A blue shoe',
  contentType: 'image/png',
  size: null,
  width: null,
  height: null,
})

export const cards = (...elements: RichElement[]): RichContent => ({ type: 'cards', elements, pressed: [] })

export const quickReplies = (title: string, ...buttons: RichButton[]): RichContent => ({
  type: 'quickReplies',
  elements: [anElement({ title, subtitle: '', buttons })],
  pressed: [],
})

/** A shoe in two colours, with a way to the shop and a number to call. */
export const aShoe = (): RichContent =>
  cards(
    anElement({
      image: anImage(),
      buttons: [
        aButton('Blue'),
        aButton('Red', { value: 'I would like red' }),
        aButton('To the shop', { type: 'url', value: 'https://shop.example/42', postbackId: 'shop' }),
        aButton('Call us', { type: 'phone', value: '+44 20 7946 0000', postbackId: 'call' }),
      ],
    }),
  )

export const aForm = (): FormContent => ({
  type: 'form',
  formId: 'form-1',
  formType: 'prechat',
  fields: [
    { type: 'name', id: 'f1', label: 'Your name:', isRequired: true, options: [] },
    {
      type: 'radio',
      id: 'f2',
      label: 'About',
      isRequired: false,
      options: [
        { id: 'o1', label: 'An order', queueId: null },
        { id: 'o2', label: 'Something else', queueId: null },
      ],
    },
  ],
})

export const aFilledForm = (): FilledFormContent => ({
  type: 'filledForm',
  formId: 'form-1',
  formType: 'prechat',
  fields: [
    { type: 'name', id: 'f1', label: 'Your name:', answer: 'Carol Diaz' },
    { type: 'radio', id: 'f2', label: 'About', answer: [{ id: 'o1', label: 'An order', queueId: null }] },
    { type: 'email', id: 'f3', label: 'E-mail', answer: null },
  ],
})
