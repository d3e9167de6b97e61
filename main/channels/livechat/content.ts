// What an event of LiveChat says, as the content of a message (Agent Chat API, "Data structures", Events).
import type { IncomingAttachment, MessageKind } from '../../domain/unified-message.ts'
import type * as wire from './wire.ts'

export interface Said {
  readonly kind: MessageKind
  readonly text: string
  readonly attachments?: readonly IncomingAttachment[]
  readonly options?: readonly string[]
}

/** Null: it is not for people's eyes. */
export const saidIn = (event: wire.Event): Said | null => {
  switch (event.type) {
    case 'message':
      return { kind: event.postback == null ? 'text' : 'button', text: event.text ?? '' }
    case 'file':
      return fileIn(event)
    case 'rich_message':
      return richIn(event)
    case 'filled_form':
    case 'form':
      return { kind: 'text', text: formIn(event) }
    case 'system_message':
      return { kind: 'text', text: event.text ?? '' }
    // Data among programs, which LiveChat's own screens do not show either.
    case 'custom':
    case 'system':
      return null
    default:
      return {
        kind: 'unsupported',
        text: `Something that Parley cannot show (${event.type.slice(0, 60)}): open it in LiveChat.`,
      }
  }
}

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

const richIn = ({ elements }: wire.Event): Said => {
  const all = elements ?? []
  const lines = all.flatMap(({ title, subtitle, image }) => [title, subtitle, image?.name].filter(isText))
  const options = all.flatMap(({ buttons }) => (buttons ?? []).map(button => button.text).filter(isText))
  return { kind: 'text', text: lines.join('\n') || options.join(' · '), options }
}

const formIn = ({ fields }: wire.Event): string =>
  (fields ?? [])
    .filter(({ label }) => isText(label))
    .map(({ label, answer, answers }) => `${label} ${answerIn(answers ?? answer)}`.trim())
    .join('\n')

/** Of a choice the label is what a person chose. */
const answerIn = (answer: unknown): string => {
  if (Array.isArray(answer)) return answer.map(answerIn).filter(isText).join(', ')
  if (typeof answer === 'string') return answer
  if (typeof answer === 'number' || typeof answer === 'boolean') return String(answer)
  return typeof answer === 'object' && answer !== null && 'label' in answer ? answerIn(answer.label) : ''
}

const isText = (text: string | null | undefined): text is string => text != null && text.trim() !== ''
