// The file a request means: an upload, an attach:// reference to one, or the id of a file this bot already has.
import type { EmulatedBot } from '../bot.ts'
import { badRequest, type Refusal } from '../wire/answer.ts'
import type { Params } from '../wire/params.ts'
import type { MediaKind, StoredFile } from '../world/file-store.ts'
import { isPicture } from '../world/media.ts'

const maxPhotoBytes = 10 * 1024 * 1024
export const maxUploadBytes = 50 * 1024 * 1024

/** `value` is the parameter's text; an upload may also simply carry the field's name. */
export function inputFile(
  bot: EmulatedBot,
  params: Params,
  field: string,
  kind: MediaKind,
  value = params.text(field),
): StoredFile | Refusal {
  const upload = value.startsWith('attach://') ? params.upload(value.slice('attach://'.length)) : params.upload(field)
  if (!upload) return knownFile(bot, kind, value)
  const { name, mime, bytes } = upload
  if (bytes.length === 0) return badRequest('file must be non-empty')
  if (bytes.length > maxUploadBytes) return badRequest(`file of size ${bytes.length} bytes is too big`)
  if (kind === 'photo' && bytes.length > maxPhotoBytes) {
    return badRequest(
      `file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${maxPhotoBytes} bytes`,
    )
  }
  if (kind === 'photo' && !isPicture(bytes)) return badRequest('IMAGE_PROCESS_FAILED')
  return bot.files.keep({ kind, name, mime, bytes })
}

function knownFile(bot: EmulatedBot, kind: MediaKind, value: string): StoredFile | Refusal {
  if (value === '') return badRequest(`there is no ${kind.replace('_', ' ')} in the request`)
  // Telegram would fetch it; the emulator reaches nobody.
  if (/^https?:/.test(value)) return badRequest('failed to get HTTP URL content')
  const known = bot.files.byId(value)
  if (!known) return badRequest('wrong file identifier/HTTP URL specified')
  if (known.kind !== kind) return badRequest(`can't use file of type ${known.kind} as ${kind}`)
  return known
}
