// How much the relay may keep: told before it is full, and full before the disk is. Nothing that is stored is ever thrown away for it.
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Clock, SECOND } from '../../domain/clock.ts'
import type { Sqlite } from '../../storage/dialects/sqlite.ts'

/** From here on the operator is told; and that calls are turned away, as a large one already may be. */
const alarmFrom = 0.8
const fullFrom = 0.97
/** What a row costs beside its bytes, at most: rows in other tables, and the rest of its last page. */
const perRow = 5 * 1024
/** Looking costs more than storing a call; in between it is enough to count. */
const lookEveryMs = SECOND

export interface RoomLeft {
  readonly usedBytes: number
  /** The smaller of what was allowed and what the disk has. */
  readonly limitBytes: number
  /** What the operator must know; null: there is room. */
  readonly alarm: string | null
}

export class Room {
  readonly #reader: Sqlite
  readonly #maxBytes: number
  readonly #clock: Pick<Clock, 'now'>
  readonly #freeOnDisk: () => number
  /** Taken in and not stored yet. */
  #underwayBytes = 0
  #looked: { readonly at: number; readonly usedBytes: number; readonly limitBytes: number } | null = null
  /** Stored since. */
  #sinceBytes = 0
  #blindness: string | null = null

  constructor(
    store: { reader: Sqlite; path: string },
    maxBytes: number,
    clock: Pick<Clock, 'now'>,
    freeOnDisk = () => freeBeside(store.path),
  ) {
    this.#reader = store.reader
    this.#maxBytes = maxBytes
    this.#clock = clock
    this.#freeOnDisk = freeOnDisk
  }

  left(): RoomLeft {
    const { usedBytes, limitBytes } = this.#look()
    return { usedBytes, limitBytes, alarm: this.#blindness ?? alarmOf(usedBytes, limitBytes) }
  }

  /** Takes room for so many bytes until `free` is called; null: there is none. */
  take(bytes: number): { free(): void } | null {
    const wanted = bytes + perRow
    if (!this.#fits(wanted, this.#lately()) && !this.#fits(wanted, this.#look())) return null
    this.#underwayBytes += wanted
    return {
      free: () => {
        this.#underwayBytes -= wanted
        this.#sinceBytes += wanted
      },
    }
  }

  #fits(bytes: number, { usedBytes, limitBytes }: Omit<RoomLeft, 'alarm'>): boolean {
    return usedBytes + this.#sinceBytes + this.#underwayBytes + bytes <= limitBytes
  }

  #lately(): Omit<RoomLeft, 'alarm'> {
    const looked = this.#looked
    return looked === null || this.#clock.now() - looked.at >= lookEveryMs ? this.#look() : looked
  }

  /** Never throws: a disk that cannot say how it is has no room, and is asked again. */
  #look(): Omit<RoomLeft, 'alarm'> {
    let usedBytes = this.#looked?.usedBytes ?? 0
    let limitBytes = usedBytes
    try {
      usedBytes = this.#used()
      limitBytes = Math.min(this.#maxBytes, usedBytes + this.#freeOnDisk())
      this.#blindness = null
    } catch (error) {
      limitBytes = usedBytes
      this.#blindness = `The relay cannot see how much room its disk has, and turns calls away (${String(error)}).`
    }
    this.#looked = { at: this.#clock.now(), usedBytes, limitBytes }
    this.#sinceBytes = 0
    return this.#looked
  }

  /** Pages of the file that hold something: what ends leaves free pages behind, which are used again. */
  #used(): number {
    const [pages, free, size] = ['page_count', 'freelist_count', 'page_size'].map(name =>
      Number(this.#reader.pragma(name, { simple: true })),
    )
    return ((pages ?? 0) - (free ?? 0)) * (size ?? 0)
  }
}

const alarmOf = (usedBytes: number, limitBytes: number): string | null => {
  if (usedBytes < alarmFrom * limitBytes) return null
  const share = `${mb(usedBytes)} of ${mb(limitBytes)} MB`
  return usedBytes >= fullFrom * limitBytes
    ? `The relay is full (${share}) and turns calls away. Connect the workstations, or give it more room with --max-mb.`
    : `The relay is getting full (${share}). Connect the workstations, or give it more room with --max-mb.`
}

const mb = (bytes: number): string => (bytes / 1024 / 1024).toFixed(bytes < 10 * 1024 * 1024 ? 1 : 0)

const freeBeside = (path: string): number => {
  const { bavail, bsize } = statfsSync(dirname(path))
  return bavail * bsize
}
