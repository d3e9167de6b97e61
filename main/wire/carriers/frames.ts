// Carries calls as strings, over anything that can take and give strings: Electron's IPC and WebSocket alike.
import { RPCHandler } from '@orpc/server/message-port'
import { z } from 'zod'
import type { Log } from '../../channels/channel.ts'
import type { Call } from '../call.ts'
import { explainFailures } from '../outcomes.ts'
import { router } from '../router.ts'

export interface FramePort {
  postMessage(frame: string): void
  addEventListener(type: 'message', listener: (event: { data: string }) => void): void
}

/** Serves one port; the returned function ends every call and stream that is under way. */
export type FrameServer = (port: FramePort, call: Call) => () => void

export const frameServer = (log: Log): FrameServer => {
  const handler = new RPCHandler<Call>(router, { clientInterceptors: [explainFailures(log)] })
  return (port, call) => {
    const inside = new EventTarget()
    let open = true
    const postMessage = (frame: unknown): void => {
      if (!open) return
      if (typeof frame !== 'string') throw new Error('The door carries strings only')
      port.postMessage(frame)
    }
    handler.upgrade({ postMessage, addEventListener: inside.addEventListener.bind(inside) }, { context: call })
    port.addEventListener('message', ({ data }) => {
      if (open && isFrame(data)) inside.dispatchEvent(new MessageEvent('message', { data }))
    })
    return () => {
      if (!open) return
      open = false
      inside.dispatchEvent(new Event('close'))
    }
  }
}

/**
 * What is no frame is dropped here: the handler behind would reject where nobody listens, and take the process with it.
 * Frames come from screens and programs that have signed in, or from nobody that Parley knows.
 */
const isFrame = (data: unknown): boolean => {
  if (typeof data !== 'string' || !data.startsWith('{')) return false
  let frame: unknown
  try {
    frame = JSON.parse(data)
  } catch {
    return false
  }
  return request.safeParse(frame).success || signal.safeParse(frame).success
}

const headers = z.strictObject({ 'last-event-id': z.string().optional() })
const id = z.string().max(100)
const request = z.object({
  i: id,
  t: z.literal(1).optional(),
  p: z.object({ u: z.string().startsWith('/').max(500), h: headers.optional(), m: z.literal('POST').optional() }),
})
/** The end of a call. Nothing in the contract streams towards us. */
const signal = z.object({ i: id, t: z.literal(4) })
