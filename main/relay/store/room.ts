// How much the relay may keep: told before it is full, and full before the disk is. Nothing that is stored is ever thrown away for it.
import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Sqlite } from '../../storage/dialects/sqlite.ts'

/** From here on the operator is told; and that calls are turned away, as a large one already may be. */
const alarmFrom = 0.8
const fullFrom = 0.97
/** What a row costs beside its bytes. */
const perRow = 1_024

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
  readonly #freeOnDisk: () => number
  /** Taken in and not stored yet. */
  #underwayBytes = 0

  constructor(store: { reader: Sqlite; path: string }, maxBytes: number, freeOnDisk = () => freeBeside(store.path)) {
    this.#reader = store.reader
    this.#maxBytes = maxBytes
    this.#freeOnDisk = freeOnDisk
  }

  left(): RoomLeft {
    const usedBytes = this.#used()
    const limitBytes = Math.min(this.#maxBytes, usedBytes + this.#freeOnDisk())
    return { usedBytes, limitBytes, alarm: alarmOf(usedBytes, limitBytes) }
  }

  /** Takes room for so many bytes until `free` is called; null: there is none. */
  take(bytes: number): { free(): void } | null {
    const { usedBytes, limitBytes } = this.left()
    const wanted = bytes + perRow
    if (usedBytes + this.#underwayBytes + wanted > limitBytes) return null
    this.#underwayBytes += wanted
    return {
      free: () => {
        this.#underwayBytes -= wanted
      },
    }
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
