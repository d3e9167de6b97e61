// When the disk refuses: everybody who shared the commit is told, nothing of it happened, and the next commit is a new start.
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import type { StoredEvent } from '../../../main/domain/event.ts'
import { GroupCommit } from '../../../main/storage/group-commit.ts'

const aGroup = (beforeCommit: () => void = () => {}) => {
  const sqlite = new SqliteDatabase(':memory:')
  onTestFinished(() => void sqlite.close())
  sqlite.exec('CREATE TABLE word (text TEXT NOT NULL)')
  const heard: number[] = []
  const insert = sqlite.prepare('INSERT INTO word VALUES (?)')
  const group: GroupCommit<(text: string) => void> = new GroupCommit({
    sqlite,
    tx: (text: string) => {
      insert.run(text)
      group.note({ seq: text.length, type: 'chat.changed', at: 0, audience: 'everyone' })
    },
    beforeCommit: () => beforeCommit(),
    emit: (events: readonly StoredEvent[]) => void heard.push(...events.map(event => event.seq)),
    stuck: () => {},
  })
  const say = (text: string) => group.transact(async tx => tx(text))
  return { sqlite, group, say, heard, words: () => sqlite.prepare('SELECT text FROM word').pluck().all() }
}

test('a commit that fails rejects all who shared it, and is not heard of', async () => {
  let full = true
  const { say, heard, words } = aGroup(() => {
    if (full) throw new Error('The disk is full.')
  })
  const results = await Promise.allSettled([say('a'), say('b')])
  expect(results).toMatchObject([
    { status: 'rejected', reason: { message: 'The disk is full.' } },
    { status: 'rejected', reason: { message: 'The disk is full.' } },
  ])
  expect([words(), heard]).toEqual([[], []])
  full = false
  await say('later')
  expect([words(), heard]).toEqual([['later'], [5]])
})

test('a work that finds the disk full fails; what is committed stays, and smaller ones go on', async () => {
  const { sqlite, say, words } = aGroup()
  await say('first')
  sqlite.pragma(`max_page_count = ${Number(sqlite.pragma('page_count', { simple: true })) + 2}`)
  await expect(say('x'.repeat(100_000))).rejects.toThrow('full')
  await say('second')
  expect(words()).toEqual(['first', 'second'])
})

test('when a transaction cannot even begin, who waited for it is told, and the next begins anew', async () => {
  const { sqlite, say, words } = aGroup()
  sqlite.exec('BEGIN')
  await expect(say('a')).rejects.toThrow('within a transaction')
  await say('b')
  expect(words()).toEqual(['b'])
})
