// One connection of the RTM API: login, requests one after the other, pushes between them. It knows frames and order, and
// nothing of chats; the side (customers or agents) knows those.
import type { Log } from '../../../channels/channel.ts'
import { type Clock, MINUTE, SECOND } from '../../../domain/clock.ts'
import { pushFrame, type Request, readRequest, responseFrame, type Version } from '../envelope.ts'
import type { Answer, Methods } from '../method.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import { isNewer, type Push } from '../pushes/push.ts'

/** Whoever has not logged in by then is cut off. Source: facts/livechat.md 2, "Rules". */
export const loginWithinMs = 30 * SECOND
/** Without any sign of life for so long the connection is taken as dead; programs ping every 15 s. */
export const silenceLimitMs = 45 * SECOND
const pendingLimit = 10
const requestTimeoutMs = 15 * SECOND
/** For so long a push may follow the response of the request that it belongs to. */
const ownPushWithinMs = MINUTE

/** The connection below: a WebSocket or a SockJS session. */
export interface Transport {
  send(text: string): void
  close(): void
}

/** Who is at the other end once they have logged in. */
export interface Party {
  /** Names of the pushes that they want; null: all. */
  readonly wants: ReadonlySet<string> | null
  /** Whether a push is for them. */
  hears(push: Push): boolean
  /** Chats that they know of from their login, with the newest message of each, in digits. */
  readonly known: ReadonlyMap<string, string>
}

export interface Entrance<P extends Party> {
  /** The push by which the server says that it ends the connection, e.g. customer_disconnected. */
  readonly farewell: string
  readonly methods: Methods<P>
  login(payload: unknown, session: RtmSession<P>): Promise<P | ProtocolError>
  /** From here on the session may be given pushes; they wait until the response to the login is out. */
  entered(party: P, session: RtmSession<P>): void
  /** The login's response, read after `entered`, so that nothing falls between. Fills what the party knows. */
  greet(party: P, session: RtmSession<P>): Promise<object>
  left(party: P, session: RtmSession<P>): void
}

interface Pending {
  readonly requestId: string | number
  readonly until: number
}

export class RtmSession<P extends Party> {
  readonly version: Version
  readonly #entrance: Entrance<P>
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #log: Log
  /** By what a push is known as the requester's own. */
  readonly #own = new Map<string, Pending>()
  /** The newest message of each chat that the other end has heard of. */
  readonly #told = new Map<string, string>()
  #party: P | null = null
  #lane: Promise<void> = Promise.resolve()
  #pending = 0
  #running = false
  #held: Push[] = []
  #lastSign: number
  #closed = false
  #cancel: () => void

  constructor(parts: {
    readonly entrance: Entrance<P>
    readonly transport: Transport
    readonly version: Version
    readonly clock: Clock
    readonly log: Log
  }) {
    this.#entrance = parts.entrance
    this.#transport = parts.transport
    this.version = parts.version
    this.#clock = parts.clock
    this.#log = parts.log
    this.#lastSign = this.#clock.now()
    this.#cancel = this.#clock.wakeAt(this.#clock.now() + loginWithinMs, () => {
      if (this.#party === null) this.end('connection_timeout')
      else this.#watchSilence()
    })
  }

  get party(): P | null {
    return this.#party
  }

  /** A ping or pong of the connection itself. */
  alive(): void {
    this.#lastSign = this.#clock.now()
  }

  message(text: string): void {
    if (this.#closed) return
    this.alive()
    const request = readRequest(text, this.version)
    if ('error' in request) this.#transport.send(responseFrame(request, request.error))
    else if (request.action === 'ping') this.#transport.send(responseFrame(request, {}))
    else if (this.#pending >= pendingLimit) this.#transport.send(responseFrame(request, tooManyPending))
    else {
      this.#pending += 1
      this.#lane = this.#lane.then(() => this.#serve(request))
    }
  }

  async #serve(request: Request): Promise<void> {
    this.#running = true
    const answer = this.#closed ? fail('internal', 'The connection is closed.') : await this.#inTime(request)
    this.#pending -= 1
    this.#running = false
    if (this.#closed) return
    if (isProtocolError(answer)) this.#transport.send(responseFrame(request, answer))
    else {
      this.#transport.send(responseFrame(request, answer.payload))
      if (answer.own !== undefined && request.requestId !== null) this.#expectOwn(answer.own, request.requestId)
    }
    const held = this.#held
    this.#held = []
    for (const push of held) this.push(push)
  }

  async #inTime(request: Request): Promise<Answer | ProtocolError> {
    let cancel = () => {}
    const tooLate = new Promise<ProtocolError>(resolve => {
      cancel = this.#clock.wakeAt(this.#clock.now() + requestTimeoutMs, () =>
        resolve(
          fail('request_timeout', 'It took too long. It may have been done all the same; look before you repeat it.'),
        ),
      )
    })
    try {
      return await Promise.race([this.#answer(request), tooLate])
    } catch (error) {
      this.#log.error('A bug while answering a program', { action: request.action, error: stackOf(error) })
      return fail('internal', 'Something is wrong on our side. It is in our log; try again later.')
    } finally {
      cancel()
    }
  }

  async #answer(request: Request): Promise<Answer | ProtocolError> {
    const party = this.#party
    if (request.action === 'login') {
      if (party !== null) return fail('validation', 'This connection is logged in already.')
      return this.#login(request)
    }
    if (party === null) return fail('authentication', 'Log in first: this connection is nobody’s yet.')
    const { methods } = this.#entrance
    const method = Object.hasOwn(methods, request.action) ? methods[request.action] : undefined
    if (method === undefined || method.only === 'web')
      return fail('not_found', `There is no action \`${request.action}\` here.`)
    return method.run(party, request.payload)
  }

  async #login(request: Request): Promise<Answer | ProtocolError> {
    const party = await this.#entrance.login(request.payload, this)
    if (isProtocolError(party)) return party
    if (this.#closed) return fail('internal', 'The connection is closed.')
    this.#party = party
    this.#entrance.entered(party, this)
    this.#watchSilence()
    const payload = await this.#entrance.greet(party, this)
    for (const [chatId, upTo] of party.known) this.#told.set(chatId, upTo)
    return { payload }
  }

  /** Whether the other end has heard of the chat, so that news of it can be understood. */
  knows(chatId: string): boolean {
    return this.#told.has(chatId)
  }

  push(push: Push): void {
    if (this.#closed || this.#party === null) return
    if (this.#running) {
      this.#held.push(push)
      return
    }
    const { chatId, upTo, key, action } = push
    if (chatId !== undefined) {
      const known = this.#told.get(chatId)
      if (upTo !== undefined && known !== undefined && !isNewer(upTo, known) && !push.isWhole) return
      if (push.isEnd) this.#told.delete(chatId)
      else if (upTo !== undefined || push.isWhole) this.#told.set(chatId, upTo ?? known ?? '')
    }
    const own = key === undefined ? undefined : this.#own.get(key)
    if (key !== undefined) this.#own.delete(key)
    if (this.#party.wants !== null && !this.#party.wants.has(action)) return
    this.#transport.send(pushFrame(this.version, action, push.payload, own?.requestId ?? null))
  }

  #expectOwn(key: string, requestId: string | number): void {
    const now = this.#clock.now()
    for (const [old, { until }] of this.#own) if (until < now) this.#own.delete(old)
    this.#own.set(key, { requestId, until: now + ownPushWithinMs })
  }

  /** Says why, then closes. `data`: e.g. the region where to go. */
  end(reason: string, data?: object): void {
    if (this.#closed) return
    const payload = { reason, ...(data === undefined ? {} : { data }) }
    this.#transport.send(pushFrame(this.version, this.#entrance.farewell, payload))
    this.closed()
    this.#transport.close()
  }

  /** The connection is gone. */
  closed(): void {
    if (this.#closed) return
    this.#closed = true
    this.#cancel()
    const party = this.#party
    this.#party = null
    if (party !== null) this.#entrance.left(party, this)
  }

  #watchSilence(): void {
    this.#cancel()
    if (this.#closed) return
    const deadline = this.#lastSign + silenceLimitMs
    this.#cancel = this.#clock.wakeAt(deadline, () => {
      if (this.#clock.now() >= this.#lastSign + silenceLimitMs) this.end('connection_timeout')
      else this.#watchSilence()
    })
  }
}

const tooManyPending = fail(
  'pending_requests_limit_reached',
  `At most ${pendingLimit} requests may wait for their answer at a time.`,
)

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
