// One running program per user data folder: a lock file with the holder's process, and a folder where later ones leave
// word for it. All of it is synchronous, as a second instance may exit in the next line.
import { randomUUID } from 'node:crypto'
import {
  type FSWatcher,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import path from 'node:path'

export interface SecondInstance {
  readonly argv: string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

interface Holder {
  readonly pid: number
  /** Tells the holder from a later process with the same number. */
  readonly startedAt: string
}

export class SingleInstance {
  readonly #lockFile: string
  readonly #mailbox: string
  readonly #onSecond: (second: SecondInstance) => void
  #watcher: FSWatcher | undefined

  constructor(userData: string, onSecond: (second: SecondInstance) => void) {
    this.#lockFile = path.join(userData, 'electron-host.lock')
    this.#mailbox = path.join(userData, 'electron-host.second')
    this.#onSecond = onSecond
  }

  get isHeld(): boolean {
    return this.#watcher !== undefined
  }

  /** Returns whether this process is the first. If not, the first has been told. */
  acquire(additionalData: unknown): boolean {
    if (this.isHeld) return true
    mkdirSync(this.#mailbox, { recursive: true })
    while (!this.#create()) {
      const holder = this.#holder()
      if (holder && startedAt(holder.pid) === holder.startedAt) {
        this.#leaveWord({ argv: process.argv, workingDirectory: process.cwd(), additionalData })
        return false
      }
      rmSync(this.#lockFile, { force: true }) // its holder was killed
    }
    this.#watcher = watch(this.#mailbox, () => this.#readMail()).unref()
    return true
  }

  release(): void {
    if (!this.isHeld) return
    this.#watcher?.close()
    this.#watcher = undefined
    rmSync(this.#lockFile, { force: true })
  }

  /** A link is made at once and with its content, or not at all. */
  #create(): boolean {
    const holder: Holder = { pid: process.pid, startedAt: startedAt(process.pid) ?? '' }
    const draft = `${this.#lockFile}.${process.pid}`
    writeFileSync(draft, JSON.stringify(holder))
    try {
      linkSync(draft, this.#lockFile)
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      throw error
    } finally {
      rmSync(draft)
    }
  }

  #holder(): Holder | undefined {
    try {
      return JSON.parse(readFileSync(this.#lockFile, 'utf8')) as Holder
    } catch {
      return undefined
    }
  }

  #leaveWord(second: SecondInstance): void {
    const file = path.join(this.#mailbox, randomUUID())
    writeFileSync(`${file}.part`, JSON.stringify(second))
    renameSync(`${file}.part`, `${file}.json`)
  }

  #readMail(): void {
    for (const name of readdirSync(this.#mailbox).filter(name => name.endsWith('.json'))) {
      const file = path.join(this.#mailbox, name)
      const second = JSON.parse(readFileSync(file, 'utf8')) as SecondInstance
      rmSync(file)
      this.#onSecond(second)
    }
  }
}

/** Undefined when there is no such process. Elsewhere than on Linux all that is known is that there is one. */
function startedAt(pid: number): string | undefined {
  try {
    if (process.platform !== 'linux') return process.kill(pid, 0) ? 'running' : undefined
    // proc(5): the name may hold spaces and ends with the last ')'; the start time is the 20th field after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
