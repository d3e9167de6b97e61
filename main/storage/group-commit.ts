// The queue of writers: works run one after another, those that wait at the same time share one commit.
import type { StoredEvent } from '../domain/event.ts'
import type { Sqlite } from './dialects/sqlite.ts'

/**
 * Works per commit, and how long a group may go on, so that the main thread does not stand still. Where the disk is slow a group may
 * be longer, up to a limit: otherwise most of the time would go into commits.
 */
const worksPerGroup = 256
const shortestGroupMs = 10
const longestGroupMs = 50
/** Works wait for nothing but the database, which answers at once; one that takes longer than this waits for itself. */
const stuckAfterMs = 5_000

interface Waiting {
  /** Runs the work and says how to tell its caller once it is on disk. Rejects as the work does. */
  readonly run: () => Promise<() => void>
  readonly reject: (reason: unknown) => void
}

/** A work that has run; its caller is told when the group's commit has succeeded or failed. */
interface Done {
  tell: () => void
  readonly reject: (reason: unknown) => void
}

export class GroupCommit<Tx> {
  readonly #sqlite: Sqlite
  readonly #tx: Tx
  readonly #beforeCommit: () => void
  readonly #emit: (events: readonly StoredEvent[]) => void
  readonly #stuck: () => void
  readonly #statements: Record<'begin' | 'savepoint' | 'release' | 'undo' | 'commit' | 'rollback', () => void>
  #waiting: Waiting[] = []
  #running: Promise<void> | null = null
  #closed = false
  #workIsOpen = false
  #groupMs = shortestGroupMs
  #events: StoredEvent[] = []

  constructor(options: {
    readonly sqlite: Sqlite
    readonly tx: Tx
    /** Runs in the transaction after the last work of a group. */
    readonly beforeCommit: () => void
    readonly emit: (events: readonly StoredEvent[]) => void
    /** A work waits for something that is not its transaction, and everybody else for the work. */
    readonly stuck: () => void
  }) {
    this.#sqlite = options.sqlite
    this.#tx = options.tx
    this.#beforeCommit = options.beforeCommit
    this.#emit = options.emit
    this.#stuck = options.stuck
    const statement = (sql: string) => {
      const prepared = options.sqlite.prepare(sql)
      return () => void prepared.run()
    }
    this.#statements = {
      begin: statement('BEGIN IMMEDIATE'),
      savepoint: statement('SAVEPOINT work'),
      release: statement('RELEASE work'),
      undo: statement('ROLLBACK TO work'),
      commit: statement('COMMIT'),
      rollback: statement('ROLLBACK'),
    }
  }

  /** Throws unless a work is running: nothing may be written, nor half-done work be read, outside `transact`. */
  readonly mustBeInWork = (): void => {
    if (!this.#workIsOpen)
      throw new Error('This transaction is over. Write inside `transact`, and wait for every call.')
  }

  /** Takes note of an event of the running work; it is told to listeners once it is committed. */
  readonly note = (event: StoredEvent): void => {
    this.#events.push(event)
  }

  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('The store is closed.'))
    return new Promise<T>((resolve, reject) => {
      const run = async () => {
        const result = await work(this.#tx)
        return () => resolve(result)
      }
      this.#waiting.push({ run, reject })
      // Not at once: whatever else this turn of the event loop brings shares the commit.
      this.#running ??= nextTurn().then(() => this.#runAll())
    })
  }

  /** Finishes what waits, then takes nothing more. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#running
  }

  async #runAll(): Promise<void> {
    try {
      while (this.#waiting.length > 0) {
        await this.#runGroup()
        if (this.#waiting.length > 0) await nextTurn()
      }
    } finally {
      this.#running = null
    }
  }

  async #runGroup(): Promise<void> {
    const done: Done[] = []
    const committed: StoredEvent[] = []
    const watch = setTimeout(this.#stuck, stuckAfterMs)
    try {
      this.#statements.begin()
      const until = performance.now() + this.#groupMs
      for (let count = 0; count < worksPerGroup && (count === 0 || performance.now() < until); count++) {
        const next = this.#waiting.shift()
        if (!next) break
        const one: Done = { tell: () => {}, reject: next.reject }
        done.push(one)
        one.tell = await this.#runOne(next, committed)
      }
      this.#beforeCommit()
      const committing = performance.now()
      this.#statements.commit()
      const commitMs = performance.now() - committing
      this.#groupMs = Math.min(longestGroupMs, Math.max(shortestGroupMs, 2 * commitMs))
    } catch (error) {
      // The disk refuses: nothing of this group happened, and everybody in it is told so.
      if (this.#sqlite.inTransaction) this.#statements.rollback()
      if (done.length === 0) this.#waiting.shift()?.reject(error)
      for (const one of done) one.reject(error)
      return
    } finally {
      clearTimeout(watch)
    }
    for (const one of done) one.tell()
    if (committed.length > 0) this.#emit(committed)
  }

  /** One work in its savepoint. When it throws, only its own changes are taken back and only its caller is told. */
  async #runOne(next: Waiting, committed: StoredEvent[]): Promise<() => void> {
    this.#events = []
    this.#statements.savepoint()
    this.#workIsOpen = true
    try {
      const tell = await next.run()
      this.#workIsOpen = false
      this.#statements.release()
      committed.push(...this.#events)
      return tell
    } catch (error) {
      this.#workIsOpen = false
      // A full disk may have ended the whole transaction already; then there is no savepoint to go back to.
      if (!this.#sqlite.inTransaction) throw error
      this.#statements.undo()
      this.#statements.release()
      return () => next.reject(error)
    }
  }
}

const nextTurn = (): Promise<void> => new Promise(resolve => void setImmediate(resolve))
