// Reads one request whole and turns query string and body, whatever the encoding, into parameters.
import type { IncomingMessage } from 'node:http'
import { badRequest, type Refusal, tooLarge } from './answer.ts'
import { parseMultipart } from './multipart.ts'
import { asRecord, fromJson, Params } from './params.ts'

/** Uploads end at 50 MB (facts 1.2); a little more for the form around the file. */
const maxUploadBytes = 50 * 1024 * 1024 + 64 * 1024

export async function readRequest(request: IncomingMessage, url: URL): Promise<Params | Refusal> {
  const body = await readBody(request)
  if (!body) return tooLarge()
  const query = Object.fromEntries(url.searchParams)
  if (body.length === 0) return new Params(query)

  const contentType = request.headers['content-type'] ?? ''
  const kind = contentType.split(';')[0]?.trim().toLowerCase()
  if (kind === 'application/json') {
    const object = parseObject(body.toString('utf8'))
    return object ? new Params({ ...query, ...fromJson(object) }) : badRequest("can't parse JSON object")
  }
  if (kind === 'application/x-www-form-urlencoded') {
    return new Params({ ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) })
  }
  if (kind === 'multipart/form-data') {
    const parts = parseMultipart(body, contentType)
    return parts ? new Params({ ...query, ...parts.values }, parts.uploads) : badRequest("can't parse multipart form")
  }
  return new Params(query)
}

/** Drains what is too big rather than cutting it off, so that the client gets to read its refusal. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = chunk as Buffer
    size += bytes.length
    if (size <= maxUploadBytes) chunks.push(bytes)
    else chunks.length = 0
  }
  return size <= maxUploadBytes ? Buffer.concat(chunks) : undefined
}

export function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    return asRecord(JSON.parse(text))
  } catch {
    return undefined
  }
}
