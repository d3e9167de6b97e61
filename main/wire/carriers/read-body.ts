// Reads a request's body and stops at a limit, whatever its headers promise.
export class BodyTooLarge extends Error {
  override readonly name = 'BodyTooLarge'
  readonly limit: number

  constructor(limit: number) {
    super(`The body is larger than ${limit} bytes`)
    this.limit = limit
  }
}

/** An empty body is an empty object. Throws BodyTooLarge. */
export const readBody = async (request: Request, limit: number): Promise<string | Uint8Array<ArrayBuffer>> => {
  const body = await readBytes(request, limit)
  return body.byteLength === 0 ? '{}' : body
}

/** Throws BodyTooLarge. */
export const readBytes = async (request: Request, limit: number): Promise<Uint8Array<ArrayBuffer>> => {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new BodyTooLarge(limit)
  if (request.body === null) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of request.body) {
    size += part.byteLength
    if (size > limit) throw new BodyTooLarge(limit)
    parts.push(part)
  }
  const body = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    body.set(part, at)
    at += part.byteLength
  }
  return body
}
