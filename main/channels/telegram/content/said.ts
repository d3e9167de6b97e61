// What a message says: the one content that Telegram put into it, in Parley's words. Null: nothing that anybody said.
import type { ContactCard, IncomingAttachment, MessageKind, Place } from '../../../domain/unified-message.ts'
import { content as shapes, type WireFile, type WireSpoken } from '../wire.ts'
import { attachment, largest } from './files.ts'
import { plainText } from './plain-text.ts'
import { present } from './present.ts'
import { richText } from './rich-text.ts'
import { isHousekeeping, unshowable } from './unshowable.ts'

export interface Said {
  readonly kind: MessageKind
  readonly text: string
  readonly attachments?: readonly IncomingAttachment[]
  readonly place?: Place
  readonly card?: ContactCard
  readonly options?: readonly string[]
  /** The content was there and could not be read: its key. The payload should be kept for somebody to look at. */
  readonly misread?: string
}

type Reader = (value: unknown, caption: string) => Said | null

/** With the shape's own type, so that a reader below names fields and no casts. */
const reading =
  <T>(
    shape: { safeParse(value: unknown): { data?: T | undefined } },
    read: (value: T, caption: string) => Said,
  ): Reader =>
  (value, caption) => {
    const data = shape.safeParse(value).data
    return data === undefined ? null : read(data, caption)
  }

const withFile = (kind: IncomingAttachment['kind'], name: string, mime?: string): Reader =>
  reading(shapes.file, (file, caption) => filed(kind, caption, file, name, mime))

const filed = (kind: IncomingAttachment['kind'], text: string, file: WireFile, name: string, mime?: string): Said => ({
  kind,
  text,
  attachments: [attachment(kind, file, { name, ...present({ mime }) })],
})

/**
 * In this order: an animation also carries `document`, a live photo also `photo`, a venue also `location`
 * (facts/channels.md 1.2), and only the first is meant.
 */
const readers: readonly (readonly [key: string, read: Reader])[] = [
  ['animation', withFile('animation', 'animation', 'video/mp4')],
  ['live_photo', withFile('video', 'live-photo', 'video/mp4')],
  [
    'photo',
    reading(shapes.photo, (sizes, caption) => {
      const best = largest(sizes)
      return best ? filed('photo', caption, best, 'photo', 'image/jpeg') : { kind: 'photo', text: caption }
    }),
  ],
  ['video', withFile('video', 'video', 'video/mp4')],
  [
    'video_note',
    reading(shapes.videoNote, (note, caption) =>
      filed('video', caption, { ...note, width: note.length, height: note.length }, 'video-note', 'video/mp4'),
    ),
  ],
  ['voice', withFile('voice', 'voice', 'audio/ogg')],
  [
    'audio',
    reading(shapes.audio, (audio, caption) => {
      const title = [audio.performer, audio.title].filter(Boolean).join(' - ')
      return filed('audio', caption, audio, title || 'audio', 'audio/mpeg')
    }),
  ],
  ['document', withFile('document', 'file')],
  [
    'sticker',
    reading(shapes.sticker, sticker => {
      const mime = sticker.is_animated ? 'application/x-tgsticker' : sticker.is_video ? 'video/webm' : 'image/webp'
      return filed('sticker', sticker.emoji ?? '', sticker, 'sticker', mime)
    }),
  ],
  [
    'venue',
    reading(shapes.venue, ({ location, title, address }) => ({
      kind: 'location',
      text: [title, address].filter(Boolean).join(', '),
      place: { latitude: location.latitude, longitude: location.longitude, title, ...present({ address }) },
    })),
  ],
  [
    'location',
    reading(shapes.location, ({ latitude, longitude, live_period }) => ({
      kind: 'location',
      text: `${live_period ? 'Live location' : 'Location'}: ${latitude.toFixed(5)}, ${longitude.toFixed(5)}`,
      place: { latitude, longitude },
    })),
  ],
  [
    'contact',
    reading(shapes.contact, ({ phone_number: phone, first_name, last_name }) => {
      const name = [first_name, last_name].filter(Boolean).join(' ') || phone
      return { kind: 'contact', text: name === phone ? phone : `${name}, ${phone}`, card: { name, phone } }
    }),
  ],
  [
    'poll',
    reading(shapes.poll, ({ question, options }) => ({
      kind: 'poll',
      text: question,
      options: options.map(option => option.text),
    })),
  ],
  ['dice', reading(shapes.dice, ({ emoji, value }) => ({ kind: 'dice', text: `${emoji} ${value}` }))],
  [
    'rich_message',
    reading(shapes.richMessage, ({ blocks }) => {
      const text = richText(blocks)
      return text === '' ? unshowable('rich_message') : { kind: 'text', text }
    }),
  ],
  ['web_app_data', reading(shapes.webAppData, ({ data }) => ({ kind: 'button', text: data }))],
]

export const whatIsSaid = (message: WireSpoken): Said | null => {
  const caption = plainText(message.caption ?? '', message.caption_entities)
  for (const [key, read] of readers) {
    const value = message[key]
    if (value === undefined || value === null) continue
    return read(value, caption) ?? { ...unshowable(key), misread: key }
  }
  if (message.text !== undefined) return { kind: 'text', text: plainText(message.text, message.entities) }
  if (isHousekeeping(message)) return null
  const foreign = Object.keys(message).find(key => !envelope.has(key))
  return { ...unshowable(foreign), ...(caption === '' ? {} : { text: `${unshowable(foreign).text}\n${caption}` }) }
}

/** Keys that say something about a message and are no content (Bot API 10.1, Message). */
const envelope: ReadonlySet<string> = new Set([
  ...['message_id', 'message_thread_id', 'direct_messages_topic', 'from', 'sender_chat', 'sender_boost_count'],
  ...['sender_business_bot', 'sender_tag', 'date', 'business_connection_id', 'guest_query_id', 'chat'],
  ...['forward_origin', 'forward_from', 'forward_from_chat', 'forward_date', 'is_topic_message'],
  ...['is_automatic_forward', 'reply_to_message', 'external_reply', 'quote', 'reply_to_story', 'via_bot'],
  ...['reply_to_checklist_task_id', 'reply_to_poll_option_id', 'receiver_user', 'ephemeral_message_id'],
  ...['guest_bot_caller_user', 'guest_bot_caller_chat', 'edit_date', 'has_protected_content', 'is_from_offline'],
  ...['is_paid_post', 'media_group_id', 'author_signature', 'paid_star_count', 'entities', 'caption'],
  ...['caption_entities', 'show_caption_above_media', 'has_media_spoiler', 'link_preview_options', 'effect_id'],
  ...['reply_markup', 'suggested_post_info', 'text'],
])
