// sendMessage and sendLocation: what needs no file.
import { type Answer, badRequest, type Refusal } from '../wire/answer.ts'
import type { Params } from '../wire/params.ts'
import { formatText } from '../world/entities.ts'
import { type Call, isRefusal } from './call.ts'
import { maxCaptionLength, maxTextLength, type Outgoing, sendOne } from './outgoing.ts'

export function sendMessage(call: Call): Answer {
  const content = textContent(call.params)
  return isRefusal(content) ? content : sendOne(call, content)
}

export function sendLocation(call: Call): Answer {
  const { params } = call
  const latitude = Number(params.text('latitude'))
  const longitude = Number(params.text('longitude'))
  if (!params.has('latitude') || !Number.isFinite(latitude)) return badRequest('latitude is empty')
  if (!params.has('longitude') || !Number.isFinite(longitude)) return badRequest('longitude is empty')
  return sendOne(call, { fields: { location: { latitude, longitude } } })
}

/** The text of a request; lengths are counted in UTF-16 units after parsing, as entities are. */
export function textContent(params: Params): Outgoing | Refusal {
  const formatted = formatText(params.text('text'), params.text('parse_mode'), params.json('entities'))
  if (isRefusal(formatted)) return formatted
  const { text, entities } = formatted
  const fields = entities.length > 0 ? { text, entities } : { text }
  if (text.length === 0) return { fields, refusal: badRequest('message text is empty') }
  if (text.length > maxTextLength) return { fields, refusal: badRequest('message is too long') }
  return { fields }
}

/** The caption of a request, if any. */
export function captionContent(caption: string, parseMode: string, entities: unknown): Outgoing | Refusal {
  const formatted = formatText(caption, parseMode, entities)
  if (isRefusal(formatted)) return formatted
  const { text, entities: found } = formatted
  const fields = text ? { caption: text, ...(found.length > 0 ? { caption_entities: found } : {}) } : {}
  return text.length > maxCaptionLength ? { fields, refusal: badRequest('message caption is too long') } : { fields }
}
