// What an event of LiveChat says, as the content of a message (Agent Chat API, "Data structures", Events).
import { contentInWords } from '../../../domain/content/in-words.ts'
import type { MessageContent } from '../../../domain/message-content.ts'
import type { IncomingAttachment, MessageKind } from '../../../domain/unified-message.ts'
import * as wire from '../wire.ts'
import { filledForm, filledFormContentOf, form, formContentOf } from './form-input.ts'
import { richContentOf, richMessage } from './rich-input.ts'

export interface Said {
  readonly kind: MessageKind
  readonly text: string
  readonly attachments?: readonly IncomingAttachment[]
  readonly content?: MessageContent
}

/** Null: it is not for people's eyes. `raw`: the same event as it came, whole. */
export const saidIn = (event: wire.Event, raw: unknown): Said | null => {
  // Of what was taken back not everybody is told what it was.
  const isHollow = event.deleted === true && event.text == null && event.url == null
  switch (event.type) {
    case 'custom':
    case 'system':
      // Data among programs, which LiveChat's own screens do not show either.
      return null
    case 'message':
      return { kind: event.postback == null ? 'text' : 'button', text: event.text ?? '' }
    case 'file':
      return isHollow ? { kind: 'text', text: '' } : fileIn(event)
    case 'rich_message':
    case 'filled_form':
    case 'form':
      return isHollow ? { kind: 'text', text: '' } : (contentIn(event, raw) ?? inWords(event, raw))
    case 'system_message':
      return { kind: 'text', text: event.text || (event.system_message_type ?? event.type).replace(/[._]+/g, ' ') }
    default:
      return unknown(event)
  }
}

const unknown = ({ type }: wire.Event): Said => ({
  kind: 'unsupported',
  text: `Something that Parley cannot show (${type.slice(0, 60)}): open it in LiveChat.`,
})

const fileIn = (event: wire.Event): Said => {
  const mime = event.content_type ?? 'application/octet-stream'
  const kind = kindOf(mime)
  const attachment: IncomingAttachment = {
    kind,
    mime,
    ...(event.url == null ? {} : { remote: event.url }),
    ...(event.name == null || event.name === '' ? {} : { name: event.name }),
    ...(event.size == null ? {} : { size: event.size }),
    ...(event.width == null ? {} : { width: event.width }),
    ...(event.height == null ? {} : { height: event.height }),
  }
  return { kind, text: event.alternative_text ?? '', attachments: [attachment] }
}

const kindOf = (mime: string): IncomingAttachment['kind'] => {
  if (/^image\/(jpeg|png|webp)$/.test(mime)) return 'photo'
  if (mime === 'image/gif') return 'animation'
  if (mime.startsWith('audio/')) return 'audio'
  if (mime === 'video/mp4') return 'video'
  return 'document'
}

/** Groups of a licence are none of our queues: they keep their numbers. */
const noGroups = new Map<never, number>()

/** Null: of a kind, or beyond the limits, that Parley does not know. */
const contentIn = ({ type }: wire.Event, raw: unknown): Said | null => {
  const content = type === 'rich_message' ? richIn(raw) : type === 'form' ? formIn(raw) : filledIn(raw)
  return content === null ? null : { kind: 'text', text: contentInWords(content), content }
}

const richIn = (raw: unknown): MessageContent | null => {
  const { data } = richMessage.safeParse(raw)
  return data === undefined ? null : richContentOf(data)
}

const formIn = (raw: unknown): MessageContent | null => {
  const { data } = form.safeParse(raw)
  return data === undefined ? null : formContentOf(noGroups, data)
}

const filledIn = (raw: unknown): MessageContent | null => {
  const { data } = filledForm.safeParse(raw)
  return data === undefined ? null : filledFormContentOf(noGroups, data)
}

/** As much as can be made out of it. */
const inWords = (event: wire.Event, raw: unknown): Said => {
  const { elements, fields } = wire.hints.safeParse(raw).data ?? {}
  const lines = [
    ...(elements ?? []).flatMap(({ title, subtitle, buttons }) => [
      title,
      subtitle,
      ...(buttons ?? []).map(button => (isText(button.text) ? `[${button.text}]` : null)),
    ]),
    ...(fields ?? []).map(({ label, answer, answers }) =>
      isText(label) ? `${label} ${answerIn(answers ?? answer)}` : null,
    ),
  ]
  const words = lines.flatMap(line => (isText(line) ? line.trim() : []))
  return words.length === 0 ? unknown(event) : { kind: 'text', text: words.join('\n') }
}

/** Of a choice the label is what a person chose. */
const answerIn = (answer: unknown): string => {
  if (Array.isArray(answer)) return answer.map(answerIn).filter(isText).join(', ')
  if (typeof answer === 'string') return answer
  if (typeof answer === 'number' || typeof answer === 'boolean') return String(answer)
  return typeof answer === 'object' && answer !== null && 'label' in answer ? answerIn(answer.label) : ''
}

const isText = (text: string | null | undefined): text is string => text != null && text.trim() !== ''
