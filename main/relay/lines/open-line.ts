// One workstation's line: what it says is understood here, and what waits for it is handed over, each delivery until it says that
// it has it.

import type { Log } from '../../channels/channel.ts'
import { hexHmac } from '../../channels/facebook/app-webhook.ts'
import type { WebhookAnswer, WebhookRequest } from '../../channels/webhook.ts'
import { assertNever } from '../../domain/assert-never.ts'
import { type Clock, MINUTE, SECOND } from '../../domain/clock.ts'
import { type FromDesk, type FromRelay, fromDesk, lineEnds } from '../protocol.ts'
import type { Roster } from '../roster/roster.ts'
import type { KnownChannel } from '../store/channels.ts'
import type { Deliveries, Delivery } from '../store/deliveries.ts'
import { Asks } from './asks.ts'
import { Courier } from './courier.ts'

/** As much of a socket as a line needs. */
export interface LineSocket {
  /** Bytes that have not left yet. */
  readonly bufferedAmount: number
  send(text: string, sent: () => void): void
  ping(): void
  close(code: number, reason: string): void
  terminate(): void
}

export interface Tidings {
  readonly count: number
  readonly oldestAt: number | null
  readonly refused: number
  readonly alarm: string | null
}

export interface LineParts {
  readonly deskId: string
  readonly socket: LineSocket
  readonly publicUrl: string
  readonly facebookApp: string | null
  readonly roster: Roster
  readonly deliveries: Deliveries
  readonly clock: Clock
  readonly log: Log
  tidings(): Tidings
  /** A person wants to log in at Facebook: what the workstation is told at once. */
  beginLogin(wish: string): FromRelay
}

/** More than this waits in memory for a slow line at no time. */
const mostBuffered = 4 * 1024 * 1024
const pingEveryMs = 20 * SECOND
const silentForMs = MINUTE
const owesForMs = 5 * MINUTE
const tidingsEveryMs = 3 * SECOND
/** Frames that are not understood, before the line is ended: a newer workstation may say some that are new. */
const mostBadFrames = 20

/** Of WebSocket (RFC 6455, section 7.4.1). */
const closes = { goingAway: 1001, policy: 1008, trouble: 1011 } as const

export class OpenLine {
  readonly #parts: LineParts
  readonly #courier: Courier
  readonly #asks: Asks
  #cancelTick = () => {}
  #alarm: string | null = null
  #told = ''
  #badFrames = 0
  #heardAt: number
  #pingedAt: number
  #isOver = false

  constructor(parts: LineParts) {
    this.#parts = parts
    const { clock, deskId, deliveries, socket } = parts
    this.#heardAt = this.#pingedAt = clock.now()
    this.#asks = new Asks(clock)
    this.#courier = new Courier({
      deskId,
      deliveries,
      clock,
      mayHand: () => socket.bufferedAmount < mostBuffered,
      hand: (channel, delivery) => this.#hand(channel, delivery),
      failed: error => this.#failed(error),
    })
    this.#say({ type: 'welcome', publicUrl: parts.publicUrl, facebookApp: parts.facebookApp })
    this.#tick()
  }

  /** Whatever the socket brings: a text, or null for what is none. */
  receive(text: string | null): void {
    if (this.#isOver) return
    this.#heardAt = this.#parts.clock.now()
    const frame = understood(text)
    if (frame === null) this.#misunderstood()
    else this.#heed(frame)
  }

  heard(): void {
    this.#heardAt = this.#parts.clock.now()
  }

  stored(kind: KnownChannel['kind'], channelId: string): void {
    this.#courier.stored({ kind, channelId })
  }

  ask(kind: KnownChannel['kind'], channelId: string, request: WebhookRequest): Promise<WebhookAnswer> {
    return this.#asks.ask(ask => this.#say({ type: 'ask', ask, channelId, kind, request: wired(request) }))
  }

  tell(frame: FromRelay): void {
    this.#say(frame)
  }

  end(code: number = closes.goingAway, reason = 'The relay is stopping'): void {
    if (this.#isOver) return
    this.gone()
    this.#parts.socket.close(code, reason)
    // Whoever does not answer the closing is cut off.
    const { clock, socket } = this.#parts
    clock.wakeAt(clock.now() + SECOND, () => socket.terminate())
  }

  /** The socket is closed. */
  gone(): void {
    this.#isOver = true
    this.#cancelTick()
    this.#courier.end()
    this.#asks.end()
  }

  #heed(frame: FromDesk): void {
    switch (frame.type) {
      case 'channels':
        void this.#declare(frame.channels)
        break
      case 'ack':
        // Perhaps not underway: of an earlier line, or said twice.
        this.#courier.answered(frame.seq, frame.status, frame.reason ?? 'The workstation gave no reason.')
        break
      case 'answer':
        this.#asks.answered(frame.ask, { ...frame, body: Buffer.from(frame.body, 'base64') })
        break
      case 'beginLogin':
        this.#say(this.#parts.beginLogin(frame.wish))
        break
      case 'leave':
        void this.#leave()
        break
      case 'ping':
        this.#say({ type: 'pong' })
        break
      default:
        assertNever(frame)
    }
  }

  async #declare(channels: Extract<FromDesk, { type: 'channels' }>['channels']): Promise<void> {
    const { roster, deskId, log } = this.#parts
    try {
      const { keys, alarm } = await roster.declare(deskId, channels)
      if (this.#isOver) return
      this.#alarm = alarm
      this.#say({ type: 'known', keys })
      this.#courier.serve(roster.ofDesk(deskId))
      this.#tell()
    } catch (error) {
      log.error('The channels of a workstation could not be stored', { deskId, error: String(error) })
      this.end(closes.trouble, 'The relay cannot store anything now')
    }
  }

  async #leave(): Promise<void> {
    const { roster, deskId, log } = this.#parts
    try {
      await roster.leave(deskId)
      log.info('A workstation has left', { deskId })
      this.end(lineEnds.unpaired, 'The pairing has ended')
    } catch (error) {
      log.error('A workstation could not leave', { deskId, error: String(error) })
      this.end(closes.trouble, 'The relay cannot store anything now')
    }
  }

  #hand({ kind, channelId }: Pick<KnownChannel, 'kind' | 'channelId'>, { seq, request }: Delivery): number {
    const relayKey = this.#parts.roster.get(kind, channelId)?.relayKey ?? null
    const signature = relayKey === null ? {} : { signature: hexHmac(request.body, relayKey) }
    return this.#say({ type: 'delivery', seq, channelId, kind, request: wired(request), ...signature })
  }

  /** Every few seconds: is the other side still there, does it answer, and does it know what waits? */
  #tick(): void {
    const { clock, socket } = this.#parts
    const now = clock.now()
    const { owesSince } = this.#courier
    if (now - this.#heardAt > silentForMs) {
      this.gone()
      socket.terminate()
      return
    }
    if (owesSince !== null && now - owesSince > owesForMs) {
      this.end(closes.trouble, 'A delivery was not acknowledged')
      return
    }
    if (now - this.#pingedAt >= pingEveryMs) {
      this.#pingedAt = now
      socket.ping()
    }
    this.#cancelTick = clock.wakeAt(now + tidingsEveryMs, () => this.#tick())
    try {
      this.#tell()
    } catch (error) {
      this.#failed(error)
    }
  }

  #tell(): void {
    const tidings = this.#parts.tidings()
    const alarm = [tidings.alarm, this.#alarm].filter(one => one !== null).join(' ')
    const frame = { type: 'waiting' as const, ...tidings, alarm: alarm === '' ? null : alarm }
    const text = JSON.stringify(frame)
    if (text === this.#told) return
    this.#told = text
    this.#say(frame)
  }

  /** It comes back, and is offered what it has not acknowledged. */
  #failed(error: unknown): void {
    if (this.#isOver) return
    const { log, deskId } = this.#parts
    log.error('The disk failed over a line', { deskId, error: String(error) })
    this.end(closes.trouble, 'The relay cannot use its disk now')
  }

  #misunderstood(): void {
    this.#badFrames += 1
    if (this.#badFrames === 1) this.#parts.log.warn('A frame was not understood', { deskId: this.#parts.deskId })
    if (this.#badFrames > mostBadFrames) this.end(closes.policy, 'Too many frames that are not understood')
  }

  /** Gives its size. */
  #say(frame: FromRelay): number {
    const text = JSON.stringify(frame)
    this.#parts.socket.send(text, () => this.#courier.pump())
    return text.length
  }
}

const understood = (text: string | null): FromDesk | null => {
  try {
    return text === null ? null : (fromDesk.safeParse(JSON.parse(text)).data ?? null)
  } catch {
    return null
  }
}

const wired = (request: WebhookRequest) => ({
  ...request,
  headers: { ...request.headers },
  body: Buffer.from(request.body).toString('base64'),
})
