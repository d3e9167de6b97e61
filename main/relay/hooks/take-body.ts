// Bodies of strangers' calls: each up to a limit, and all that are being read at the same time up to another.
import type { IncomingMessage } from 'node:http'
import { BodyTooLarge } from '../../wire/carriers/read-body.ts'

export class TooMuchAtOnce extends Error {
  override readonly name = 'TooMuchAtOnce'
}

export class BodyReader {
  readonly #limitBytes: number
  readonly #atOnceBytes: number
  #heldBytes = 0

  constructor(limitBytes: number, atOnceBytes: number) {
    this.#limitBytes = limitBytes
    this.#atOnceBytes = atOnceBytes
  }

  /** Hands the body to `use`, and holds its share until that is done. Throws BodyTooLarge or TooMuchAtOnce. */
  async with<T>(request: IncomingMessage, use: (body: Uint8Array) => Promise<T>): Promise<T> {
    if (Number(request.headers['content-length'] ?? 0) > this.#limitBytes) throw new BodyTooLarge(this.#limitBytes)
    const parts: Buffer[] = []
    let size = 0
    try {
      for await (const part of request as AsyncIterable<Buffer>) {
        size += part.byteLength
        this.#heldBytes += part.byteLength
        if (size > this.#limitBytes) throw new BodyTooLarge(this.#limitBytes)
        if (this.#heldBytes > this.#atOnceBytes) throw new TooMuchAtOnce('Too many bodies at once')
        parts.push(part)
      }
      return await use(Buffer.concat(parts))
    } finally {
      this.#heldBytes -= size
    }
  }
}
