// Every implementation of the storage port; each contract suite runs over all of them.
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import type { Store, Transaction } from '../../../main/storage/store.ts'
import { aCustomer, anOffice } from '../../kit/builders.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'

export interface Implementation {
  readonly name: string
  /** Opens the data in a folder; the same folder gives the same data. */
  open(dir: string): Promise<Store>
}

export const implementations: readonly Implementation[] = [
  { name: 'SQLite', open: dir => openSqliteStore({ path: join(dir, 'parley.db'), clock: new HandClock() }) },
]

/** An empty store that closes with the test. */
export const anEmptyStore = async (implementation: Implementation, dir = tempDir()): Promise<Store> => {
  const store = await implementation.open(dir)
  onTestFinished(() => store.close())
  return store
}

/** A store with Ann, Ben, the queue and the website; and with Carol, who waits, if wanted. */
export const aStore = async (
  implementation: Implementation,
  { carol = false, dir = tempDir() }: { carol?: boolean; dir?: string } = {},
): Promise<Store> => {
  const store = await anEmptyStore(implementation, dir)
  await store.transact(anOffice)
  if (carol) await store.transact(tx => aCustomer(tx))
  return store
}

/** Runs each work in a transaction of its own, one after another. */
export const inTurn = async (store: Store, ...works: ((tx: Transaction) => Promise<unknown>)[]): Promise<void> => {
  for (const work of works) await store.transact(work)
}
