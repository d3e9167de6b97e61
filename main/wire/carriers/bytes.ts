// Bytes for screens: GET files/<attachment> and sounds/<file>, the addresses that the views name. Strangers' files never run.
import { asId } from '../../domain/ids.ts'
import { isRefusal } from '../../domain/refusal.ts'
import type { Actor, Services } from '../../services/verbs.ts'
import { said } from './said.ts'

/** What a browser may show by itself; everything else is offered for saving. SVG can carry scripts, so it is not among them. */
const shown = /^(image\/(png|jpeg|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/

/** Null: the path is nothing of ours. `actor` null: nobody has signed in. */
export type BytesDoor = (request: Request, actor: Actor | null) => Promise<Response | null>

export const bytesDoor = (services: Services): BytesDoor => {
  const attachment = async (id: string, actor: Actor): Promise<Response> => {
    const row = await services.messageManager.attachment(actor, asId(id))
    if (isRefusal(row)) return said(404, 'NOT_FOUND', row.sentence)
    const bytes = row.fileId === null ? null : await services.files.read(row.fileId)
    if (bytes === null) return said(404, 'NOT_FOUND', 'This file has not arrived yet. Try again in a moment.')
    return answer(bytes, row.mime, row.name)
  }

  const sound = async (id: string): Promise<Response> => {
    const chosen = (await services.settings.get()).OmniChatNotificationSound
    const bytes = chosen?.fileId === id ? await services.files.read(chosen.fileId) : null
    return bytes === null || chosen === null
      ? said(404, 'NOT_FOUND', 'There is no such sound.')
      : answer(bytes, chosen.mime, chosen.name)
  }

  return async (request, actor) => {
    const [, folder, name = ''] = /^\/(files|sounds)\/([^/]+)$/.exec(new URL(request.url).pathname) ?? []
    if (folder === undefined) return null
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return said(405, 'METHOD_NOT_ALLOWED', 'Files are fetched with GET.', { allow: 'GET' })
    if (actor === null) return said(401, 'NOT_SIGNED_IN', 'Sign in first.')
    const id = decode(name)
    return folder === 'files' ? attachment(id, actor) : sound(id)
  }
}

const answer = (bytes: Uint8Array, mime: string, name: string): Response => {
  const type = shown.test(mime) ? mime : 'application/octet-stream'
  const how = type === mime ? 'inline' : 'attachment'
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': type,
      'content-length': String(bytes.byteLength),
      'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=31536000, immutable',
    },
  })
}

const decode = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
