// The channels that workstations have told the relay of, with their secrets sealed.
import { z } from 'zod'
import type { Log } from '../../channels/channel.ts'
import type { Keychain } from '../../services/keychain.ts'
import type { Data } from './relay-store.ts'

export interface KnownChannel {
  readonly kind: 'whatsapp' | 'facebook'
  readonly channelId: string
  readonly deskId: string
  /** The page's number, or the sender. */
  readonly place: string
  /** WhatsApp: the auth token. Null: the desk has not told it. */
  readonly secret: string | null
  /** By which deliveries are signed where the network's own secret stays here. */
  readonly relayKey: string | null
  /** When the desk removed it; null: it has it. */
  readonly goneAt: number | null
}

const row = z.object({
  kind: z.enum(['whatsapp', 'facebook']),
  channel_id: z.string(),
  desk_id: z.string(),
  place: z.string(),
  secret: z.string().nullable(),
  relay_key: z.string().nullable(),
  gone_at: z.number().nullable(),
})

export class StoredChannels {
  readonly #data: Data
  readonly #keychain: Keychain
  readonly #log: Log

  constructor(data: Data, keychain: Keychain, log: Log) {
    this.#data = data
    this.#keychain = keychain
    this.#log = log
  }

  all(): KnownChannel[] {
    const found = this.#data.read('SELECT * FROM channel').all()
    return found.map(one => {
      const known = row.parse(one)
      return {
        kind: known.kind,
        channelId: known.channel_id,
        deskId: known.desk_id,
        place: known.place,
        secret: this.#open(known.secret),
        relayKey: this.#open(known.relay_key),
        goneAt: known.gone_at,
      }
    })
  }

  /** Inside of a write. */
  put(channel: KnownChannel): void {
    const { kind, channelId, deskId, place, secret, relayKey, goneAt } = channel
    this.#data
      .change('INSERT OR REPLACE INTO channel VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(kind, channelId, deskId, place, this.#seal(secret), this.#seal(relayKey), goneAt)
  }

  /** Inside of a write. */
  forget({ kind, channelId }: Pick<KnownChannel, 'kind' | 'channelId'>): void {
    this.#data.change('DELETE FROM channel WHERE kind = ? AND channel_id = ?').run(kind, channelId)
  }

  #seal(secret: string | null): string | null {
    return secret === null ? null : this.#keychain.seal(secret)
  }

  /** Sealed under another key file, it is lost until its workstation tells it again, which it does whenever it connects. */
  #open(sealed: string | null): string | null {
    try {
      return sealed === null ? null : this.#keychain.open(sealed)
    } catch {
      this.#log.warn('A secret cannot be opened by this key file; its workstation will tell it again')
      return null
    }
  }
}
