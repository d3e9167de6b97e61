// sendPhoto, sendDocument, sendVoice... : one file, one message, maybe a caption.
import type { Answer, Refusal } from '../wire/answer.ts'
import type { MediaKind, StoredFile } from '../world/file-store.ts'
import { isVoice, type MediaDetails, mediaFields } from '../world/media.ts'
import { type Call, isRefusal, type Method } from './call.ts'
import { inputFile } from './input-file.ts'
import { type Outgoing, sendOne } from './outgoing.ts'
import { captionContent } from './text.ts'

/** The method that sends this kind of file in the parameter of the same name. */
export function sendMedia(kind: MediaKind): Method {
  return (call: Call): Answer => {
    const { bot, params } = call
    const file = inputFile(bot, params, kind, kind)
    if (isRefusal(file)) return file
    const caption = captionContent(params.text('caption'), params.text('parse_mode'), params.json('caption_entities'))
    const content = fileContent(call, file, kind, caption, readDetails(call))
    return isRefusal(content) ? content : sendOne(call, content)
  }
}

/** A file with its caption as message content. Stickers and video notes have no captions, whatever the request says. */
export function fileContent(
  { bot }: Call,
  file: StoredFile,
  kind: MediaKind,
  caption: Outgoing | Refusal,
  details: MediaDetails,
): Outgoing | Refusal {
  if (isRefusal(caption)) return caption
  const shownAs = kind === 'voice' && !isVoice(file) ? 'document' : kind
  const fields = mediaFields(file, shownAs, details, bot.files)
  if (kind === 'sticker' || kind === 'video_note') return { fields, files: [file] }
  return { ...caption, fields: { ...fields, ...caption.fields }, files: [file] }
}

function readDetails({ params }: Call): MediaDetails {
  const details: MediaDetails = {}
  if (params.has('duration')) details.durationS = params.integer('duration', 0, 0)
  if (params.has('width')) details.width = params.integer('width', 0, 0)
  if (params.has('height')) details.height = params.integer('height', 0, 0)
  if (params.has('title')) details.title = params.text('title')
  if (params.has('performer')) details.performer = params.text('performer')
  if (params.has('emoji')) details.emoji = params.text('emoji')
  return details
}
