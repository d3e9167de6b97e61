// The workstations that are paired with this relay. Their secrets are random and kept as hashes.
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Clock } from '../../domain/clock.ts'
import type { PairingCodes } from './codes.ts'
import type { Data } from './relay-store.ts'

export interface Desk {
  readonly deskId: string
  readonly name: string
  readonly pairedAt: number
  /** When its line stood last. */
  readonly seenAt: number
  readonly leftAt: number | null
}

const row = z.object({
  desk_id: z.string(),
  name: z.string(),
  secret_hash: z.string(),
  paired_at: z.number(),
  seen_at: z.number(),
  left_at: z.number().nullable(),
})

export class Desks {
  readonly #data: Data
  readonly #clock: Pick<Clock, 'now'>

  constructor(data: Data, clock: Pick<Clock, 'now'>) {
    this.#data = data
    this.#clock = clock
  }

  /** Null: the code is wrong, used or too old. */
  pair(code: string, name: string, codes: PairingCodes): Promise<{ clientId: string; clientSecret: string } | null> {
    const clientId = randomUUID()
    const clientSecret = randomBytes(32).toString('base64url')
    const now = this.#clock.now()
    return this.#data.write(() => {
      if (!codes.spend(code)) return null
      this.#data
        .change('INSERT INTO desk VALUES (?, ?, ?, ?, ?, NULL)')
        .run(clientId, name, hashOf(clientSecret), now, now)
      return { clientId, clientSecret }
    })
  }

  /** Whose `<clientId>.<clientSecret>` this is; null: nobody's. */
  withToken(token: string): Desk | null {
    const at = token.indexOf('.')
    const found = this.#data.read('SELECT * FROM desk WHERE desk_id = ?').get(token.slice(0, Math.max(0, at)))
    const known = found === undefined ? null : row.parse(found)
    const right = Buffer.from(known?.secret_hash ?? hashOf(''))
    const isRight = timingSafeEqual(Buffer.from(hashOf(token.slice(at + 1))), right)
    return known !== null && isRight && known.left_at === null ? deskOf(known) : null
  }

  get(deskId: string): Desk | null {
    const found = this.#data.read('SELECT * FROM desk WHERE desk_id = ?').get(deskId)
    return found === undefined ? null : deskOf(row.parse(found))
  }

  all(): Desk[] {
    const found = this.#data.read('SELECT * FROM desk ORDER BY paired_at, desk_id').all()
    return found.map(one => deskOf(row.parse(one)))
  }

  async seen(deskIds: readonly string[]): Promise<void> {
    const now = this.#clock.now()
    await this.#data.write(() => {
      for (const deskId of deskIds) this.#data.change('UPDATE desk SET seen_at = ? WHERE desk_id = ?').run(now, deskId)
    })
  }

  /** Inside of a write. */
  leave(deskId: string): void {
    this.#data.change('UPDATE desk SET left_at = ? WHERE desk_id = ?').run(this.#clock.now(), deskId)
  }
}

const deskOf = (one: z.infer<typeof row>): Desk => ({
  deskId: one.desk_id,
  name: one.name,
  pairedAt: one.paired_at,
  seenAt: one.seen_at,
  leftAt: one.left_at,
})

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')
