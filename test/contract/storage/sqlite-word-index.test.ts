// The word index stays true to the messages, whatever is stored, changed, deleted and taken back, in whatever order.
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { asId, type MessageId } from '../../../main/domain/ids.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import type { Transaction } from '../../../main/storage/store.ts'
import { aCustomer, aMessage, anOffice } from '../../kit/builders.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'

type Doing =
  | { readonly kind: 'say' | 'edit'; readonly text: string; readonly which: number }
  | { readonly kind: 'delete' | 'search'; readonly which: number }

const texts = fc
  .array(fc.constantFrom('a', 'hello', 'world', 'Ünïted', '你好', ''), { maxLength: 4 })
  .map(w => w.join(' '))
const doings: fc.Arbitrary<Doing> = fc.oneof(
  fc.record({ kind: fc.constantFrom('say' as const, 'say' as const, 'edit' as const), text: texts, which: fc.nat(12) }),
  fc.record({ kind: fc.constantFrom('delete' as const, 'search' as const), which: fc.nat(12) }),
)
const works = fc.array(fc.record({ doings: fc.array(doings, { maxLength: 6 }), fails: fc.boolean() }), { maxLength: 8 })

const perform = async (tx: Transaction, doing: Doing): Promise<unknown> => {
  const id = asId<MessageId>(String(doing.which))
  switch (doing.kind) {
    case 'say':
      return tx.messages.insert(aMessage({ text: doing.text }))
    case 'edit':
      return tx.messages.edit(id, doing.text, 1)
    case 'delete':
      return tx.messages.markDeleted(id, 1)
    case 'search':
      return tx.search.messages({ text: 'hello', limit: 3, visibleTo: null })
  }
}

test('the index agrees with the messages after any history', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(works, { maxLength: 3 }), async groups => {
      const path = join(tempDir(), 'parley.db')
      const store = await openSqliteStore({ path, clock: new HandClock() })
      await store.transact(anOffice)
      await store.transact(tx => aCustomer(tx))
      for (const group of groups) {
        await Promise.allSettled(
          group.map(work =>
            store.transact(async tx => {
              for (const doing of work.doings) await perform(tx, doing)
              if (work.fails) throw new Error('taken back')
            }),
          ),
        )
      }
      await store.close()
      const sqlite = new SqliteDatabase(path)
      // Rank 1 compares the index with the texts, word by word; it throws when they differ.
      sqlite.exec("INSERT INTO messageWords(messageWords, rank) VALUES ('integrity-check', 1)")
      expect(sqlite.pragma('quick_check', { simple: true })).toBe('ok')
      sqlite.close()
    }),
    { numRuns: 40 },
  )
})
