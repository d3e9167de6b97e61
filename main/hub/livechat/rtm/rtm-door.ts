// The RTM API's WebSockets: /v3.x/customer/rtm/ws and /v3.x/agent/rtm/ws, each connection with a session of its own.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Log } from '../../../channels/channel.ts'
import { networkOf } from '../../../channels/web/door/limits.ts'
import { type Clock, SECOND } from '../../../domain/clock.ts'
import type { Organization } from '../../../storage/protocol-store.ts'
import type { AgentParty } from '../agents/agent-party.ts'
import type { CustomerParty } from '../customers/customer-party.ts'
import { isVersion, largestFrame, latestVersion, type Version } from '../envelope.ts'
import type { NetworkCount } from '../limits.ts'
import { socketTransport } from './bounded-transport.ts'
import { type Caller, callerOf, unknownCaller } from './caller.ts'
import type { Party } from './party.ts'
import { type Entrance, RtmSession, type Transport } from './rtm-session.ts'

const heartbeatMs = 15 * SECOND
const goodbyeMs = 2 * SECOND
/** Programs log in at once. Of more that have not, the one that has waited longest makes room. */
const strangersLimit = 1_000

export interface RtmParts {
  readonly customers: Entrance<CustomerParty>
  readonly agents: Entrance<AgentParty>
  readonly clock: Clock
  readonly log: Log
  /** Of customers. */
  readonly networks: NetworkCount
  organization(): Promise<Organization>
}

/** What a connection is about, by its address. */
export interface RtmAddress {
  /** Null: one that this hub does not speak. */
  readonly version: Version | null
  readonly side: 'customer' | 'agent'
  readonly organizationId: string | null
}

type Ending = Pick<RtmSession<Party>, 'end' | 'party'>

/** One connection as the transport below sees it. */
export interface Attended {
  message(text: string): void
  /** It was ended, by whomever: what comes after is read by nobody. */
  isOver(): boolean
  alive(): void
  closed(): void
}

export class RtmDoor {
  readonly #parts: RtmParts
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: largestFrame, perMessageDeflate: false })
  readonly #sessions = new Set<Ending>()
  /** Those who may not have logged in yet; the oldest first. */
  readonly #strangers = new Set<Ending>()
  #stopHeartbeat: (() => void) | null = null

  constructor(parts: RtmParts) {
    this.#parts = parts
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): boolean {
    const address = rtmAddressOf(request.url ?? '', 'ws')
    if (address === null) return false
    const network = address.side === 'customer' ? networkOf(request.socket.remoteAddress) : null
    const leave = this.#parts.networks.enter(network)
    if (leave === null) {
      socket.once('finish', () => socket.destroy())
      socket.end('HTTP/1.1 429 Too Many Requests\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return true
    }
    socket.once('close', leave)
    this.#server.handleUpgrade(request, socket, head, accepted => this.#accept(accepted, address, callerOf(request)))
    return true
  }

  /** Also for other transports, such as SockJS. */
  attend(transport: Transport, address: RtmAddress, caller: Caller = unknownCaller): Attended {
    return address.side === 'customer'
      ? this.#open(this.#parts.customers, transport, address, caller)
      : this.#open(this.#parts.agents, transport, address, caller)
  }

  #open<P extends Party>(entrance: Entrance<P>, transport: Transport, address: RtmAddress, caller: Caller): Attended {
    const { clock, log } = this.#parts
    const version = address.version ?? latestVersion
    const session = new RtmSession({
      entrance,
      transport,
      version,
      caller,
      clock,
      log,
      check: () => this.#whatIsWrong(address),
    })
    this.#sessions.add(session)
    this.#strangers.add(session)
    if (this.#strangers.size > strangersLimit) this.#makeRoom()
    return {
      message: text => session.message(text),
      isOver: () => session.isOver,
      alive: () => session.alive(),
      closed: () => {
        this.#sessions.delete(session)
        this.#strangers.delete(session)
        session.closed()
      },
    }
  }

  /** A customer names whose customer they are; agents' tokens say it themselves. */
  async #whatIsWrong({ version, side, organizationId }: RtmAddress): Promise<string | null> {
    if (version === null) return 'unsupported_version'
    const { id } = await this.#parts.organization()
    if (organizationId === null) return side === 'customer' ? 'license_not_found' : null
    return organizationId === id ? null : 'license_not_found'
  }

  #makeRoom(): void {
    for (const session of this.#strangers) if (session.party !== null) this.#strangers.delete(session)
    if (this.#strangers.size <= strangersLimit) return
    const [longest] = this.#strangers
    if (longest === undefined) return
    this.#strangers.delete(longest)
    longest.end('too_many_unauthorized_connections')
  }

  #accept(socket: WebSocket, address: RtmAddress, caller: Caller): void {
    const attended = this.attend(socketTransport(socket), address, caller)
    socket.on('message', (data, isBinary) => {
      if (isBinary) socket.close(1003, 'Text frames only')
      else attended.message(String(data))
      // Whoever goes on sending would keep us reading frames until they hear that it is over.
      if (attended.isOver()) socket.terminate()
    })
    socket.on('ping', () => attended.alive())
    socket.on('pong', () => attended.alive())
    socket.on('error', () => socket.terminate())
    socket.on('close', () => attended.closed())
    this.#beat()
  }

  /** Programs that never send a ping of their own are alive as long as they answer ours. */
  #beat(): void {
    if (this.#stopHeartbeat !== null) return
    const { clock } = this.#parts
    this.#stopHeartbeat = clock.wakeAt(clock.now() + heartbeatMs, () => {
      this.#stopHeartbeat = null
      for (const socket of this.#server.clients) socket.ping()
      if (this.#server.clients.size > 0) this.#beat()
    })
  }

  /** Tells every program that it may come again at once, and closes. Those who do not answer in time are cut off. */
  async close(): Promise<void> {
    this.#stopHeartbeat?.()
    for (const session of this.#sessions) session.end('service_temporarily_unavailable')
    for (const socket of this.#server.clients) socket.close(1001)
    const { clock } = this.#parts
    const cancel = clock.wakeAt(clock.now() + goodbyeMs, () => {
      for (const socket of this.#server.clients) socket.terminate()
    })
    await new Promise<void>(resolve => this.#server.close(() => resolve()))
    cancel()
  }
}

/** Null: the address is none of the RTM API's. `end`: what its path ends with. */
export const rtmAddressOf = (url: string, end: string): RtmAddress | null => {
  const [path = '', query = ''] = url.split('?', 2)
  const parts = /^\/v(\d\.\d)\/(customer|agent)\/rtm\/([a-z]+)\/?$/.exec(path)
  const [, version = '', side, last] = parts ?? []
  if (last !== end || (side !== 'customer' && side !== 'agent')) return null
  const organizationId = new URLSearchParams(query).get('organization_id')
  return { version: isVersion(version) ? version : null, side, organizationId }
}
