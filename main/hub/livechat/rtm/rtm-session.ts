// One connection of the RTM API: login, requests one after the other, pushes between them. It knows frames and order, and
// nothing of chats; the side (customers or agents) knows those.
import type { Log } from '../../../channels/channel.ts'
import { type Clock, SECOND } from '../../../domain/clock.ts'
import { pushFrame, type Request, readRequest, responseFrame, type Version } from '../envelope.ts'
import type { Answer, Methods } from '../method.ts'
import { bug, fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Push } from '../pushes/push.ts'
import { type Caller, unknownCaller } from './caller.ts'
import { Flood } from './flood.ts'
import { inTime, Lane } from './lane.ts'
import type { Party } from './party.ts'
import { type Introduce, Teller } from './telling/teller.ts'
import { Vigil } from './vigil.ts'

const pendingLimit = 10
const requestTimeoutMs = 15 * SECOND
/** Whoever tries so many wrong tokens on one connection has none. */
const wrongLoginsLimit = 10

/** The connection below: a WebSocket or a SockJS session. */
export interface Transport {
  send(text: string): void
  close(): void
}

/** What a side of the protocol, customers or agents, offers its connections. */
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

export class RtmSession<P extends Party> {
  readonly version: Version
  readonly caller: Caller
  readonly #entrance: Entrance<P>
  readonly #transport: Transport
  readonly #clock: Clock
  readonly #log: Log
  readonly #teller: Teller
  readonly #lane = new Lane(pendingLimit)
  readonly #vigil: Vigil
  readonly #flood: Flood
  #party: P | null = null
  #wrongLogins = 0
  /** A request is being served: pushes wait until its response is out. */
  #serving = false
  #closed = false

  constructor(parts: {
    readonly entrance: Entrance<P>
    readonly transport: Transport
    readonly version: Version
    readonly caller?: Caller
    readonly clock: Clock
    readonly log: Log
    /** Run before anything is served. Resolves with why the connection cannot be, or null. */
    check?(): Promise<string | null>
  }) {
    this.#entrance = parts.entrance
    this.#transport = parts.transport
    this.version = parts.version
    this.caller = parts.caller ?? unknownCaller
    this.#clock = parts.clock
    this.#log = parts.log
    this.#teller = new Teller({
      clock: parts.clock,
      isHeld: () => this.#serving,
      send: (push, requestId) => this.#send(push, requestId),
      failed: error => this.#fail(error),
    })
    this.#flood = new Flood(parts.clock)
    this.#vigil = new Vigil(parts.clock, () => this.end('connection_timeout'))
    if (parts.check !== undefined) this.#lane.begin(this.#check(parts.check).catch(error => this.#fail(error)))
  }

  /** Nothing of what still comes is read. */
  get isOver(): boolean {
    return this.#closed
  }

  get party(): P | null {
    return this.#party
  }

  /** A ping or pong of the connection itself. */
  alive(): void {
    this.#vigil.sign()
  }

  message(text: string): void {
    if (this.#closed) return
    const side = this.#party?.place.side ?? 'stranger'
    const isTooMuch = side !== 'agents' && this.#flood.isTooMuch(text, side)
    if (isTooMuch) this.end('too_many_unauthorized_connections')
    else this.#take(text)
  }

  #take(text: string): void {
    this.alive()
    const request = readRequest(text, this.version)
    if ('error' in request) this.#transport.send(responseFrame(request, request.error))
    else if (request.action === 'ping') this.#transport.send(responseFrame(request, {}))
    else if (this.#lane.isFull) this.#transport.send(responseFrame(request, tooManyPending))
    else this.#lane.add(() => this.#serve(request).catch(error => this.#fail(error)))
  }

  /** Pushes of one session go out in the order in which they are given. Resolves when it is out, or waits for a response. */
  push(push: Push, introduce: Introduce | null = null): Promise<void> {
    return this.#party === null ? Promise.resolve() : this.#teller.take({ push, introduce })
  }

  /** A push of a chat went to others: what this end knows of the chat is not whole any more. */
  miss(push: Push): void {
    if (push.chatId !== undefined && this.#party !== null)
      void this.#teller.take({ push, introduce: null, missed: true })
  }

  /** Says why, then closes. `data`: e.g. the region where to go. */
  end(reason: string, data?: object): void {
    if (this.#closed) return
    const payload = { reason, ...(data === undefined ? {} : { data }) }
    this.#transport.send(pushFrame(this.version, this.#entrance.farewell, payload))
    this.closed()
    this.#transport.close()
  }

  /** Closes without a word. */
  leave(): void {
    this.closed()
    this.#transport.close()
  }

  /** The connection is gone. */
  closed(): void {
    if (this.#closed) return
    this.#closed = true
    this.#vigil.end()
    this.#teller.end()
    const party = this.#party
    this.#party = null
    if (party !== null) this.#entrance.left(party, this)
  }

  async #check(check: () => Promise<string | null>): Promise<void> {
    const wrong = await check()
    if (wrong !== null) this.end(wrong)
  }

  async #serve(request: Request): Promise<void> {
    if (this.#closed) return
    this.#serving = true
    const answer = await inTime(this.#clock, requestTimeoutMs, this.#answer(request), tooLate)
    if (this.#closed) return
    const isDone = this.#respond(request, answer)
    this.#serving = false
    // A login that was cut short has left things halfway.
    if (request.action === 'login' && !isDone) return this.end('internal_error')
    if (this.#wrongLogins >= wrongLoginsLimit) return this.end('too_many_unauthorized_connections')
    await this.#teller.tell()
  }

  /** False: the hub failed. Nothing of an answer that could not be written is expected to follow. */
  #respond(request: Request, answer: Answer | ProtocolError): boolean {
    if (isProtocolError(answer)) {
      this.#transport.send(responseFrame(request, answer))
      return answer !== tooLate && answer !== bug
    }
    try {
      this.#transport.send(responseFrame(request, answer.payload))
    } catch (error) {
      this.#report(request, error)
      this.#transport.send(responseFrame(request, bug))
      return false
    }
    if (answer.own !== undefined && request.requestId !== null) this.#teller.expect(answer.own, request.requestId)
    answer.after?.()
    return true
  }

  async #answer(request: Request): Promise<Answer | ProtocolError> {
    try {
      return await this.#run(request)
    } catch (error) {
      this.#report(request, error)
      return bug
    }
  }

  #report({ action }: Request, error: unknown): void {
    this.#log.error('A bug while answering a program', { action, error: stackOf(error) })
  }

  async #run(request: Request): Promise<Answer | ProtocolError> {
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
    if (isProtocolError(party)) {
      if (party.type === 'authentication') this.#wrongLogins += 1
      return party
    }
    if (this.#closed) return tooLate
    this.#party = party
    this.#entrance.entered(party, this)
    this.#vigil.loggedIn()
    const payload = await this.#entrance.greet(party, this)
    for (const [chatId, upTo] of party.known) this.#teller.know(chatId, upTo)
    return { payload }
  }

  /** Nothing may be missing between two frames, so the other end begins anew. */
  #fail(error: unknown): void {
    this.#log.error('A program could not be told what happened', { error: stackOf(error) })
    this.end('internal_error')
  }

  #send(push: Push, requestId: string | number | null): void {
    const wants = this.#party?.wants ?? null
    const version = wants === null ? this.version : wants.versionOf(push.action)
    if (version === null) return
    const payload = this.#party?.shown?.(push.payload) ?? push.payload
    this.#transport.send(pushFrame(version, push.action, payload, requestId))
  }
}

const tooLate = fail('request_timeout', 'It took too long, and may be done all the same: look before you repeat it.')

const tooManyPending = fail(
  'pending_requests_limit_reached',
  `At most ${pendingLimit} requests may wait for their answer at a time.`,
)

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
