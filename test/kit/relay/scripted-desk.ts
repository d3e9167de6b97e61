// A workstation as the relay meets it: it speaks the protocol over a real socket, and answers each delivery as the test says.
import { once } from 'node:events'
import { WebSocket } from 'ws'
import {
  type FromDesk,
  type FromRelay,
  fromRelay,
  linePath,
  pairPath,
  type RelayedChannel,
} from '../../../main/relay/protocol.ts'
import { until } from '../until.ts'

export interface Pairing {
  readonly clientId: string
  readonly clientSecret: string
}

export type Delivered = Extract<FromRelay, { type: 'delivery' }>

/** What to say to a delivery: a status, or null for silence. */
export type Script = (delivery: Delivered) => number | null

export const pair = async (relayUrl: string, code: string, name = 'Front office'): Promise<Pairing> => {
  const response = await fetch(relayUrl + pairPath, { method: 'POST', body: JSON.stringify({ code, name }) })
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`)
  return (await response.json()) as Pairing
}

export class ScriptedDesk {
  readonly socket: WebSocket
  readonly frames: FromRelay[] = []
  readonly deliveries: Delivered[] = []
  script: Script
  closedBy: { code: number; reason: string } | null = null
  #onAsk: (ask: Extract<FromRelay, { type: 'ask' }>) => void = () => {}

  private constructor(socket: WebSocket, script: Script) {
    this.socket = socket
    this.script = script
    socket.on('message', data => this.#take(String(data)))
    socket.on('close', (code, reason) => {
      this.closedBy = { code, reason: String(reason) }
    })
    socket.on('error', () => {})
  }

  static async connect(
    relayUrl: string,
    pairing: Pairing,
    channels: readonly RelayedChannel[],
    script: Script = () => 200,
  ): Promise<ScriptedDesk> {
    const socket = new WebSocket(relayUrl.replace(/^http/, 'ws') + linePath, {
      headers: { authorization: `Bearer ${pairing.clientId}.${pairing.clientSecret}` },
    })
    const desk = new ScriptedDesk(socket, script)
    await once(socket, 'open')
    desk.say({ type: 'channels', channels: [...channels] })
    await desk.frame('known')
    return desk
  }

  say(frame: FromDesk): void {
    this.socket.send(JSON.stringify(frame))
  }

  onAsk(answer: (ask: Extract<FromRelay, { type: 'ask' }>) => void): void {
    this.#onAsk = answer
  }

  /** The newest frame of a kind, once there is one that fits. */
  frame<T extends FromRelay['type']>(
    type: T,
    fits: (frame: Extract<FromRelay, { type: T }>) => boolean = () => true,
  ): Promise<Extract<FromRelay, { type: T }>> {
    const isIt = (frame: FromRelay): frame is Extract<FromRelay, { type: T }> => frame.type === type
    return until(`a frame "${type}"`, () => this.frames.filter(isIt).findLast(fits))
  }

  /** What came, in the order in which it came, as text. */
  get bodies(): string[] {
    return this.deliveries.map(({ request }) => Buffer.from(request.body, 'base64').toString())
  }

  close(): void {
    this.socket.terminate()
  }

  #take(text: string): void {
    const frame = fromRelay.parse(JSON.parse(text))
    if (frame.type !== 'delivery') this.frames.push(frame)
    if (frame.type === 'ask') this.#onAsk(frame)
    if (frame.type !== 'delivery') return
    this.deliveries.push(frame)
    const status = this.script(frame)
    if (status !== null) this.say({ type: 'ack', seq: frame.seq, status, reason: `Answered ${status}.` })
  }
}
