// A relay that says what a test tells it to, and nothing else: it speaks the protocol on a port of this machine.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { type WebSocket, WebSocketServer } from 'ws'
import {
  type FromDesk,
  type FromRelay,
  fromDesk,
  largestFrame,
  lineEnds,
  linePath,
  pairPath,
} from '../../main/relay/protocol.ts'
import { until } from './until.ts'

type Delivery = Extract<FromRelay, { type: 'delivery' }>
type Ack = Extract<FromDesk, { type: 'ack' }>
type Answer = Extract<FromDesk, { type: 'answer' }>

export class ScriptedRelay {
  /** Good for once. */
  readonly codes = new Set<string>(['K7Q2-M4XW'])
  /** Who may connect: "id.secret". */
  readonly paired = new Set<string>()
  /** Every frame of every line, as it came. */
  readonly heard: FromDesk[] = []
  /** Names of the workstations that were paired. */
  readonly names: string[] = []
  publicUrl = 'https://calls.example'
  facebookApp: string | null = null
  /** What is answered to a list of channels. */
  keys: Readonly<Record<string, string>> = {}
  /** Where it sends those who log in at Facebook; null: it says nothing. */
  loginUrl: string | null = null
  /** Set: every line is answered with this status instead. */
  refuses: number | null = null
  readonly #server: Server
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: largestFrame })
  #port = 0
  #seq = 0
  #asked = 0

  constructor() {
    this.#server = createServer(async (request, response) => {
      const answer = (status: number, body: unknown) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      if (request.url !== pairPath || request.method !== 'POST') return answer(404, {})
      const { code, name } = (await json(request)) as { code: string; name: string }
      if (!this.codes.delete(code))
        return answer(403, { message: 'This code is not known, or was used already. Make a new one.' })
      const clientId = `desk-${this.names.push(name)}`
      this.paired.add(`${clientId}.a secret of ${clientId}`)
      answer(200, { clientId, clientSecret: `a secret of ${clientId}` })
    })
    this.#server.on('upgrade', (request, socket, head) => {
      const who = request.headers.authorization?.replace('Bearer ', '') ?? ''
      const status = this.refuses ?? (request.url === linePath && this.paired.has(who) ? null : 401)
      if (status !== null) return void socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`)
      this.#sockets.handleUpgrade(request, socket, head, line => this.#welcome(line))
    })
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  async start(): Promise<void> {
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return
    this.drops()
    const closed = once(this.#server, 'close')
    this.#server.close()
    this.#server.closeAllConnections()
    await closed
  }

  get lines(): readonly WebSocket[] {
    return [...this.#sockets.clients].filter(line => line.readyState === line.OPEN)
  }

  /** As a network that breaks: nobody says good-bye. */
  drops(): void {
    for (const line of this.#sockets.clients) line.terminate()
  }

  /** Its operator takes the pairing away. */
  unpairs(): void {
    this.paired.clear()
    for (const line of this.#sockets.clients) line.close(lineEnds.unpaired)
  }

  says(frame: FromRelay): void {
    for (const line of this.lines) line.send(JSON.stringify(frame))
  }

  /** Text that is no frame, perhaps. */
  saysRaw(text: string): void {
    for (const line of this.lines) line.send(text)
  }

  /** What a network called with; resolves with the number it was given. The same `seq` again: it is offered again. */
  delivers(channelId: string, request: Partial<Delivery['request']>, more: Partial<Delivery> = {}): number {
    const seq = more.seq ?? ++this.#seq
    this.says({ type: 'delivery', seq, channelId, kind: 'whatsapp', ...more, request: { ...call, ...request } })
    return seq
  }

  asks(channelId: string, kind: Delivery['kind'], request: Partial<Delivery['request']>): Promise<Answer> {
    const ask = ++this.#asked
    this.says({ type: 'ask', ask, channelId, kind, request: { ...call, method: 'GET', ...request } })
    return until('an answer', () => this.heard.find((one): one is Answer => one.type === 'answer' && one.ask === ask))
  }

  acksOf(seq: number): readonly Ack[] {
    return this.heard.filter((one): one is Ack => one.type === 'ack' && one.seq === seq)
  }

  /** The first; or the one after so many. */
  ack(seq: number, after = 0): Promise<Ack> {
    return until(`an acknowledgement of ${seq}`, () => this.acksOf(seq)[after])
  }

  /** The list of channels that it was told last. */
  get channels() {
    return this.heard.findLast(one => one.type === 'channels')?.channels ?? null
  }

  #welcome(line: WebSocket): void {
    line.on('message', data => {
      const frame = fromDesk.parse(JSON.parse(String(data)))
      this.heard.push(frame)
      if (frame.type === 'channels') this.says({ type: 'known', keys: this.keys })
      if (frame.type === 'beginLogin' && this.loginUrl !== null)
        this.says({ type: 'login', wish: frame.wish, url: this.loginUrl })
      if (frame.type === 'ping') this.says({ type: 'pong' })
    })
    line.send(JSON.stringify({ type: 'welcome', publicUrl: this.publicUrl, facebookApp: this.facebookApp }))
  }
}

const call: Delivery['request'] = {
  method: 'POST',
  url: 'https://calls.example/',
  path: '',
  headers: {},
  body: '',
  receivedAt: 0,
}
