// A program of a customer or an agent in a run of the machine: what it asked, every frame that it got, and what it makes of them.
import { WebSocket } from 'ws'
import { until } from '../../until.ts'
import type { Frame } from '../rtm-client.ts'
import { Picture } from './picture.ts'
import { Pool } from './pool.ts'

export interface Asked {
  readonly id: string
  readonly action: string
  readonly payload: object
}

export interface WebAnswer {
  readonly action: string
  readonly status: number
  // biome-ignore lint/suspicious/noExplicitAny: what a foreign program gets has whatever shape the test says it has
  readonly body: any
}

/** One login; a program that comes back is another one. */
export interface Sitting {
  readonly socket: WebSocket
  readonly frames: Frame[]
  readonly asked: Map<string, Asked>
  readonly picture: Picture
}

export class Player {
  readonly name: string
  readonly side: 'customer' | 'agent'
  /** In every text of theirs. */
  readonly sign: string
  readonly token: string
  /** Of the customer; empty for agents. */
  readonly id: string
  readonly sittings: Sitting[] = []
  readonly web: WebAnswer[] = []
  /** Ids that they have heard. */
  readonly pool = new Pool()
  readonly #url: string
  readonly #webUrl: (action: string) => string
  readonly #login: object
  #next = 0

  constructor(parts: {
    readonly name: string
    readonly side: 'customer' | 'agent'
    readonly sign: string
    readonly token: string
    readonly id?: string
    readonly url: string
    readonly webUrl: (action: string) => string
    readonly login?: object
  }) {
    this.name = parts.name
    this.side = parts.side
    this.sign = parts.sign
    this.token = parts.token
    this.id = parts.id ?? ''
    this.#url = parts.url
    this.#webUrl = parts.webUrl
    this.#login = parts.login ?? {}
  }

  get now(): Sitting {
    const last = this.sittings.at(-1)
    if (last === undefined) throw new Error(`${this.name} has not come yet.`)
    return last
  }

  /** Connects and logs in; resolves with the login's response. */
  async come(): Promise<Frame> {
    const socket = new WebSocket(this.#url)
    const frames: Frame[] = []
    const sitting: Sitting = { socket, frames, asked: new Map(), picture: new Picture() }
    this.sittings.push(sitting)
    socket.on('message', data => {
      const frame = JSON.parse(String(data)) as Frame
      frames.push(frame)
      sitting.picture.take(frame)
      this.pool.hear(frame)
    })
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    const id = this.ask('login', { token: `Bearer ${this.token}`, ...this.#login })
    return until('a login', () => frames.find(frame => frame.type === 'response' && frame.request_id === id))
  }

  go(): void {
    this.now.socket.terminate()
  }

  get isHere(): boolean {
    return this.now.socket.readyState === WebSocket.OPEN
  }

  ask(action: string, payload: object): string {
    const id = `${this.name}-${++this.#next}`
    this.now.asked.set(id, { id, action, payload })
    this.now.socket.send(JSON.stringify({ request_id: id, action, payload }))
    return id
  }

  say(text: string): void {
    this.now.socket.send(text)
  }

  /** What must not be there any more is left to the test; the socket may be closed for a reason. */
  async call(action: string, payload: unknown): Promise<void> {
    const response = await fetch(this.#webUrl(action), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify(payload),
    })
    this.web.push({ action, status: response.status, body: await response.json().catch(() => null) })
  }

  /** Everything that the hub wrote to this program so far is here. */
  async caughtUp(): Promise<void> {
    if (!this.isHere) return
    const { frames, socket } = this.now
    const id = `ping-${this.name}-${++this.#next}`
    socket.send(JSON.stringify({ request_id: id, action: 'ping' }))
    await until(
      `${this.name} is answered`,
      () => frames.some(({ request_id }) => request_id === id) || socket.readyState !== WebSocket.OPEN,
    )
  }
}
