// Keeps a row of backups: one whenever the newest is too old, and no more than so many.
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Clock, HOUR, pause } from '../../domain/clock.ts'
import type { StoreLog } from '../sqlite-store.ts'

export interface BackupPlan {
  readonly store: { backup(toPath: string): Promise<void> }
  readonly dir: string
  readonly everyMs: number
  /** How many are kept; the oldest go first. */
  readonly keep: number
  readonly clock: Clock
  readonly log?: StoreLog
}

/** After a failure, such as a full disk, it is tried again this much later. */
const againMs = HOUR

/** Runs until the signal aborts; resolves when nothing of it is running any more. Never rejects: trouble goes to the log. */
export const keepBackups = async (plan: BackupPlan, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    const dueAt = await nextDue(plan)
    if (dueAt > plan.clock.now()) await pause(plan.clock, dueAt - plan.clock.now(), signal)
    else if (!(await backUp(plan))) await pause(plan.clock, againMs, signal)
  }
}

const nextDue = async ({ dir, everyMs }: BackupPlan): Promise<number> => {
  const newest = (await backupsIn(dir))[0]
  return newest === undefined ? 0 : newest.at + everyMs
}

const backUp = async (plan: BackupPlan): Promise<boolean> => {
  const path = join(plan.dir, nameAt(plan.clock.now()))
  try {
    await plan.store.backup(path)
    const tooMany = (await backupsIn(plan.dir)).slice(plan.keep)
    for (const { name } of tooMany) await rm(join(plan.dir, name), { force: true })
    plan.log?.info('A backup was made.', { path })
    return true
  } catch (error) {
    plan.log?.error('No backup could be made.', { path, error: String(error) })
    return false
  }
}

/** Newest first. Other files in the folder are nobody's business. */
export const backupsIn = async (dir: string): Promise<{ name: string; at: number }[]> => {
  await mkdir(dir, { recursive: true })
  return (await readdir(dir))
    .map(name => ({ name, at: instantOf(name) }))
    .filter((backup): backup is { name: string; at: number } => backup.at !== null)
    .toSorted((a, b) => b.at - a.at)
}

/** `parley-2025-03-04T09-00-00Z.db`: sorts by time, and is allowed as a file name everywhere. */
export const nameAt = (at: number): string =>
  `parley-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z.db`

const instantOf = (name: string): number | null => {
  const parts = /^parley-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.db$/.exec(name)
  return parts ? Date.parse(`${parts[1]}T${parts[2]}:${parts[3]}:${parts[4]}Z`) : null
}
