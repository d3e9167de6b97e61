// What a message holds, whoever said it: text, files, a place, what was shared, and where the customer came from
// (facts/channels.md 2.2).
import type { IncomingAttachment, MessageKind, Place, UnifiedMessage } from '../../domain/unified-message.ts'
import type * as wire from './wire.ts'

export type Said = Pick<UnifiedMessage, 'kind' | 'text' | 'attachments' | 'place' | 'replyTo' | 'postback'>

/** Facebook's own limit of pictures in one message; more would be somebody's joke. */
const mostFiles = 30

export const saidIn = (message: wire.FacebookMessage): Said => {
  const parts = withoutTwins(message.attachments ?? [])
  const attachments = parts.flatMap(fileIn).slice(0, mostFiles)
  const place = parts.map(placeIn).find(found => found !== null) ?? null
  const shared = parts.map(sharedIn).filter(line => line !== '')
  const body = message.text ?? ''
  const text = [body, ...shared, cameFrom(message.referral)].filter(part => part !== '').join('\n\n')
  const more = {
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(place === null ? {} : { place }),
    ...(message.quick_reply?.payload ? { postback: { buttonId: message.quick_reply.payload } } : {}),
    ...(message.reply_to?.mid ? { replyTo: { externalId: message.reply_to.mid, excerpt: '' } } : {}),
  }
  return { ...kindOf(message, text, attachments, place), ...more }
}

const kindOf = (
  message: wire.FacebookMessage,
  text: string,
  [first]: readonly IncomingAttachment[],
  place: Place | null,
): Pick<Said, 'kind' | 'text'> => {
  if (place !== null) return { kind: 'location', text: text || (place.title ?? '') }
  if (first !== undefined) return { kind: first.kind satisfies MessageKind, text }
  if (message.quick_reply != null && text !== '') return { kind: 'button', text }
  return text === '' || message.is_unsupported === true
    ? { kind: 'unsupported', text: text || unshowable('') }
    : { kind: 'text', text }
}

/** Until August 2026 a sticker came a second time as a picture. */
const withoutTwins = (parts: readonly wire.Attachment[]): readonly wire.Attachment[] => {
  const stickers = parts
    .filter(part => part.type === 'sticker')
    .map(part => part.payload?.sticker_id ?? part.payload?.url)
  return parts.filter(
    ({ type, payload }) =>
      type !== 'image' || !stickers.some(one => one != null && (one === payload?.sticker_id || one === payload?.url)),
  )
}

const kinds: Readonly<Record<string, IncomingAttachment['kind']>> = {
  image: 'photo',
  audio: 'audio',
  video: 'video',
  file: 'document',
  sticker: 'sticker',
}

const fileIn = ({ type, payload }: wire.Attachment): readonly IncomingAttachment[] => {
  const kind = kinds[type ?? '']
  const remote = payload?.url ?? ''
  if (kind === undefined || remote === '') return []
  const name = kind === 'document' ? nameIn(remote) : ''
  const isSticker = kind === 'photo' && payload?.sticker_id != null
  return [{ kind: isSticker ? 'sticker' : kind, remote, ...(name === '' ? {} : { name }) }]
}

/** Facebook tells no names of files, but they are in their addresses. */
const nameIn = (address: string): string => {
  if (!URL.canParse(address)) return ''
  const last = new URL(address).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last).slice(0, 200)
  } catch {
    return last.slice(0, 200)
  }
}

const placeIn = ({ type, title, payload }: wire.Attachment): Place | null => {
  const found = payload?.coordinates
  if (type !== 'location' || found == null) return null
  const name = title ?? payload?.title ?? ''
  return { latitude: found.lat, longitude: found.long, ...(name === '' ? {} : { title: name }) }
}

const sharedNames: Readonly<Record<string, string>> = {
  reel: 'Shared a reel',
  ig_reel: 'Shared a reel',
  post: 'Shared a post',
  ig_post: 'Shared a post',
  appointment_booking: 'Booked an appointment',
  template: 'Shared',
  fallback: 'Shared a link',
}

/** What is no file of theirs, in words, with its address where there is one; '': it is shown otherwise. */
const sharedIn = (part: wire.Attachment): string => {
  const { type, title, url, payload } = part
  const kind = type ?? ''
  if (fileIn(part).length > 0 || placeIn(part) !== null) return ''
  const elements = (payload?.elements ?? []).flatMap(one => [one.title, one.subtitle, one.item_url])
  const words = [title ?? payload?.title, payload?.subtitle, url ?? payload?.url, ...elements]
  const told = [...new Set(words)].filter(Boolean).join(' · ')
  const name = sharedNames[kind]
  if (name !== undefined && told !== '') return `${name}: ${told}`
  return unshowable(kind.replaceAll('_', ' '))
}

/** The advertisement or the link that brought the customer here; '': nobody said. */
export const cameFrom = (referral: wire.Referral | null | undefined): string => {
  if (referral == null) return ''
  const { ads_context_data: advert, ad_id, ref, referer_uri } = referral
  if (advert != null || ad_id != null || /^ADS$/i.test(referral.source ?? '')) {
    const words = [advert?.ad_title, ref, ad_id == null ? null : `advertisement ${ad_id}`].filter(Boolean)
    return `Came from the advertisement: ${words.join(' · ') || 'not named'}`
  }
  const words = [ref, referer_uri].filter(Boolean).join(' · ')
  return words === '' ? 'Came by a link to the page' : `Came by the link: ${words}`
}

const unshowable = (type: string): string =>
  `${type === '' ? 'This message' : `What was sent here (${type.slice(0, 40)})`} cannot be shown. Open it in Messenger.`

/** Facebook names the seven that there were first, and calls every other one "other". */
const emojiOf: Readonly<Record<string, string>> = {
  smile: '😆',
  angry: '😠',
  sad: '😢',
  wow: '😮',
  love: '❤',
  like: '👍',
  dislike: '👎',
}

/** Empty: taken back. */
export const reactionIn = ({
  action,
  emoji,
  reaction,
}: NonNullable<wire.FacebookEvent['reaction']>): readonly string[] =>
  action === 'unreact' ? [] : [emoji || emojiOf[reaction ?? ''] || '👍']
