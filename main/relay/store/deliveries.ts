// Calls that are kept: those that wait for their workstation, in the order in which they came, and those that were refused.
import { z } from 'zod'
import type { WebhookRequest } from '../../channels/webhook.ts'
import type { Clock } from '../../domain/clock.ts'
import type { RelayedChannel } from '../protocol.ts'
import type { Counters } from './counters.ts'
import type { Data } from './relay-store.ts'

type Kind = RelayedChannel['kind']

/**
 * Why a call is not for anybody. `desk`: its workstation would not have it. `gone`: the workstation has removed the channel; when
 * it brings it back, these wait again. `left`: it gave its pairing up. `nobody`: no workstation has ever had the page. `unreadable`:
 * signed, and still nothing that can be divided among pages.
 */
export type Cause = 'desk' | 'gone' | 'left' | 'nobody' | 'unreadable'

/** Whom a call is for, with the body as they are to get it; `refused`: kept, and delivered to nobody. */
export interface Addressee {
  readonly deskId: string | null
  readonly channelId: string | null
  readonly body: Uint8Array
  readonly refused: { readonly cause: Cause; readonly reason: string } | null
}

export interface Delivery {
  readonly seq: number
  readonly request: WebhookRequest
}

const row = z.object({
  seq: z.number(),
  received_at: z.number(),
  method: z.string(),
  url: z.string(),
  path: z.string(),
  headers: z.string().transform(text => z.record(z.string(), z.string()).parse(JSON.parse(text))),
  body: z.instanceof(Uint8Array),
})

const holder = z.object({ desk_id: z.string(), gone_at: z.number().nullable() })

export const noSuchChannel = 'The workstation has no such channel any more.'

/** Expire in one commit, so that nobody waits long for it. */
const endedAtOnce = 500
/** A commit for each acknowledgement would cost as much as the calls themselves. */
const endEveryMs = 50

export class Deliveries {
  readonly #data: Data
  readonly #clock: Pick<Clock, 'now'>
  readonly #counters: Counters
  #ended: { readonly deskId: string; readonly seq: number }[] = []
  #ending: Promise<void> | null = null

  constructor(data: Data, clock: Pick<Clock, 'now'>, counters: Counters) {
    this.#data = data
    this.#clock = clock
    this.#counters = counters
  }

  /** All of it is on disk when this resolves, or none: rejects when the disk fails. Gives for whom it is kept. */
  keep(kind: Kind, call: WebhookRequest, addressees: readonly Addressee[]): Promise<readonly Addressee[]> {
    const { method, url, path, headers, receivedAt } = call
    return this.#data.write(() => {
      const kept = addressees.map(one => this.#asOfNow(kind, one))
      for (const { deskId, channelId, body, refused } of kept) {
        const { lastInsertRowid: seq } = this.#data
          .change(
            'INSERT INTO delivery (kind, received_at, method, url, path, headers, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
          )
          .run(kind, receivedAt, method, url, path, JSON.stringify(headers), body)
        this.#counters.add(deskId, 'stored')
        if (refused !== null) this.#refuse(Number(seq), kind, { deskId, channelId, ...refused })
        else this.#data.change('INSERT INTO waiting VALUES (?, ?, ?, ?)').run(deskId, kind, channelId, seq)
      }
      return kept
    })
  }

  /** The next ones that wait for a channel behind `seq`, at most so many. */
  next(deskId: string, kind: Kind, channelId: string, seq: number, most: number): Delivery[] {
    const found = this.#data
      .read(`SELECT d.* FROM waiting w JOIN delivery d USING (seq)
        WHERE w.desk_id = ? AND w.kind = ? AND w.channel_id = ? AND w.seq > ? ORDER BY w.seq LIMIT ?`)
      .all(deskId, kind, channelId, seq, most)
    return found.map(one => {
      const { seq, received_at: receivedAt, method, url, path, headers, body } = row.parse(one)
      return { seq, request: { method, url, path, headers, body, receivedAt } }
    })
  }

  /**
   * The workstation has it on disk. Some of them end in one commit, a moment later: should the relay be killed before, they come
   * again, and the workstation knows them.
   */
  end(deskId: string, seq: number): Promise<void> {
    this.#ended.push({ deskId, seq })
    this.#ending ??= new Promise(resolve => void setTimeout(resolve, endEveryMs)).then(() => this.#endAll())
    return this.#ending
  }

  /** Resolves when all that is ended is so on disk. */
  async settled(): Promise<void> {
    await this.#ending?.catch(() => {})
  }

  /** The workstation will not have it: kept apart, with the reason. */
  refuse(deskId: string, kind: Kind, channelId: string, seq: number, reason: string): Promise<void> {
    return this.#data.write(() => {
      const { changes } = this.#data.change('DELETE FROM waiting WHERE seq = ? AND desk_id = ?').run(seq, deskId)
      if (changes > 0) this.#refuse(seq, kind, { deskId, channelId, cause: 'desk', reason })
    })
  }

  /** Inside of a write: nothing of this channel is delivered any more. */
  setAside(deskId: string, kind: Kind, channelId: string, cause: Cause, reason: string): void {
    const of = [deskId, kind, channelId]
    const { changes } = this.#data
      .change(`INSERT INTO refused SELECT seq, desk_id, kind, channel_id, ?, ?, ? FROM waiting
        WHERE desk_id = ? AND kind = ? AND channel_id = ?`)
      .run(cause, reason, this.#clock.now(), ...of)
    this.#data.change('DELETE FROM waiting WHERE desk_id = ? AND kind = ? AND channel_id = ?').run(...of)
    if (changes > 0) this.#counters.add(deskId, 'refused', changes)
  }

  /** Inside of a write: what waited for the channel, or was set aside when it went, is this desk's now. */
  bringBack(deskId: string, kind: Kind, channelId: string): void {
    this.#data
      .change('UPDATE waiting SET desk_id = ? WHERE kind = ? AND channel_id = ? AND desk_id <> ?')
      .run(deskId, kind, channelId, deskId)
    this.#data
      .change(`INSERT INTO waiting SELECT ?, kind, channel_id, seq FROM refused
        WHERE kind = ? AND channel_id = ? AND cause IN ('gone', 'left')`)
      .run(deskId, kind, channelId)
    this.#data
      .change(`DELETE FROM refused WHERE kind = ? AND channel_id = ? AND cause IN ('gone', 'left')`)
      .run(kind, channelId)
  }

  /** Ends what came before this instant, some of it at once. Gives how many ended, by desk; none: nothing is that old. */
  endBefore(instant: number): Promise<ReadonlyMap<string, number>> {
    return this.#data.write(() => {
      const old = this.#data
        .change(`SELECT d.seq, coalesce(w.desk_id, r.desk_id, '') AS desk_id FROM delivery d
          LEFT JOIN waiting w USING (seq) LEFT JOIN refused r USING (seq) WHERE d.received_at < ? LIMIT ?`)
        .all(instant, endedAtOnce)
      const ended = new Map<string, number>()
      for (const one of old) {
        const { seq, desk_id: deskId } = z.object({ seq: z.number(), desk_id: z.string() }).parse(one)
        this.#data.change('DELETE FROM delivery WHERE seq = ?').run(seq)
        ended.set(deskId, (ended.get(deskId) ?? 0) + 1)
      }
      for (const [deskId, count] of ended) this.#counters.add(deskId, 'expired', count)
      return ended
    })
  }

  #endAll(): Promise<void> {
    const ended = this.#ended
    this.#ended = []
    this.#ending = null
    return this.#data.write(() => {
      for (const { deskId, seq } of ended) {
        const { changes } = this.#data
          .change('DELETE FROM delivery WHERE seq = (SELECT seq FROM waiting WHERE seq = ? AND desk_id = ?)')
          .run(seq, deskId)
        if (changes > 0) this.#counters.add(deskId, 'delivered')
      }
    })
  }

  /** A channel can change hands while a body is on its way: what was kept for whoever had it before would never be fetched. */
  #asOfNow(kind: Kind, one: Addressee): Addressee {
    if (one.refused !== null || one.channelId === null) return one
    const found = this.#data
      .change('SELECT desk_id, gone_at FROM channel WHERE kind = ? AND channel_id = ?')
      .get(kind, one.channelId)
    const channel = found === undefined ? null : holder.parse(found)
    return channel === null || channel.gone_at !== null
      ? { ...one, refused: { cause: 'gone', reason: noSuchChannel } }
      : { ...one, deskId: channel.desk_id }
  }

  #refuse(
    seq: number,
    kind: Kind,
    one: { deskId: string | null; channelId: string | null; cause: Cause; reason: string },
  ): void {
    this.#data
      .change('INSERT INTO refused VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(seq, one.deskId, kind, one.channelId, one.cause, one.reason, this.#clock.now())
    this.#counters.add(one.deskId, 'refused')
  }
}
