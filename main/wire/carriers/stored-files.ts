// Bytes for a screen: attachments at /files/<id> and the notification sound at /sounds/<id>, never as anything that can run.
import { type AttachmentId, asId, type FileId } from '../../domain/ids.ts'
import { isRefusal, type Refusal, refuse } from '../../domain/refusal.ts'
import type { Actor, Services } from '../../services/verbs.ts'
import type { Caller } from '../call.ts'
import { errorOf } from '../outcomes.ts'
import { said } from './said.ts'

interface Stored {
  readonly fileId: FileId
  readonly name: string
  readonly mime: string
}

/** Null: the path is none of these. */
export const storedFile = async (
  services: Services,
  request: Request,
  caller: Pick<Caller, 'token'>,
): Promise<Response | null> => {
  const [, kind, id, ...more] = new URL(request.url).pathname.split('/')
  if ((kind !== 'files' && kind !== 'sounds') || id === undefined || id === '' || more.length > 0) return null
  if (request.method !== 'GET' && request.method !== 'HEAD') return said(405, 'METHOD_NOT_ALLOWED', 'Ask with GET.')
  const actor = caller.token === null ? null : await services.sessions.actorOf(caller.token)
  if (actor === null) return refused(refuse('notSignedIn', 'Sign in first.'))
  const found = kind === 'files' ? await attachment(services, actor, decoded(id)) : await sound(services, decoded(id))
  if (isRefusal(found)) return refused(found)
  const bytes = await services.files.read(found.fileId)
  return bytes === null
    ? refused(refuse('notFound', 'The bytes of this file are gone.'))
    : answer(request, found, bytes)
}

const attachment = async (services: Services, actor: Actor, id: string): Promise<Stored | Refusal> => {
  const row = await services.messageManager.attachment(actor, asId<AttachmentId>(id))
  if (isRefusal(row)) return row
  const { fileId, name, mime } = row
  return fileId === null ? refuse('notFound', 'This file has not been fetched yet.') : { fileId, name, mime }
}

/** Only the sound that is set: a content address alone opens nothing. */
const sound = async (services: Services, id: string): Promise<Stored | Refusal> => {
  const { OmniChatNotificationSound: set } = await services.settings.get()
  return set !== null && set.fileId === id ? set : refuse('notFound', 'There is no such sound.')
}

/** What a browser shows by itself and cannot run. SVG is no picture here: it can hold scripts. */
const shown = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/i

const answer = (request: Request, { name, mime }: Stored, bytes: Uint8Array): Response => {
  const type = mime.split(';')[0]?.trim().toLowerCase() ?? ''
  const inline = shown.test(type)
  const headers = new Headers({
    'content-type': inline ? type : 'application/octet-stream',
    'content-disposition': disposition(inline, name),
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=31536000, immutable',
    'accept-ranges': 'bytes',
  })
  const range = rangeOf(request.headers.get('range'), bytes.length)
  if (range === 'outside') {
    headers.set('content-range', `bytes */${bytes.length}`)
    return new Response(null, { status: 416, headers })
  }
  const part = range === null ? bytes : bytes.subarray(range.from, range.to + 1)
  headers.set('content-length', String(part.length))
  if (range !== null) headers.set('content-range', `bytes ${range.from}-${range.to}/${bytes.length}`)
  const body = request.method === 'HEAD' ? null : new Uint8Array(part)
  return new Response(body, { status: range === null ? 200 : 206, headers })
}

/** One range, as players ask for it; several are answered with the whole. RFC 9110 section 14. */
const rangeOf = (header: string | null, size: number): { from: number; to: number } | null | 'outside' => {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header ?? '')
  const [, first = '', last = ''] = asked ?? []
  if (asked === null || (first === '' && last === '')) return null
  const from = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const to = first === '' || last === '' ? size - 1 : Math.min(size - 1, Number(last))
  return from > to ? 'outside' : { from, to }
}

/** RFC 6266: the name in ASCII, and as it is. */
const disposition = (inline: boolean, name: string): string => {
  const plain = name.replace(/[^\x20-\x7e]|["\\%/]/g, '_').slice(0, 150) || 'file'
  const exact = encodeURIComponent(name.slice(0, 200).toWellFormed()).replace(
    /['()*]/g,
    sign => `%${sign.charCodeAt(0).toString(16)}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${exact}`
}

const decoded = (id: string): string => {
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

const refused = (refusal: Refusal): Response => {
  const { status, code, message } = errorOf(refusal)
  return said(status, code, message)
}
