// What a customer's message holds, field by field of Twilio's form (facts/channels.md 3.1).
import type { IncomingAttachment, MessageKind, Place, UnifiedMessage } from '../../domain/unified-message.ts'
import type { Fields } from './form.ts'

export type Said = Pick<UnifiedMessage, 'kind' | 'text' | 'attachments' | 'place' | 'replyTo' | 'forwardedFrom'>

/** Twilio's own limit of media in one message; more would be somebody's joke. */
const mostMedia = 10

export const saidIn = (fields: Fields): Said => {
  const attachments = mediaIn(fields)
  const place = placeIn(fields)
  const button = buttonIn(fields)
  const body = fields.Body ?? ''
  const advert = advertIn(fields)
  const more = {
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(place === null ? {} : { place }),
    ...repliedTo(fields),
    ...forwarded(fields),
  }
  const text = (own: string) => [own, advert].filter(part => part !== '').join('\n\n')
  if (place !== null) return { kind: 'location', text: text(place.title ?? place.address ?? body), ...more }
  if (button !== null) return { kind: 'button', text: text(button), ...more }
  const [first] = attachments
  if (first !== undefined) return { kind: first.kind satisfies MessageKind, text: text(body), ...more }
  if (body !== '') return { kind: 'text', text: text(body), ...more }
  return { kind: 'unsupported', text: text(unshowable(fields.MessageType ?? '')), ...more }
}

const mediaIn = (fields: Fields): IncomingAttachment[] => {
  const count = Math.min(Number(fields.NumMedia) || 0, mostMedia)
  return Array.from({ length: count }, (_, i) => i).flatMap(i => {
    const remote = fields[`MediaUrl${i}`] ?? ''
    if (remote === '') return []
    const mime = (fields[`MediaContentType${i}`] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
    const name = nameFor(mime)
    return [{ kind: kindOf(mime), remote, ...(mime === '' ? {} : { mime }), ...(name === null ? {} : { name }) }]
  })
}

const kindOf = (mime: string): IncomingAttachment['kind'] => {
  if (mime === 'image/webp') return 'sticker'
  if (mime === 'image/gif') return 'animation'
  if (mime.startsWith('image/')) return 'photo'
  if (mime === 'audio/ogg' || mime === 'audio/opus') return 'voice'
  if (mime.startsWith('audio/')) return 'audio'
  if (mime.startsWith('video/')) return 'video'
  return 'document'
}

/** Twilio tells no names of files; those of documents should at least open by the right program. */
const nameFor = (mime: string): string | null => {
  if (/^text\/(x-)?vcard$/.test(mime)) return 'contact.vcf'
  if (mime === 'application/pdf') return 'document.pdf'
  return null
}

const placeIn = (fields: Fields): Place | null => {
  const [latitude, longitude] = [Number(fields.Latitude || Number.NaN), Number(fields.Longitude || Number.NaN)]
  if (!(Math.abs(latitude) <= 90) || !(Math.abs(longitude) <= 180)) return null
  const { Label: title = '', Address: address = '' } = fields
  return { latitude, longitude, ...(title === '' ? {} : { title }), ...(address === '' ? {} : { address }) }
}

/** What is written on the button or the line of a list that the customer chose, or what they filled in. */
const buttonIn = (fields: Fields): string | null => {
  const { ButtonText, ListTitle, ListId, ButtonPayload, Body = '', FlowData, InteractiveData } = fields
  if (ButtonText) return ButtonText
  if (ListTitle) return [ListTitle, fields.ListDescription].filter(Boolean).join(': ')
  const answers = formAnswers(FlowData ?? InteractiveData ?? '')
  if (answers !== '') return [Body, answers].filter(Boolean).join('\n')
  if (ListId || ButtonPayload) return Body || ListId || ButtonPayload || null
  return null
}

/** A form that the customer filled in inside WhatsApp: its answers, one a line. */
const formAnswers = (json: string): string => {
  try {
    const data: unknown = JSON.parse(json)
    if (typeof data !== 'object' || data === null || Array.isArray(data)) return ''
    const lines = Object.entries(data).flatMap(([name, value]) =>
      ['string', 'number', 'boolean'].includes(typeof value) && name !== 'flow_token' ? [`${name}: ${value}`] : [],
    )
    return lines.join('\n')
  } catch {
    return ''
  }
}

/** The advertisement that brought the customer here. */
const advertIn = (fields: Fields): string => {
  const { ReferralHeadline: headline, ReferralBody: body, ReferralSourceUrl: url } = fields
  const words = [headline, body, url].filter(Boolean)
  return words.length === 0 ? '' : `Came from the advertisement: ${words.join(' · ')}`
}

const repliedTo = ({ OriginalRepliedMessageSid: externalId }: Fields): Pick<Said, 'replyTo'> =>
  externalId ? { replyTo: { externalId, excerpt: '' } } : {}

const forwarded = ({ Forwarded, FrequentlyForwarded }: Fields): Pick<Said, 'forwardedFrom'> => {
  if (FrequentlyForwarded === 'true') return { forwardedFrom: 'another chat, many times over' }
  return Forwarded === 'true' ? { forwardedFrom: 'another chat' } : {}
}

const unshowable = (type: string): string =>
  `${type === '' ? 'This message' : `This kind of message (${type.slice(0, 40)})`} cannot be shown here. Open it in WhatsApp.`
