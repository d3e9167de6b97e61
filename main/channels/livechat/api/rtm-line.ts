// One connection to LiveChat's Agent RTM API: requests with answers, at most ten at a time, pushes as they come, and a ping every
// 15 seconds. What goes wrong is data; it ends once, with the network's reason if it told one (facts/livechat.md 2).
import { type RawData, WebSocket } from 'ws'
import { type Clock, SECOND } from '../../../domain/clock.ts'
import { brokenCall } from '../../broken-call.ts'
import * as wire from '../wire.ts'
import { cutDepth } from './depth.ts'
import type { Answer, Trouble } from './trouble.ts'

/** Ten may be pending at LiveChat; one is left for the ping. */
const mostPending = 9
const answerWithinMs = 15 * SECOND
const connectWithinMs = 20 * SECOND
const pingEveryMs = 15 * SECOND
/** A page of twenty threads may hold thousands of texts of 16 KB. */
const largestFrame = 64 * 1024 * 1024

export interface Push {
  readonly action: string
  readonly payload: unknown
}

/** Why it ended. `reason`: as LiveChat told; null: it just broke. */
export interface LineEnd {
  readonly reason: string | null
  readonly region: string | null
  readonly why: string
}

interface Request {
  readonly id: string
  readonly action: string
  readonly payload: unknown
  readonly settle: (answer: Answer) => void
}

export class RtmLine {
  readonly #clock: Clock
  readonly #onPush: (push: Push) => void
  readonly #onEnd: (end: LineEnd) => void
  readonly #socket: WebSocket
  readonly #pending = new Map<string, { request: Request; cancel: () => void }>()
  readonly #waiting: Request[] = []
  #requests = 0
  #stopPing: () => void = () => {}
  #stopConnecting: () => void
  #told: { readonly reason: string; readonly region: string | null } | null = null
  #hasEnded = false

  constructor(
    to: { readonly url: string; readonly headers: Record<string, string> },
    ports: {
      readonly clock: Clock
      readonly onOpen: () => void
      readonly onPush: (push: Push) => void
      readonly onEnd: (end: LineEnd) => void
    },
  ) {
    this.#clock = ports.clock
    this.#onPush = ports.onPush
    this.#onEnd = ports.onEnd
    this.#socket = new WebSocket(to.url, { headers: to.headers, maxPayload: largestFrame, followRedirects: false })
    this.#stopConnecting = this.#clock.wakeAt(this.#clock.now() + connectWithinMs, () => this.#end('no answer'))
    this.#socket.on('open', () => {
      if (this.#hasEnded) return
      this.#stopConnecting()
      this.#pingLater()
      ports.onOpen()
    })
    this.#socket.on('message', (data, isBinary) => {
      if (!this.#hasEnded && !isBinary) this.#take(data)
    })
    this.#socket.on('unexpected-response', (_request, response) => {
      this.#end(`HTTP ${response.statusCode}`)
    })
    this.#socket.on('error', error => this.#end(brokenCall(error).why))
    this.#socket.on('close', code => this.#end(`closed, ${code}`))
  }

  /** Resolves with the answer; waits its turn where ten others are on their way. */
  call(action: string, payload: unknown): Promise<Answer> {
    return new Promise(resolve => {
      if (this.#hasEnded) {
        resolve(lost('unreached', 'no connection'))
        return
      }
      this.#waiting.push({ id: String(++this.#requests), action, payload, settle: resolve })
      this.#next()
    })
  }

  /** Ends it without a word to anybody but those who wait for answers. */
  close(): void {
    this.#end('closed here')
  }

  #next(): void {
    while (this.#pending.size < mostPending) {
      const request = this.#waiting.shift()
      if (request === undefined) return
      this.#send(request)
    }
  }

  #send(request: Request): void {
    const cancel = this.#clock.wakeAt(this.#clock.now() + answerWithinMs, () =>
      this.#settle(request.id, lost('unanswered', 'no answer')),
    )
    this.#pending.set(request.id, { request, cancel })
    const { id, action, payload } = request
    this.#socket.send(JSON.stringify({ request_id: id, action, payload }))
  }

  #settle(id: string, answer: Answer): void {
    const pending = this.#pending.get(id)
    if (pending === undefined) return
    this.#pending.delete(id)
    pending.cancel()
    pending.request.settle(answer)
    if (!this.#hasEnded) this.#next()
  }

  #take(data: RawData): void {
    const read = wire.frame.safeParse(parsed(data.toString()))
    if (!read.success) return
    const { type, action, payload, request_id: id, success } = read.data
    if (type === 'response') {
      if (id != null) this.#settle(id, success === true ? { ok: true, payload } : refusal(payload))
      return
    }
    if (action === 'agent_disconnected') {
      const { data } = wire.disconnected.safeParse(payload)
      this.#told = { reason: data?.reason ?? 'internal_error', region: data?.data?.region ?? null }
      this.#end('disconnected')
      return
    }
    this.#onPush({ action, payload })
  }

  /** Silence after a ping means that nobody is there, whatever the socket believes. */
  #pingLater(): void {
    this.#stopPing = this.#clock.wakeAt(this.#clock.now() + pingEveryMs, () => {
      const id = `ping-${++this.#requests}`
      const settle = (answer: Answer) => {
        if (!answer.ok && answer.trouble.kind === 'unanswered') this.#end('no answer')
      }
      this.#send({ id, action: 'ping', payload: {}, settle })
      this.#pingLater()
    })
  }

  #end(why: string): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    this.#stopConnecting()
    this.#stopPing()
    // Nothing is left to be heard, so that nobody waits for a peer that is gone.
    this.#socket.terminate()
    for (const { settle } of this.#waiting.splice(0)) settle(lost('unreached', why))
    for (const id of [...this.#pending.keys()]) this.#settle(id, lost('unanswered', why))
    this.#onEnd({ reason: this.#told?.reason ?? null, region: this.#told?.region ?? null, why })
  }
}

const lost = (kind: 'unreached' | 'unanswered', why: string): Answer => ({ ok: false, trouble: { kind, why } })

const refusal = (payload: unknown): Answer => ({ ok: false, trouble: refusedBy(payload) })

/** In their own form, or as somebody would who does not speak it. */
export const refusedBy = (payload: unknown): Trouble => {
  const { type, message, data } = wire.failure.safeParse(payload).data?.error ?? { type: 'internal' }
  return { kind: 'refused', type, message: message ?? '', region: data?.region ?? null }
}

/** Undefined: no JSON. */
const parsed = (text: string): unknown => {
  try {
    return cutDepth(JSON.parse(text))
  } catch {
    return undefined
  }
}
