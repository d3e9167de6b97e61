// All copies of the data that are kept, and how they are replaced by one of now: for when something in the older ones must go.
import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { backupsIn, nameAt } from './keep-backups.ts'

export interface Copies {
  readonly store: { backup(toPath: string): Promise<void> }
  /** The data file, beside which are the copies from before updates. */
  readonly path: string
  readonly dir: string
}

/** Copies from before updates, with the day that each names. */
const beforeUpdates = async (path: string): Promise<{ path: string; at: number }[]> =>
  (await readdir(dirname(path))).flatMap(name => {
    const [, day] = /\.before-\d{4}-(\d{4}-\d\d-\d\d)$/.exec(name) ?? []
    return name.startsWith(`${basename(path)}.before-`) && day !== undefined
      ? [{ path: join(dirname(path), name), at: Date.parse(day) }]
      : []
  })

export const heldCopies = async ({ path, dir }: Omit<Copies, 'store'>): Promise<{ path: string; at: number }[]> => [
  ...(await backupsIn(dir)).map(({ name, at }) => ({ path: join(dir, name), at })),
  ...(await beforeUpdates(path)),
]

/** The older ones go only when the fresh one is whole and on disk. */
export const renewCopies = async (copies: Copies, now: number): Promise<void> => {
  const older = await heldCopies(copies)
  const fresh = join(copies.dir, nameAt(now))
  await copies.store.backup(fresh)
  for (const { path } of older) if (path !== fresh) await rm(path, { force: true })
}
