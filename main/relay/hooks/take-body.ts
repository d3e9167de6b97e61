// Bodies of strangers' calls: each up to a limit and within some seconds, and all that are being read at the same time up to
// another limit.
import type { IncomingMessage } from 'node:http'
import { type Clock, SECOND } from '../../domain/clock.ts'
import { BodyTooLarge } from '../../wire/carriers/read-body.ts'

/** Networks give up sooner; whoever sends a little and waits would keep the room of others. */
const patienceMs = 15 * SECOND

export class TooMuchAtOnce extends Error {
  override readonly name = 'TooMuchAtOnce'
}

export class BodyReader {
  readonly #limitBytes: number
  readonly #atOnceBytes: number
  readonly #clock: Clock
  #heldBytes = 0

  constructor(limitBytes: number, atOnceBytes: number, clock: Clock) {
    this.#limitBytes = limitBytes
    this.#atOnceBytes = atOnceBytes
    this.#clock = clock
  }

  /** Hands the body to `use`, and holds its share until that is done. Throws BodyTooLarge or TooMuchAtOnce; a call that is too slow is cut off. */
  async with<T>(request: IncomingMessage, use: (body: Uint8Array) => Promise<T>): Promise<T> {
    if (Number(request.headers['content-length'] ?? 0) > this.#limitBytes) throw new BodyTooLarge(this.#limitBytes)
    const parts: Buffer[] = []
    let size = 0
    const cutOff = () => request.destroy(new Error('The body did not come in time'))
    const cancel = this.#clock.wakeAt(this.#clock.now() + patienceMs, cutOff)
    try {
      for await (const part of request as AsyncIterable<Buffer>) {
        size += part.byteLength
        this.#heldBytes += part.byteLength
        if (size > this.#limitBytes) throw new BodyTooLarge(this.#limitBytes)
        if (this.#heldBytes > this.#atOnceBytes) throw new TooMuchAtOnce('Too many bodies at once')
        parts.push(part)
      }
      cancel()
      return await use(Buffer.concat(parts))
    } finally {
      cancel()
      this.#heldBytes -= size
    }
  }
}
