// A program that speaks LiveChat's RTM API by hand: every frame that it sends and gets is there for the test to see.
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { until } from '../until.ts'

export interface Frame {
  readonly request_id?: string
  readonly action: string
  readonly type: 'response' | 'push'
  readonly success?: boolean
  // biome-ignore lint/suspicious/noExplicitAny: what a foreign program gets has whatever shape the test says it has
  readonly payload: any
}

export class RtmClient {
  readonly frames: Frame[] = []
  readonly socket: WebSocket
  readonly opened: Promise<void>
  #next = 0

  constructor(url: string) {
    this.socket = new WebSocket(url)
    this.socket.on('message', data => this.frames.push(JSON.parse(String(data)) as Frame))
    this.opened = new Promise((resolve, reject) => {
      this.socket.on('open', () => resolve())
      this.socket.on('error', reject)
    })
    onTestFinished(() => this.socket.terminate())
  }

  /** Sends a request; its id. */
  async send(action: string, payload: object = {}): Promise<string> {
    await this.opened
    const id = `r${++this.#next}`
    this.socket.send(JSON.stringify({ request_id: id, action, payload }))
    return id
  }

  /** Sends a request and waits for its response. */
  async ask(action: string, payload: object = {}): Promise<Frame> {
    const id = await this.send(action, payload)
    return this.heard(frame => frame.type === 'response' && frame.request_id === id)
  }

  push(action: string, which: (frame: Frame) => boolean = () => true): Promise<Frame> {
    return this.heard(frame => frame.type === 'push' && frame.action === action && which(frame))
  }

  pushes(action?: string): readonly Frame[] {
    return this.frames.filter(frame => frame.type === 'push' && (action === undefined || frame.action === action))
  }

  async heard(which: (frame: Frame) => boolean): Promise<Frame> {
    await until('a frame that the test waits for', async () => this.frames.some(which))
    const found = this.frames.find(which)
    if (found === undefined) throw new Error('A frame that was there is gone.')
    return found
  }

  get closed(): boolean {
    return this.socket.readyState === WebSocket.CLOSED
  }
}
