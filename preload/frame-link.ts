// The contract's client over a carrier of plain strings that may break: whatever was under way then ends with ConnectionLost.
import type { ClientLink } from '@orpc/client'
import { RPCLink } from '@orpc/client/message-port'

/** Nobody knows whether what was asked was done. What only reads may be asked again. */
export class ConnectionLost extends Error {
  override readonly name = 'ConnectionLost'

  constructor() {
    super('The connection to the workstation was lost.')
  }
}

type Link = ClientLink<Record<never, never>>

export interface FrameLink extends Link {
  /** Hand in every frame that arrives. */
  take(frame: string): void
  /** The carrier is gone for good. */
  lose(): void
}

export const frameLink = (send: (frame: string) => void): FrameLink => {
  const port = new EventTarget()
  let lost = false
  const postMessage = (frame: unknown): void => {
    if (lost) throw new ConnectionLost()
    if (typeof frame !== 'string') throw new Error('The door carries strings only')
    send(frame)
  }
  const addEventListener = port.addEventListener.bind(port)
  const inner: Link = new RPCLink({ port: { postMessage, addEventListener } })
  const meaning = (error: unknown): unknown => (lost ? new ConnectionLost() : error)

  async function* guarded(stream: AsyncIterable<unknown>): AsyncGenerator<unknown> {
    try {
      yield* stream
    } catch (error) {
      throw meaning(error)
    }
  }

  return {
    async call(path, input, options) {
      if (lost) throw new ConnectionLost()
      try {
        const answer = await inner.call(path, input, options)
        return isStream(answer) ? guarded(answer) : answer
      } catch (error) {
        throw meaning(error)
      }
    },
    take: frame => void port.dispatchEvent(new MessageEvent('message', { data: frame })),
    lose() {
      if (lost) return
      lost = true
      port.dispatchEvent(new Event('close'))
    },
  }
}

const isStream = (answer: unknown): answer is AsyncIterable<unknown> =>
  typeof answer === 'object' && answer !== null && Symbol.asyncIterator in answer
