// Reads a call to the emulated Graph API, whichever way its values came: in the address, as JSON, as a form, or with a file.
import type { IncomingMessage } from 'node:http'
import type { Asked } from './reply.ts'

export const readAsked = async (request: IncomingMessage): Promise<Asked> => {
  const url = new URL(request.url ?? '/', 'http://graph.test')
  const type = request.headers['content-type'] ?? ''
  const parts: Buffer[] = []
  for await (const part of request) parts.push(Buffer.from(part as Uint8Array))
  const bytes = Buffer.concat(parts)
  const { values, file } = await bodyOf(bytes, type)
  const all = { ...Object.fromEntries(url.searchParams), ...values }
  const bearer = /^(?:Bearer|OAuth) (.+)$/.exec(request.headers.authorization ?? '')?.[1]
  return {
    method: request.method ?? 'GET',
    path: url.pathname.replace(/^\/v\d+\.\d+(?=\/)/, ''),
    token: bearer ?? String(all.access_token ?? ''),
    values: all,
    file,
  }
}

const bodyOf = async (bytes: Buffer, type: string): Promise<Pick<Asked, 'values' | 'file'>> => {
  if (bytes.length === 0) return { values: {}, file: null }
  if (type.startsWith('application/json')) return { values: objectFrom(bytes.toString('utf8')), file: null }
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => new FormData())
  const values: Record<string, unknown> = {}
  let file: Asked['file'] = null
  for (const [name, value] of form) {
    if (typeof value === 'string') values[name] = value
    else if (name === 'filedata')
      file = { name: value.name, mime: value.type, bytes: new Uint8Array(await value.arrayBuffer()) }
  }
  return { values, file }
}

const objectFrom = (json: string): Record<string, unknown> => {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
  } catch {
    return {}
  }
}
