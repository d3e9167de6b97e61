// The Agent RTM API of an emulated licence: sign-in within 30 seconds, pings, ten pending requests, and all faults of the weather.
import type { IncomingMessage } from 'node:http'
import { type WebSocket, WebSocketServer } from 'ws'
import { type Clock, SECOND } from '../../../main/domain/clock.ts'
import type { Licence } from './licence.ts'
import type { Methods } from './methods.ts'
import { ApiError, type Push } from './shapes.ts'
import type { Tokens } from './tokens.ts'
import { summaryOf } from './views.ts'
import type { Weather } from './weather.ts'

const signInWithinMs = 30 * SECOND
const silenceMs = 30 * SECOND
const mostPending = 10

interface Connection {
  readonly socket: WebSocket
  agentId: string | null
  authorization: string
  isAway: boolean
  pending: number
  /** Calls off what watches for silence, and for the token's end. */
  cancels: (() => void)[]
}

export interface Request {
  readonly action: string
  readonly payload: Readonly<Record<string, unknown>>
}

export class RtmServer {
  /** Everything that was asked, pings left out. */
  readonly requests: Request[] = []
  pings = 0
  /** The most requests that were pending on one connection at a time. */
  mostPendingSeen = 0
  /** Where the licence is; connections elsewhere are sent here. */
  region: string | null = null
  readonly #server = new WebSocketServer({ noServer: true })
  readonly #connections = new Set<Connection>()
  readonly #ports: { clock: Clock; licence: Licence; methods: Methods; tokens: Tokens; weather: Weather }

  constructor(ports: { clock: Clock; licence: Licence; methods: Methods; tokens: Tokens; weather: Weather }) {
    this.#ports = ports
  }

  upgrade(request: IncomingMessage, socket: import('node:stream').Duplex, head: Buffer): void {
    this.#server.handleUpgrade(request, socket, head, ws => this.#accept(ws, request.headers['x-region']))
  }

  get connected(): readonly string[] {
    return [...this.#connections].flatMap(one => one.agentId ?? [])
  }

  tell(agentIds: readonly string[], push: Push): void {
    for (const connection of this.#connections) {
      if (connection.agentId === null || !agentIds.includes(connection.agentId)) continue
      this.#ports.weather.push(push, () => send(connection, { version: '3.6', type: 'push', ...push }))
    }
  }

  /** A frame as it stands, to everybody: no server of LiveChat's would send such a thing. */
  sendRaw(frame: string): void {
    for (const { socket } of this.#connections) socket.send(frame)
  }

  /** As the real one does for reasons of its own. */
  disconnect(reason: string, data?: Record<string, unknown>): void {
    for (const connection of this.#connections) this.#cut(connection, reason, data)
  }

  /** Without a word. */
  breakAll(): void {
    for (const { socket } of this.#connections) socket.terminate()
  }

  /** Resolves when everything that was sent either way before is read. */
  async quiet(): Promise<void> {
    await Promise.all(
      [...this.#connections].map(
        ({ socket }) =>
          new Promise<void>(resolve => {
            if (socket.readyState !== socket.OPEN) return resolve()
            const done = () => {
              socket.off('pong', done)
              socket.off('close', done)
              resolve()
            }
            socket.once('pong', done)
            socket.once('close', done)
            socket.ping()
          }),
      ),
    )
  }

  close(): void {
    this.breakAll()
    for (const connection of this.#connections) this.#forget(connection)
  }

  #accept(socket: WebSocket, region: string | string[] | undefined): void {
    const connection: Connection = { socket, agentId: null, authorization: '', isAway: false, pending: 0, cancels: [] }
    this.#connections.add(connection)
    this.#watch(connection, signInWithinMs)
    socket.on('message', data => this.#take(connection, String(data)))
    socket.on('close', () => this.#forget(connection))
    socket.on('error', () => {})
    // Whoever names no data centre means the first one.
    if (this.region !== null && (region ?? 'dal') !== this.region)
      this.#cut(connection, 'misdirected_connection', { region: this.region })
  }

  #forget(connection: Connection): void {
    for (const cancel of connection.cancels.splice(0)) cancel()
    this.#connections.delete(connection)
    const { agentId } = connection
    const agent = agentId === null ? undefined : this.#ports.licence.agents.get(agentId)
    // The status outlives a short break of the line, as `reconnect` of the next login asks for.
    if (agent !== undefined && agentId !== null && !this.connected.includes(agentId))
      agent.status = 'not_accepting_chats'
  }

  #cut(connection: Connection, reason: string, data?: Record<string, unknown>): void {
    if (reason === 'access_token_expired') this.#ports.tokens.end(connection.authorization)
    const payload = { reason, ...(data === undefined ? {} : { data }) }
    send(connection, { version: '3.6', type: 'push', action: 'agent_disconnected', payload })
    connection.socket.close()
  }

  /** Whoever is silent for so long is cut off. */
  #watch(connection: Connection, ms: number): void {
    const { clock } = this.#ports
    for (const cancel of connection.cancels.splice(0)) cancel()
    const silence = clock.wakeAt(clock.now() + ms, () => this.#cut(connection, 'connection_timeout'))
    connection.cancels.push(silence)
    const ends = this.#ports.tokens.bearer(connection.authorization)?.expiresAt
    if (connection.agentId !== null && ends != null)
      connection.cancels.push(clock.wakeAt(ends, () => this.#cut(connection, 'access_token_expired')))
  }

  #take(connection: Connection, text: string): void {
    const { request_id: id, action, payload = {} } = JSON.parse(text)
    if (action === 'ping') {
      this.pings++
      if (connection.agentId !== null) this.#watch(connection, silenceMs)
      send(connection, { request_id: id, action, type: 'response', success: true, payload: {} })
      return
    }
    this.requests.push({ action, payload })
    connection.pending++
    this.mostPendingSeen = Math.max(this.mostPendingSeen, connection.pending)
    if (connection.pending > mostPending) {
      this.#answer(connection, id, action, refusal('pending_requests_limit_reached'))
      return
    }
    const fate = this.#ports.weather.answer(action)
    if (fate === 'swallow') return
    const answer = typeof fate === 'object' ? refusal(fate.refuse, fate.data) : this.#run(connection, action, payload)
    if (fate === 'lose') return
    // Answered in a later turn, so that requests can pile up.
    const deliver = () => this.#answer(connection, id, action, answer)
    if (fate === 'hold') this.#ports.weather.hold(deliver)
    else setImmediate(deliver)
  }

  #answer(connection: Connection, id: string, action: string, answer: Record<string, unknown>): void {
    connection.pending--
    send(connection, { request_id: id, action, type: 'response', ...answer })
  }

  #run(connection: Connection, action: string, payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
    const { methods, tokens } = this.#ports
    try {
      if (action === 'login') return { success: true, payload: this.#login(connection, payload) }
      const access = tokens.bearer(connection.authorization)
      if (connection.agentId === null || access === null) throw new ApiError('authentication')
      if (action === 'update_session') {
        const token = String(payload.token)
        if (tokens.bearer(token)?.agentId !== connection.agentId) throw new ApiError('authentication')
        connection.authorization = token
        this.#watch(connection, silenceMs)
        return { success: true, payload: {} }
      }
      const answer = methods.run(action, payload, connection.agentId, access.scopes) ?? {}
      if (action === 'set_routing_status')
        this.tell([connection.agentId], {
          action: 'routing_status_set',
          payload: { agent_id: connection.agentId, status: payload.status },
        })
      return { success: true, payload: answer }
    } catch (error) {
      if (error instanceof ApiError) return refusal(error.type, error.data, error.message)
      throw error
    }
  }

  #login(connection: Connection, payload: Readonly<Record<string, unknown>>): unknown {
    const { tokens, licence } = this.#ports
    const access = tokens.bearer(String(payload.token))
    const agent = access === null ? undefined : licence.agents.get(access.agentId)
    if (access === null || agent === undefined) throw new ApiError('authentication', 'Invalid access token')
    connection.agentId = access.agentId
    connection.authorization = String(payload.token)
    connection.isAway = payload.away === true
    if (agent.status === 'offline') agent.status = 'not_accepting_chats'
    this.#watch(connection, silenceMs)
    const mine = [...licence.chats.values()].filter(chat => chat.threads.at(-1)?.active === true)
    return {
      license: { id: licence.id, plan: 'enterprise' },
      my_profile: {
        id: agent.id,
        name: agent.name,
        email: agent.id,
        routing_status: agent.status,
        permission: 'normal',
      },
      chats_summary: mine.map(summaryOf),
    }
  }
}

const send = ({ socket }: Connection, frame: Record<string, unknown>): void => {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
}

const refusal = (type: string, data?: Record<string, unknown>, message = type): Record<string, unknown> => ({
  success: false,
  payload: { error: { type, message, ...(data === undefined ? {} : { data }) } },
})
