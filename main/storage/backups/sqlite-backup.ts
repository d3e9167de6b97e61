// Copies a SQLite data file while it is in use: in a thread of its own, so that nobody waits, and checked before it gets its name.
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { Worker } from 'node:worker_threads'

/** VACUUM INTO writes one compact file from one moment. The whole of it is checked here, which a start has no time for. */
const copyAndCheck = `
  const { driver, from, to } = require('node:worker_threads').workerData
  const Database = require(driver)
  const source = new Database(from, { readonly: true, timeout: 5000 })
  source.prepare('VACUUM INTO ?').run(to)
  source.close()
  const copy = new Database(to, { readonly: true })
  const answer = copy.pragma('quick_check(1)', { simple: true })
  copy.close()
  if (answer !== 'ok') throw new Error('The copy is damaged: ' + answer)
`

/** Resolves when the copy is whole and on disk. Rejects, leaving nothing behind, when it cannot be made. */
export const backUpSqlite = async (from: string, toPath: string): Promise<void> => {
  await mkdir(dirname(toPath), { recursive: true })
  const aside = `${toPath}.unfinished`
  await rm(aside, { force: true })
  try {
    await inThread({ driver: createRequire(import.meta.url).resolve('better-sqlite3'), from, to: aside })
    const file = await open(aside, 'r+')
    await file.sync().finally(() => file.close())
    await rename(aside, toPath)
  } catch (error) {
    await rm(aside, { force: true })
    throw error
  }
}

const inThread = (workerData: Record<string, string>): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(copyAndCheck, { eval: true, workerData })
    worker.once('error', reject)
    worker.once('exit', code => (code === 0 ? resolve() : reject(new Error(`The backup's thread ended with ${code}.`))))
  })
