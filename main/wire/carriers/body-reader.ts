// Bodies of strangers' calls: each up to a limit and within some seconds, and all that are being read at the same time up to
// another limit.
import type { IncomingMessage } from 'node:http'
import { type Clock, SECOND } from '../../domain/clock.ts'
import { BodyTooLarge } from './read-body.ts'

/** Networks give up sooner; whoever sends a little and waits would keep the room of others. */
const patienceMs = 15 * SECOND

/** All bodies of webhooks that are being read or stored at one moment. */
export const bodiesAtOnce = 128 * 1024 * 1024

export class TooMuchAtOnce extends Error {
  override readonly name = 'TooMuchAtOnce'
}

/** It came too slowly, or not to its end. */
export class BodyBrokenOff extends Error {
  override readonly name = 'BodyBrokenOff'
}

/** A body as it comes in. */
export interface ComingBody {
  /** As promised; 0: nobody said. */
  readonly promisedBytes: number
  readonly parts: AsyncIterable<Uint8Array>
  /** Ends the call: what waits for the next part is told why. */
  cutOff(why: Error): void
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

  /** Hands the body to `use`, and holds its share until that is done. Throws BodyTooLarge, TooMuchAtOnce or BodyBrokenOff. */
  async with<T>(body: ComingBody, use: (body: Uint8Array) => Promise<T>): Promise<T> {
    if (body.promisedBytes > this.#limitBytes) throw new BodyTooLarge(this.#limitBytes)
    const parts: Uint8Array[] = []
    let size = 0
    const cutOff = () => body.cutOff(new BodyBrokenOff('The body did not come in time'))
    const cancel = this.#clock.wakeAt(this.#clock.now() + patienceMs, cutOff)
    try {
      for await (const part of orBrokenOff(body.parts)) {
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

/** Of what goes wrong here, only this is the caller's doing and no bug. */
async function* orBrokenOff(parts: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* parts
  } catch (error) {
    throw error instanceof BodyBrokenOff ? error : new BodyBrokenOff(String(error))
  }
}

export const comingIn = (request: IncomingMessage): ComingBody => ({
  promisedBytes: Number(request.headers['content-length'] ?? 0),
  parts: request as AsyncIterable<Buffer>,
  cutOff: why => void request.destroy(why),
})

export const comingBy = (request: Request): ComingBody => {
  const reader = request.body?.getReader()
  let end: Error | null = null
  return {
    promisedBytes: Number(request.headers.get('content-length') ?? 0),
    parts: partsOf(reader, () => end),
    cutOff(why) {
      end = why
      reader?.cancel(why).catch(() => {})
    },
  }
}

/** A stream that is cut off seems to have come to its end: `end` says that it has not. */
async function* partsOf(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  end: () => Error | null,
): AsyncGenerator<Uint8Array> {
  if (reader === undefined) return
  try {
    for (;;) {
      const { done, value } = await reader.read()
      const why = end()
      if (why !== null) throw why
      if (done) return
      yield value
    }
  } finally {
    // Whoever is not read to the end is not waited for.
    reader.cancel().catch(() => {})
  }
}
