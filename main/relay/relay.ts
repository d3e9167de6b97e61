// One running relay: where its parts meet.
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Log } from '../channels/channel.ts'
import { type Clock, SECOND } from '../domain/clock.ts'
import { keyFromFile } from '../machine/key-file.ts'
import { keyFileKeychain } from '../machine/key-file-keychain.ts'
import type { Listener } from '../machine/listener.ts'
import type { FacebookApp } from './command-line.ts'
import { FacebookLogin } from './facebook/facebook-login.ts'
import { type FacebookRoots, officialRoots } from './facebook/roots.ts'
import { createFront } from './front.ts'
import { Calls } from './health/calls.ts'
import { figuresOf } from './health/figures.ts'
import { Hooks } from './hooks/hooks.ts'
import { createLineDoor } from './lines/line-door.ts'
import { Lines } from './lines/lines.ts'
import { Pairing } from './pairing.ts'
import { Roster } from './roster/roster.ts'
import { makeRounds } from './rounds.ts'
import { backlogOf } from './store/backlog.ts'
import { StoredChannels } from './store/channels.ts'
import { PairingCodes } from './store/codes.ts'
import { Counters } from './store/counters.ts'
import { Deliveries } from './store/deliveries.ts'
import { Desks } from './store/desks.ts'
import { openRelayStore } from './store/relay-store.ts'
import { Room } from './store/room.ts'

/** A call that takes longer when the relay stops is cut off. */
const patienceMs = 2 * SECOND

export interface Relay {
  readonly url: string
  /** The pairing code of a folder's first start; null: it was used before. */
  readonly firstCode: string | null
  stop(): Promise<void>
}

export interface RelayParts {
  readonly dataDir: string
  readonly listener: Listener
  readonly publicUrl: string
  readonly facebook: FacebookApp | null
  /** Without it, Facebook's own. */
  readonly facebookRoots?: FacebookRoots
  readonly keepMs: number
  readonly maxBytes: number
  /** Bytes that the disk has left; without it the disk is asked. */
  readonly freeOnDisk?: () => number
  readonly clock: Clock
  readonly log: Log
}

/** Throws with a sentence for a person when the data folder cannot be used. */
export const openRelay = async (parts: RelayParts): Promise<Relay> => {
  const { dataDir, listener, publicUrl, facebook, keepMs, clock, log } = parts
  const store = openRelayStore(dataDir, clock)
  const keychain = keyFileKeychain(keyFromFile(join(dataDir, 'relay.key')))
  const lines = new Lines()
  const calls = new Calls()
  const counters = new Counters(store)
  const codes = new PairingCodes(store, clock)
  const desks = new Desks(store, clock)
  const deliveries = new Deliveries(store, clock, counters)
  const room = new Room(store, parts.maxBytes, clock, parts.freeOnDisk)
  const isConnected = (deskId: string) => lines.of(deskId) !== null
  const channels = new StoredChannels(store, keychain, log)
  const roster = new Roster({ data: store, channels, desks, deliveries, clock, log, isConnected })
  const below = belowAddress(publicUrl)
  const login = new FacebookLogin({
    publicUrl,
    facebook,
    roots: parts.facebookRoots ?? officialRoots,
    clock,
    log,
    tell(deskId, frame) {
      const line = lines.of(deskId)
      line?.tell(frame)
      return line !== null
    },
  })
  const door = createLineDoor({
    lines,
    desks,
    log,
    below,
    lineOf: ({ deskId }) => ({
      publicUrl,
      facebookApp: facebook?.appId ?? null,
      roster,
      deliveries,
      clock,
      log,
      beginLogin: wish => login.begin(deskId, wish),
      tidings() {
        const { waiting: count, oldestAt, refused } = backlogOf(store, deskId)
        return { count, oldestAt, refused, alarm: room.left().alarm }
      },
    }),
  })
  const front = createFront({
    hooks: new Hooks({ publicUrl, facebook, roster, deliveries, room, lines, calls, clock, log }),
    pairing: new Pairing({ desks, codes, clock, log }),
    login,
    calls,
    figures: () => figuresOf({ store, desks, counters, roster, lines, room, clock }),
    below,
  })
  const stopping = new AbortController()
  const rounds = makeRounds({ deliveries, desks, roster, lines, room, keepMs, clock, log }, stopping.signal)
  const firstCode = store.isNew ? await codes.mint() : null
  const answer = getRequestListener((request, env) => front.fetch(request, env), { overrideGlobalObjects: false })
  listener.answerWith(answer, door.upgrade)
  return {
    url: listener.url,
    firstCode,
    async stop() {
      stopping.abort()
      const patience = new Promise<void>(resolve => clock.wakeAt(clock.now() + patienceMs, resolve))
      await Promise.all([door.close(), listener.close(patience), rounds])
      await deliveries.settled()
      await store.close()
    },
  }
}

/** A proxy may hand on the path of the public address or leave it away. */
const belowAddress = (publicUrl: string): ((url: string) => string) => {
  const prefix = new URL(publicUrl).pathname.replace(/\/+$/, '')
  return url =>
    prefix !== '' && (url === prefix || url.startsWith(`${prefix}/`)) ? url.slice(prefix.length) || '/' : url
}
