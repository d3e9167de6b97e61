// sendMediaGroup: two to ten files that show as one album, all or none.
import { type Answer, badRequest, type Refusal } from '../wire/answer.ts'
import { asRecord } from '../wire/params.ts'
import { type Call, isRefusal } from './call.ts'
import { inputFile } from './input-file.ts'
import { fileContent } from './media.ts'
import { type Outgoing, sendMany } from './outgoing.ts'
import { captionContent } from './text.ts'

const kinds = ['photo', 'video', 'document', 'audio'] as const

export function sendMediaGroup(call: Call): Answer {
  const { bot, params } = call
  if (!params.has('media')) return badRequest('parameter "media" is required')
  const media = params.json('media')
  if (media === undefined) return badRequest("can't parse media JSON object")
  if (!Array.isArray(media)) return badRequest('expected an Array of InputMedia')
  if (media.length === 0) return badRequest('there are no messages to send')
  if (media.length > 10) return badRequest('too many messages to send as an album')
  // The real server lets a single one pass; the documentation asks for two, so that is what is held to here.
  if (media.length === 1) return badRequest('media must include 2-10 items')
  const mixed = mixedKinds(media.map(item => String(asRecord(item)?.type)))
  if (mixed) return mixed

  const media_group_id = String(13_000_000_000 + bot.ground.ledger.calls.length)
  const outgoings: Outgoing[] = []
  for (const item of media) {
    const content = albumItem(call, asRecord(item) ?? {})
    if (isRefusal(content)) return content
    outgoings.push({ ...content, fields: { media_group_id, ...content.fields } })
  }
  return sendMany(call, outgoings)
}

function albumItem(call: Call, item: Record<string, unknown>): Outgoing | Refusal {
  const kind = kinds.find(one => one === item.type)
  if (item.type === 'animation') return wrongMedia('type "animation" can\'t be used in sendMediaGroup')
  if (!kind) return wrongMedia(`type "${String(item.type)}" is unsupported`)
  const source = String(item.media ?? '')
  if (source === '') return wrongMedia('media not found')
  const file = inputFile(call.bot, call.params, '', kind, source)
  if (isRefusal(file)) return file
  const caption = captionContent(String(item.caption ?? ''), String(item.parse_mode ?? ''), item.caption_entities)
  return fileContent(call, file, kind, caption, {})
}

/** Documents go with documents, audio with audio; photos and videos mix. */
function mixedKinds(types: string[]): Refusal | undefined {
  for (const type of ['document', 'audio']) {
    if (types.includes(type) && types.some(other => other !== type)) {
      return badRequest(`${type} can't be mixed with other media types`)
    }
  }
  return undefined
}

const wrongMedia = (why: string) => badRequest(`can't parse InputMedia: ${why}`)
