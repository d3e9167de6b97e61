// Takes a multipart/form-data body apart (RFC 7578), as leniently as servers must: some clients, grammY among them,
// write lower-case headers and leave file names unquoted.
import type { Upload } from './params.ts'

export interface Parts {
  values: Record<string, string>
  uploads: Upload[]
}

/** Undefined where the body is not multipart after all. */
export function parseMultipart(body: Buffer, contentType: string): Parts | undefined {
  const boundary = attribute(contentType, 'boundary')
  if (!boundary) return undefined
  const delimiter = Buffer.from(`--${boundary}`)
  const values: Record<string, string> = {}
  const uploads: Upload[] = []
  let start = body.indexOf(delimiter)
  if (start < 0) return undefined
  for (;;) {
    start += delimiter.length
    if (body.subarray(start, start + 2).toString('latin1') === '--') return { values, uploads }
    const end = body.indexOf(Buffer.concat([Buffer.from('\r\n'), delimiter]), start)
    if (end < 0) return undefined
    readPart(body.subarray(start + 2, end), values, uploads)
    start = end + 2
  }
}

function readPart(part: Buffer, values: Record<string, string>, uploads: Upload[]): void {
  const gap = part.indexOf('\r\n\r\n')
  if (gap < 0) return
  const headers = new Map<string, string>()
  for (const line of part.subarray(0, gap).toString('utf8').split('\r\n')) {
    const colon = line.indexOf(':')
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  const disposition = headers.get('content-disposition') ?? ''
  const field = attribute(disposition, 'name')
  if (field === undefined) return
  const content = part.subarray(gap + 4)
  const name = attribute(disposition, 'filename')
  if (name === undefined) values[field] = content.toString('utf8')
  else uploads.push({ field, name, mime: headers.get('content-type') ?? 'application/octet-stream', bytes: content })
}

function attribute(header: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[;\\s])${name}=(?:"([^"]*)"|([^;]*))`, 'i').exec(header)
  if (!match) return undefined
  const value = match[1] ?? match[2]?.trim() ?? ''
  return name === 'filename' ? value.replaceAll('%22', '"').replaceAll('%0D', '\r').replaceAll('%0A', '\n') : value
}
