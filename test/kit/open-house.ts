// An office behind a real port: programs call it over HTTP, screens over WebSocket and string channels, all in one process.
import { onTestFinished } from 'vitest'
import { WebSocket as Socket } from 'ws'
import { createWebConnector } from '../../main/channels/web/connector.ts'
import { type AgentId, asId, type RoleId } from '../../main/domain/ids.ts'
import type { Permission } from '../../main/domain/permissions.ts'
import { openCounter } from '../../main/hub/counter.ts'
import { listen } from '../../main/machine/listener.ts'
import { createWire } from '../../main/wire/wire.ts'
import { type Bridge, type Door, openBridgeDoor, openSocketDoor } from '../../preload/socket.ts'
import { anOpenOffice, type OfficeOptions, type TestOffice } from './office.ts'

export interface Answer {
  readonly status: number
  readonly body: Readonly<Record<string, unknown>>
  readonly headers: Headers
}

export interface OpenHouse {
  readonly office: TestOffice
  readonly url: string
  readonly port: number
  /** A session of an agent who has exactly these rights. */
  session(name: string, ...rights: Permission[]): Promise<string>
  /** POST /api/<name>. */
  call(name: string, input?: unknown, token?: string | null, headers?: Record<string, string>): Promise<Answer>
  /** Over a pair of string channels, as on the desktop. */
  bridge(token: string | null): Door
  socket(token: string | null, headers?: Record<string, string>): Door
  oneTimeUrl(name: string): string
  /** The doors close; the office goes on. */
  shut(): Promise<void>
}

let roles = 0

export const anOpenHouse = async (
  options: OfficeOptions & {
    readonly host?: string
    readonly rendererDir?: string
    /** With a website channel of the queue "support", by which customers come in. */
    readonly website?: boolean
  } = {},
): Promise<OpenHouse> => {
  const ids = { secret: () => `one-time-${++roles}` }
  const web = createWebConnector({ visitorKey: new Uint8Array(32).fill(7), ids })
  const office = await anOpenOffice(
    options.website ? { ...options, connectors: [web, ...(options.connectors ?? [])] } : options,
  )
  const { services, store, clock, log } = office
  if (options.website)
    await services.channels.register(null, {
      kind: 'web',
      name: 'Website',
      queueId: asId('support'),
      active: true,
      settings: {},
    })
  const listener = await listen('127.0.0.1', 0)
  const counter = openCounter({
    services,
    reads: store,
    web,
    listener,
    host: options.host ?? '127.0.0.1',
    demo: false,
    version: '1.2.3',
    rendererDir: options.rendererDir ?? '/nowhere',
    customerDir: '/nowhere',
    clock,
    ids,
    log,
  })
  const host = {
    version: '1.2.3',
    kind: 'desktop' as const,
    demo: false,
    customerDoor: () => null,
    takesPrograms: false,
  }
  const wire = createWire({ services, clock, log, host })
  const doors: Door[] = []
  let shutting: Promise<void> | null = null
  const shut = () => {
    for (const door of doors) door.close()
    shutting ??= counter.close(Promise.resolve())
    return shutting
  }
  onTestFinished(shut)

  const keep = (door: Door): Door => {
    doors.push(door)
    return door
  }

  return {
    office,
    shut,
    url: listener.url,
    port: listener.port,

    async session(name, ...rights) {
      const id = asId<RoleId>(`rights-${++roles}`)
      await store.transact(async tx => {
        await tx.agents.insertRole({ id, name: `Rights ${roles}`, permissions: rights })
        await tx.agents.update(asId<AgentId>(name), { roleIds: [id] })
      })
      return (await services.sessions.admit(asId<AgentId>(name), 'test')).token
    },

    async call(name, input = {}, token = null, headers = {}) {
      const response = await fetch(`${listener.url}/api/${name}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          ...headers,
        },
        body: JSON.stringify(input),
      })
      return { status: response.status, body: await response.json(), headers: response.headers }
    },

    bridge(token) {
      const [inside, outside] = stringChannels()
      const end = wire.serveFrames(inside, { token, carrier: 'ipc', address: null })
      onTestFinished(end)
      return keep(openBridgeDoor(outside))
    },

    socket(token, headers = {}) {
      const sent = { ...headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
      const open = () => new Socket(`ws://127.0.0.1:${listener.port}/ws`, { headers: sent }) as unknown as WebSocket
      return keep(openSocketDoor({ open, clock, random: () => 0 }))
    },

    oneTimeUrl: name => counter.oneTimeUrl(asId<AgentId>(name)),
  }
}

/** A pair of plain string channels, as ipcRenderer.send and on are. */
const stringChannels = () => {
  const toInside = new Set<(event: { data: string }) => void>()
  const toOutside = new Set<(frame: string) => void>()
  const inside = {
    postMessage: (frame: string) =>
      queueMicrotask(() => {
        for (const listener of toOutside) listener(frame)
      }),
    addEventListener: (_type: 'message', listener: (event: { data: string }) => void) => void toInside.add(listener),
  }
  const outside: Bridge = {
    send: frame =>
      queueMicrotask(() => {
        for (const listener of toInside) listener({ data: frame })
      }),
    onFrame(listener) {
      toOutside.add(listener)
      return () => void toOutside.delete(listener)
    },
  }
  return [inside, outside] as const
}
