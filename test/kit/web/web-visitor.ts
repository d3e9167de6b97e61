// A visitor without a page: speaks the protocol over a real socket and keeps every frame it was told.
import { WebSocket } from 'ws'
import type { PageFrame, VisitorFrame } from '../../../main/channels/web/wire.ts'

type Told<Type extends PageFrame['type']> = Extract<PageFrame, { type: Type }>

export class WebVisitor {
  readonly #socket: WebSocket
  readonly #channel: string
  readonly told: PageFrame[] = []
  readonly #taken = new Set<PageFrame>()
  readonly #waiting = new Set<() => void>()
  #closed: { code: number; reason: string } | null = null
  #token: string | undefined

  constructor(socket: WebSocket, channel: string) {
    this.#socket = socket
    this.#channel = channel
    socket.on('message', data => {
      const frame = JSON.parse(data.toString()) as PageFrame
      this.told.push(frame)
      if (frame.type === 'welcome') this.#token = frame.token
      this.#wake()
    })
    socket.on('close', (code, reason) => {
      this.#closed = { code, reason: reason.toString() }
      this.#wake()
    })
    socket.on('error', () => {})
  }

  static async connect(url: string, channel: string, ip?: string): Promise<WebVisitor> {
    const headers = ip ? { 'X-Test-Ip': ip } : {}
    const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/chat/socket`, { headers })
    const visitor = new WebVisitor(socket, channel)
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => resolve())
      socket.once('error', reject)
    })
    return visitor
  }

  /** The visitor's pass, after the first welcome. */
  get token(): string {
    if (this.#token === undefined) throw new Error('Not welcomed yet')
    return this.#token
  }

  /** The visitor's address as agents have it. */
  get address(): string {
    const body = JSON.parse(Buffer.from(this.token.split('.')[0] ?? '', 'base64url').toString()) as { visitor: string }
    return body.visitor
  }

  get line(): WebSocket {
    return this.#socket
  }

  hello(more: Partial<Extract<VisitorFrame, { type: 'hello' }>> = {}): Promise<Told<'welcome'>> {
    this.send({ type: 'hello', channel: this.#channel, ...more })
    return this.hear('welcome')
  }

  say(text: string, clientId: string = crypto.randomUUID(), file?: string): string {
    this.send({ type: 'say', clientId, text, ...(file ? { file } : {}) })
    return clientId
  }

  send(frame: VisitorFrame): void {
    this.sendRaw(JSON.stringify(frame))
  }

  sendRaw(data: string | Buffer): void {
    this.#socket.send(data)
  }

  /** The next frame of this type that was not taken yet; waits for it. Fails when the socket closes first. */
  async hear<Type extends PageFrame['type']>(type: Type): Promise<Told<Type>> {
    for (;;) {
      const frame = this.told.find((one): one is Told<Type> => one.type === type && !this.#taken.has(one))
      if (frame) {
        this.#taken.add(frame)
        return frame
      }
      if (this.#closed) throw new Error(`Closed (${this.#closed.code} ${this.#closed.reason}) before "${type}" came`)
      await this.#change()
    }
  }

  async closed(): Promise<{ code: number; reason: string }> {
    while (!this.#closed) await this.#change()
    return this.#closed
  }

  /** After this, everything that was sent before has been looked at: the answer to a ping comes in order. */
  async heardAll(): Promise<void> {
    this.send({ type: 'ping' })
    await this.hear('pong')
  }

  /** Closes the page and waits until that is known on both sides. */
  async leave(): Promise<void> {
    this.#socket.close()
    await this.closed()
  }

  /** Goes without a word. */
  vanish(): void {
    this.#socket.terminate()
  }

  #change(): Promise<void> {
    return new Promise(resolve => void this.#waiting.add(resolve))
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
    this.#waiting.clear()
  }
}
