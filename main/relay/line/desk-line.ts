// The workstation's end of a line: connects, comes back with growing pauses, notices a dead line, and acknowledges one by one.
import { WebSocket } from 'ws'
import type { Log } from '../../channels/channel.ts'
import { assertNever } from '../../domain/assert-never.ts'
import { type Clock, MINUTE, SECOND } from '../../domain/clock.ts'
import type { RelayState } from '../../domain/relay.ts'
import type { RelayedChannel, RelayHearer, RelayLine, RelayPairing } from '../../services/relay/relay-line.ts'
import { type FromDesk, type FromRelay, largestFrame, lineEnds, linePath } from '../protocol.ts'
import { answerFrame, heardOf, loginOf, requestOf } from './frames.ts'

const firstPauseMs = 500
const longestPauseMs = 30 * SECOND
/** Only a line that stood for so long was well: a relay that ends each at once is not to be called at once for ever. */
const wellAfterMs = 30 * SECOND
/** Coming back does not help, until somebody has put it right. */
const seldomMs = 5 * MINUTE
const pingEveryMs = 20 * SECOND
/** Without a word for so long, the line is dead, or was never alive. */
const silenceMs = 45 * SECOND
/** So long a relay has to say good-bye. */
const partingMs = 2 * SECOND
/** Files that networks fetch at the same time; each may be 16 MB. */
const mostAnswers = 8
const largestAnswer = 20 * 1024 * 1024

export class DeskLine implements RelayLine {
  readonly #clock: Clock
  readonly #log: Log
  readonly #random: () => number
  readonly #pairing: RelayPairing
  readonly #desk: RelayHearer
  readonly #signal: AbortSignal
  #socket: WebSocket | null = null
  #stands = false
  #stoodAt = 0
  #failures = 0
  #heardAt = 0
  #answering = 0
  #isLeaving = false
  #channels: readonly RelayedChannel[] | null = null
  #told = ''
  #cancelWake = () => {}
  #ended: Promise<void> = Promise.resolve()

  constructor(
    ports: { readonly clock: Clock; readonly log: Log; readonly random: () => number },
    pairing: RelayPairing,
    desk: RelayHearer,
    signal: AbortSignal,
  ) {
    this.#clock = ports.clock
    this.#log = ports.log
    this.#random = ports.random
    this.#pairing = pairing
    this.#desk = desk
    this.#signal = signal
  }

  start(): void {
    if (this.#signal.aborted) return
    this.#signal.addEventListener('abort', () => this.#end(), { once: true })
    this.#desk.state({ state: 'connecting' })
    this.#connect()
  }

  tell(channels: readonly RelayedChannel[]): void {
    this.#channels = channels
    this.#tellChannels()
  }

  beginLogin(wish: string): boolean {
    if (this.#stands) this.#say({ type: 'beginLogin', wish })
    return this.#stands
  }

  leave(): void {
    this.#isLeaving = true
    if (this.#stands) this.#say({ type: 'leave' })
  }

  ended(): Promise<void> {
    return this.#ended
  }

  #connect(): void {
    const { url, clientId, clientSecret } = this.#pairing
    const socket = new WebSocket(`${url.replace(/^http/i, 'ws')}${linePath}`, {
      headers: { authorization: `Bearer ${clientId}.${clientSecret}` },
      maxPayload: largestFrame,
      perMessageDeflate: false,
      followRedirects: false,
    })
    this.#socket = socket
    this.#heardAt = this.#clock.now()
    this.#listenForSilence()
    this.#ended = new Promise(resolve => socket.once('close', () => resolve()))
    const lost = (state: (until: number) => RelayState, seldom = false) => {
      if (this.#socket === socket) this.#lost(state, seldom)
    }
    socket.on('message', data => {
      if (this.#socket === socket) this.#hear(String(data))
    })
    socket.on('unexpected-response', (_request, response) => {
      const { statusCode = 0 } = response
      response.destroy()
      if (statusCode === 401) lost(() => unpaired, true)
      else lost(until => ({ state: 'retrying', until, reason: `It answers with HTTP ${statusCode}.` }))
      socket.terminate()
    })
    socket.on('error', error => lost(until => ({ state: 'retrying', until, reason: whyOf(error) })))
    socket.on('close', code => {
      if (code === lineEnds.unpaired) lost(() => unpaired, true)
      else if (code === lineEnds.replaced) lost(() => replaced, true)
      else lost(until => ({ state: 'retrying', until, reason: 'The relay has ended the line.' }))
    })
  }

  #lost(state: (until: number) => RelayState, seldom: boolean): void {
    const gone = this.#socket
    this.#socket = null
    if (this.#stands && this.#clock.now() - this.#stoodAt >= wellAfterMs) this.#failures = 0
    this.#stands = false
    this.#told = ''
    this.#cancelWake()
    gone?.terminate()
    if (this.#signal.aborted) return
    const pause = seldom ? seldomMs : Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(this.#failures, 16))
    this.#failures += 1
    const until = this.#clock.now() + Math.round(pause * (0.5 + this.#random() / 2))
    this.#cancelWake = this.#clock.wakeAt(until, () => this.#connect())
    this.#desk.state(state(until))
  }

  /** Asks now and then, so that a line that is well is never silent. */
  #listenForSilence(): void {
    const deadAt = this.#heardAt + silenceMs
    this.#cancelWake = this.#clock.wakeAt(Math.min(deadAt, this.#clock.now() + pingEveryMs), () => {
      if (this.#clock.now() >= deadAt && deadAt === this.#heardAt + silenceMs) {
        this.#lost(until => ({ state: 'retrying', until, reason: 'It does not answer any more.' }), false)
        return
      }
      if (this.#stands) this.#say({ type: 'ping' })
      this.#listenForSilence()
    })
  }

  #hear(text: string): void {
    this.#heardAt = this.#clock.now()
    const { frame, seq } = heardOf(text)
    if (frame !== null) this.#heed(frame)
    else this.#log.warn('The relay said something that is not understood', { length: text.length })
    if (frame === null && seq !== null)
      this.#say({ type: 'ack', seq, status: 400, reason: 'This cannot be understood.' })
  }

  #heed(frame: FromRelay): void {
    switch (frame.type) {
      case 'welcome':
        this.#welcome(frame)
        break
      case 'delivery':
        void this.#take(frame)
        break
      case 'ask':
        void this.#answer(frame)
        break
      case 'known':
        this.#desk.known(frame.keys)
        break
      case 'waiting': {
        const { type: _, ...waiting } = frame
        this.#desk.waiting(waiting)
        break
      }
      case 'login':
        this.#desk.login(frame.wish, frame.url)
        break
      case 'loggedIn': {
        const { pages, trouble, apiRoot } = frame
        this.#desk.loggedIn(frame.wish, loginOf(pages, trouble, apiRoot))
        break
      }
      case 'pong':
        break
      default:
        assertNever(frame)
    }
  }

  #welcome({ publicUrl, facebookApp }: Extract<FromRelay, { type: 'welcome' }>): void {
    this.#stands = true
    this.#stoodAt = this.#clock.now()
    this.#desk.welcome({ publicUrl, facebookApp })
    this.#desk.state({ state: 'online', since: this.#clock.now() })
    this.#tellChannels()
  }

  async #take(frame: Extract<FromRelay, { type: 'delivery' }>): Promise<void> {
    const { seq, channelId, kind, request, signature } = frame
    const call = { seq, channelId, kind, request: requestOf(request) }
    const from = this.#socket
    const ack = await this.#desk.take(signature === undefined ? call : { ...call, signature })
    // Another line brings it again: what is acknowledged there is what came there.
    if (this.#socket === from) this.#say({ type: 'ack', seq, ...ack })
  }

  async #answer(frame: Extract<FromRelay, { type: 'ask' }>): Promise<void> {
    const { ask, channelId, kind, request } = frame
    const from = this.#socket
    if (this.#answering >= mostAnswers) {
      this.#say(answerFrame(ask, { status: 503, headers: { 'retry-after': '2' } }))
      return
    }
    this.#answering += 1
    const answer = await this.#desk.answer({ channelId, kind, request: requestOf(request) })
    this.#answering -= 1
    if (this.#socket !== from) return
    const isFit = typeof answer.body === 'string' || (answer.body?.byteLength ?? 0) <= largestAnswer
    this.#say(answerFrame(ask, isFit ? answer : { status: 413 }))
  }

  #tellChannels(): void {
    if (!this.#stands || this.#channels === null) return
    const text = JSON.stringify(this.#channels)
    if (text === this.#told) return
    this.#told = text
    this.#say({ type: 'channels', channels: [...this.#channels] })
  }

  #say(frame: FromDesk): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(frame))
  }

  #end(): void {
    this.#cancelWake()
    const socket = this.#socket
    this.#socket = null
    this.#stands = false
    if (socket === null) return
    if (!this.#isLeaving) {
      socket.terminate()
      return
    }
    socket.close()
    const cancel = this.#clock.wakeAt(this.#clock.now() + partingMs, () => socket.terminate())
    void this.#ended.then(cancel)
  }
}

const unpaired: RelayState = {
  state: 'needsAttention',
  reason: 'Parley is no longer paired with the relay.',
  remedy: 'Ask whoever runs it for a code, and pair Parley anew under Channels, Relay, in the settings.',
}

const replaced: RelayState = {
  state: 'needsAttention',
  reason: 'Another workstation uses the pairing of this one.',
  remedy: 'Pair this one anew under Channels, Relay, in the settings.',
}

const whyOf = (error: Error): string => {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (['ENOTFOUND', 'EAI_AGAIN'].includes(code)) return 'Its address cannot be found, or this machine is offline.'
  if (['ECONNREFUSED', 'ECONNRESET', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'].includes(code))
    return 'Nothing answers there.'
  if (/cert|SSL|TLS/i.test(`${code} ${error.message}`)) return 'Its certificate is not trusted.'
  return 'The connection failed.'
}
