// What has become of calls since the relay's first day, by workstation; '' is nobody's.
import { z } from 'zod'
import type { Data } from './relay-store.ts'

export type Count = 'stored' | 'delivered' | 'refused' | 'expired'

const row = z.object({ desk_id: z.string(), name: z.string(), value: z.number() })

export class Counters {
  readonly #data: Data

  constructor(data: Data) {
    this.#data = data
  }

  /** Inside of a write. */
  add(deskId: string | null, name: Count, by = 1): void {
    this.#data
      .change('INSERT INTO counter VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value = value + excluded.value')
      .run(deskId ?? '', name, by)
  }

  of(deskId: string | null, name: Count): number {
    const found = this.#data.read('SELECT * FROM counter WHERE desk_id = ? AND name = ?').get(deskId ?? '', name)
    return found === undefined ? 0 : row.parse(found).value
  }
}
