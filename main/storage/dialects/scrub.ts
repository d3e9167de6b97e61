// Empties the log of writes beside the data file: what was deleted from the file must not live on there.
import type { Sqlite } from './sqlite.ts'

const againMs = 100
/** A backup reads for a while, and the log cannot be cut before it has done so. */
const givesUpAfter = 1_200

/** Rejects when somebody has read for two minutes. */
export const scrub = async (sqlite: Sqlite): Promise<void> => {
  for (let tries = 0; tries < givesUpAfter; tries++) {
    if (!sqlite.inTransaction && isEmptied(sqlite)) return
    await new Promise(resolve => void setTimeout(resolve, againMs))
  }
  throw new Error('The log of writes could not be emptied: somebody has been reading the data file all the time.')
}

/** At once or not at all: waiting here would hold up the desk. */
const isEmptied = (sqlite: Sqlite): boolean => {
  const timeout = Number(sqlite.pragma('busy_timeout', { simple: true }))
  sqlite.pragma('busy_timeout = 0')
  try {
    return sqlite.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 0
  } finally {
    sqlite.pragma(`busy_timeout = ${timeout}`)
  }
}
