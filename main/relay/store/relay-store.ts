// The relay's data file, opened: one connection that writes in groups that share a commit, one that only reads what is committed.
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Clock } from '../../domain/clock.ts'
import { type Prepare, preparedOn } from '../../storage/dialects/prepared.ts'
import {
  CannotOpenData,
  checkIntegrity,
  lockDataFile,
  openReader,
  openWriter,
  type Sqlite,
} from '../../storage/dialects/sqlite.ts'
import { GroupCommit } from '../../storage/group-commit.ts'
import { migrate } from '../../storage/migrations/migrate.ts'
import { Gathering } from './gathering.ts'
import { relayMigrations } from './tables.ts'

/** Statements of the two connections, and how to write: `work` runs at once or never, and is on disk when the promise resolves. */
export interface Data {
  /** What is committed. */
  readonly read: Prepare
  /** Inside of `write` only. */
  readonly change: Prepare
  write<T>(work: () => T): Promise<T>
}

export interface RelayStore extends Data {
  readonly path: string
  readonly reader: Sqlite
  /** Whether the data file was made just now. */
  readonly isNew: boolean
  close(): Promise<void>
}

export const dataFile = (dir: string): string => join(dir, 'relay.db')

/** SQLite's log is cut back to this after each checkpoint. */
const longestLog = 8 * 1024 * 1024
/** What the relay cannot work without; the calls themselves would take too long. */
const checkedAlways = ['desk', 'pairing_code', 'channel', 'waiting', 'tally', 'counter']
/** KiB of pages that each connection keeps in memory: hardly anything here is read twice. */
const cacheKib = 4_096

/** Throws CannotOpenData, in words for a person. */
export const openRelayStore = (dir: string, clock: Pick<Clock, 'now'>): RelayStore => {
  const path = dataFile(dir)
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const isNew = !existsSync(path)
  const lock = lockDataFile(path)
  try {
    const writer = openWriter(path)
    writer.pragma(`journal_size_limit = ${longestLog}`)
    writer.pragma(`cache_size = -${cacheKib}`)
    migrate(writer, path, relayMigrations, clock.now())
    checkIntegrity(writer, path, checkedAlways)
    const reader = openReader(path)
    reader.pragma(`cache_size = -${cacheKib}`)
    const group = groupOn(writer)
    const gathering = new Gathering(work => group.transact(async () => work()))
    return {
      path,
      reader,
      isNew,
      read: preparedOn(reader),
      change: preparedOn(writer),
      write: work => gathering.write(work),
      async close() {
        await gathering.settled()
        await group.close()
        reader.close()
        writer.close()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Beside a relay that may be running on the same folder: for one short change. Throws CannotOpenData. */
export const changeBeside = async <T>(dir: string, change: (data: Data) => Promise<T>): Promise<T> => {
  const path = dataFile(dir)
  if (!existsSync(path)) throw new CannotOpenData(`There is no relay's data in ${dir}. Start the relay on it once.`)
  const writer = openWriter(path)
  try {
    const prepare = preparedOn(writer)
    const group = groupOn(writer)
    return await change({ read: prepare, change: prepare, write: work => group.transact(async () => work()) })
  } finally {
    writer.close()
  }
}

const groupOn = (sqlite: Sqlite): GroupCommit<null> =>
  new GroupCommit({ sqlite, tx: null, beforeCommit: () => {}, emit: () => {}, stuck: () => {} })
