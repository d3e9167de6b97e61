// Cards, forms and programs' own data as the protocol's events. Source: "Rich message", "Form", "Filled form", "Custom" of the Agent
// and Customer Chat API, 3.6.
import { assertNever } from '../../../domain/assert-never.ts'
import { type AgentId, asId, type QueueId } from '../../../domain/ids.ts'
import type {
  FilledField,
  FormField,
  FormOption,
  MessageContent,
  RichButton,
  RichContent,
  RichElement,
} from '../../../domain/message-content.ts'

/** What ids in contents are to programs: null agents are the customer. */
export interface ContentNames {
  groupOf(queueId: QueueId): number | undefined
  userId(agentId: AgentId | null): string
}

/** The type of the event with what it holds, to stand beside what all events have. */
export const contentView = (
  names: ContentNames,
  content: MessageContent,
): Readonly<Record<string, unknown>> & { readonly type: string } => {
  switch (content.type) {
    case 'cards':
    case 'quickReplies':
    case 'sticker':
      return {
        type: 'rich_message',
        template_id: content.type === 'quickReplies' ? 'quick_replies' : content.type,
        elements: content.elements.map(element => elementView(names, content, element)),
      }
    case 'form':
      return { type: 'form', ...headView(content), fields: content.fields.map(field => fieldView(names, field)) }
    case 'filledForm':
      return {
        type: 'filled_form',
        ...headView(content),
        fields: content.fields.map(field => filledView(names, field)),
      }
    case 'custom':
      return { type: 'custom', content: content.content }
    default:
      return assertNever(content)
  }
}

const elementView = (names: ContentNames, content: RichContent, { title, subtitle, image, buttons }: RichElement) => ({
  ...(title === '' ? {} : { title }),
  ...(subtitle === '' ? {} : { subtitle }),
  ...(image === null
    ? {}
    : {
        image: {
          url: image.url,
          ...(image.name === '' ? {} : { name: image.name }),
          ...(image.alternativeText === '' ? {} : { alternative_text: image.alternativeText }),
          ...(image.contentType === null ? {} : { content_type: image.contentType }),
          ...(image.size === null ? {} : { size: image.size }),
          ...(image.width === null ? {} : { width: image.width }),
          ...(image.height === null ? {} : { height: image.height }),
        },
      }),
  ...(buttons.length === 0 ? {} : { buttons: buttons.map(button => buttonView(names, content, button)) }),
})

const buttonView = (names: ContentNames, { pressed }: RichContent, button: RichButton) => ({
  text: button.text,
  // A button that does nothing but tell of itself has neither.
  ...(button.type === 'postback' ? {} : { type: button.type, value: button.value }),
  postback_id: button.postbackId,
  user_ids: [
    ...new Set(pressed.filter(press => press.buttonId === button.postbackId).map(press => names.userId(press.agentId))),
  ],
  ...(button.target === null ? {} : { target: button.target }),
  ...(button.webviewHeight === null ? {} : { webview_height: button.webviewHeight }),
})

const headView = ({ formId, formType }: { readonly formId: string; readonly formType: string }) => ({
  form_id: formId,
  ...(formType === '' ? {} : { form_type: formType }),
})

const typeView = (type: FormField['type']): string => (type === 'queueChooser' ? 'group_chooser' : type)

const fieldView = (names: ContentNames, { type, id, label, isRequired, options }: FormField) => ({
  type: typeView(type),
  id,
  label,
  required: isRequired,
  ...(options.length === 0 ? {} : { options: options.map(option => optionView(names, option)) }),
})

const filledView = (names: ContentNames, { type, id, label, answer }: FilledField) => {
  const field = { type: typeView(type), id, label }
  if (answer === null) return field
  if (typeof answer === 'string') return { ...field, answer }
  const answers = answer.map(option => optionView(names, option))
  return type === 'checkbox' ? { ...field, answers } : { ...field, ...(answers[0] && { answer: answers[0] }) }
}

const optionView = (names: ContentNames, { id, label, queueId }: FormOption) => {
  const group = queueId === null ? undefined : (names.groupOf(asId(queueId)) ?? Number(queueId))
  return { id, label, ...(group === undefined || Number.isNaN(group) ? {} : { group_id: group }) }
}
