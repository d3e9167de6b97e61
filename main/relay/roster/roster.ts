// Which channel is whose: asked for every call, so it is kept in memory; told by the workstations whenever they connect.
import { randomBytes } from 'node:crypto'
import type { Log } from '../../channels/channel.ts'
import type { Clock } from '../../domain/clock.ts'
import type { RelayedChannel } from '../protocol.ts'
import type { KnownChannel, StoredChannels } from '../store/channels.ts'
import type { Deliveries } from '../store/deliveries.ts'
import type { Desks } from '../store/desks.ts'
import type { Data } from '../store/relay-store.ts'
import { type Declaring, declare, isLongAway, keyOf } from './declaring.ts'

interface RosterParts {
  readonly data: Data
  readonly channels: StoredChannels
  readonly desks: Desks
  readonly deliveries: Deliveries
  readonly clock: Pick<Clock, 'now'>
  readonly log: Log
  isConnected(deskId: string): boolean
}

export interface Declared {
  /** By channel, the key by which its deliveries are signed. */
  readonly keys: Readonly<Record<string, string>>
  /** What cannot be taken for this workstation, in a sentence; null: everything is. */
  readonly alarm: string | null
}

export class Roster {
  readonly #parts: RosterParts
  readonly #known = new Map<string, KnownChannel>()
  /** One after the other: each decision stands on what the one before has written. */
  #turn: Promise<unknown> = Promise.resolve()

  constructor(parts: RosterParts) {
    this.#parts = parts
    for (const channel of parts.channels.all()) this.#known.set(keyOf(channel), channel)
  }

  /** Null: nobody has ever told of it, or it has been gone for long. */
  get(kind: KnownChannel['kind'], channelId: string): KnownChannel | null {
    return this.#known.get(keyOf({ kind, channelId })) ?? null
  }

  /** Channels for a page, those that are gone among them. */
  ofPage(page: string): readonly KnownChannel[] {
    return [...this.#known.values()].filter(one => one.kind === 'facebook' && one.place === page)
  }

  /** Those that it has now. */
  ofDesk(deskId: string): readonly KnownChannel[] {
    return [...this.#known.values()].filter(one => one.deskId === deskId && one.goneAt === null)
  }

  /** These and no others are this workstation's from now on. Rejects when the disk fails. */
  declare(deskId: string, channels: readonly RelayedChannel[]): Promise<Declared> {
    return this.#inTurn(async () => {
      const { desks, clock, log, isConnected } = this.#parts
      const now = clock.now()
      const mayLose = (other: string) => !isConnected(other) && isLongAway(desks.get(other), now)
      const decided = declare([...this.#known.values()], channels, deskId, mayLose, newKey)
      await this.#apply(deskId, decided)
      for (const { channel, heldBy } of decided.denied)
        log.warn('A channel stays with another workstation', { deskId, heldBy, place: channel.place })
      const keyed = this.ofDesk(deskId).flatMap(({ channelId, relayKey }) => (relayKey ? [[channelId, relayKey]] : []))
      return { keys: Object.fromEntries(keyed), alarm: alarmOf(decided.denied) }
    })
  }

  /** The workstation gives its pairing up. What waits is kept for as long as everything, in case it is paired anew. */
  leave(deskId: string): Promise<void> {
    return this.#inTurn(async () => {
      const { data, desks, deliveries } = this.#parts
      const mine = this.ofDesk(deskId)
      const goneAt = this.#parts.clock.now()
      await data.write(() => {
        for (const channel of mine) {
          this.#parts.channels.put({ ...channel, goneAt })
          deliveries.setAside(deskId, channel.kind, channel.channelId, 'left', 'The workstation has left this relay.')
        }
        desks.leave(deskId)
      })
      for (const channel of mine) this.#known.set(keyOf(channel), { ...channel, goneAt })
    })
  }

  /** Forgets the channels that went before this instant: nothing of them is kept any more. */
  forgetGoneBefore(instant: number): Promise<void> {
    return this.#inTurn(async () => {
      const old = [...this.#known.values()].filter(({ goneAt }) => goneAt !== null && goneAt < instant)
      if (old.length === 0) return
      await this.#parts.data.write(() => {
        for (const channel of old) this.#parts.channels.forget(channel)
      })
      for (const channel of old) this.#known.delete(keyOf(channel))
    })
  }

  async #apply(deskId: string, { put, back, gone }: Declaring): Promise<void> {
    if (put.length + back.length + gone.length === 0) return
    const { data, channels, deliveries, clock } = this.#parts
    const goneAt = clock.now()
    await data.write(() => {
      for (const { channel, reason } of gone) {
        channels.put({ ...channel, goneAt })
        deliveries.setAside(channel.deskId, channel.kind, channel.channelId, 'gone', reason)
      }
      for (const channel of put) channels.put(channel)
      for (const channel of back) deliveries.bringBack(deskId, channel.kind, channel.channelId)
    })
    for (const { channel } of gone) this.#known.set(keyOf(channel), { ...channel, goneAt })
    for (const channel of put) this.#known.set(keyOf(channel), channel)
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#turn.then(work)
    this.#turn = done.catch(() => {})
    return done
  }
}

const newKey = (): string => randomBytes(32).toString('hex')

const alarmOf = (denied: Declaring['denied']): string | null => {
  const places = denied.map(({ channel }) => channel.place).join(', ')
  return places === '' ? null : `Another workstation of this relay has ${places}. Remove the channel there first.`
}
