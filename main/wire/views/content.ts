// What a message holds besides text, as the contract shows it.
import type { ContentView } from '../../../preload/views.ts'
import { assertNever } from '../../domain/assert-never.ts'
import type { FilledField, MessageContent, RichElement } from '../../domain/message-content.ts'

export const contentView = (content: MessageContent): ContentView => {
  switch (content.type) {
    case 'cards':
    case 'quickReplies':
    case 'sticker':
      return { type: content.type, elements: content.elements.map(elementView), pressed: [...content.pressed] }
    case 'form':
      return { ...content, fields: content.fields.map(field => ({ ...field, options: [...field.options] })) }
    case 'filledForm':
      return { ...content, fields: content.fields.map(fieldView) }
    case 'custom':
      return { ...content }
    default:
      return assertNever(content)
  }
}

const elementView = (element: RichElement) => ({ ...element, buttons: [...element.buttons] })

const fieldView = ({ answer, ...field }: FilledField) => ({
  ...field,
  answer: answer === null || typeof answer === 'string' ? answer : [...answer],
})
