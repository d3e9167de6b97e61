// What was acknowledged survives the process that wrote it, and the data file belongs to one process at a time.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { asId, type MessageId } from '../../../main/domain/ids.ts'
import { openWriter } from '../../../main/storage/dialects/sqlite.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'

const program = fileURLToPath(new URL('writing-process.ts', import.meta.url))

/** Kills the writer at the moment when it has acknowledged so many messages; returns all that it acknowledged. */
const killedAfter = async (path: string, count: number): Promise<string[]> => {
  const child: ChildProcess = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let out = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text
    if (out.split('\n').length > count) child.kill('SIGKILL')
  })
  await once(child, 'close')
  return out.split('\n').filter(line => /^\d+ [abc]\d+$/.test(line))
}

test.each([1, 40, 200])('every message acknowledged before kill -9 is there afterwards (%i)', async count => {
  const path = join(tempDir(), 'parley.db')
  const acknowledged = await killedAfter(path, count)
  expect(acknowledged.length).toBeGreaterThanOrEqual(count)

  const store = await openSqliteStore({ path, clock: new HandClock() })
  onTestFinished(() => store.close())
  for (const line of acknowledged) {
    const [id, text] = line.split(' ')
    expect((await store.messages.get(asId<MessageId>(id ?? '')))?.text).toBe(text)
  }
  // Event and message were written together: there is one for each, and their numbers have no gap.
  const events = await store.events.after(0, 10_000)
  expect(events.map(event => event.seq)).toEqual(events.map((_, index) => index + 1))
  for (const event of events) {
    expect((await store.messages.get(event.messageId ?? asId('')))?.text).toBe(event.facts?.text)
  }
  const { hits } = await store.search.messages({ text: 'a0', limit: 5, visibleTo: null })
  expect(hits).toHaveLength(1)
})

test('a second process is refused in words, and let in when the first has gone', async () => {
  const path = join(tempDir(), 'parley.db')
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  await once(child.stdout, 'data')
  await expect(openSqliteStore({ path, clock: new HandClock() })).rejects.toThrow(
    `Another Parley is using the data in ${path}. Close it first`,
  )
  child.kill('SIGKILL')
  await once(child, 'close')
  await (await openSqliteStore({ path, clock: new HandClock() })).close()
})

test('one process cannot open the same file twice, and can again after closing it', async () => {
  const path = join(tempDir(), 'parley.db')
  const first = await openSqliteStore({ path, clock: new HandClock() })
  await expect(openSqliteStore({ path, clock: new HandClock() })).rejects.toThrow('Another Parley')
  await first.close()
  await (await openSqliteStore({ path, clock: new HandClock() })).close()
})

test('commits wait for the disk, and references are checked', () => {
  const writer = openWriter(join(tempDir(), 'parley.db'))
  onTestFinished(() => void writer.close())
  const set = (name: string) => writer.pragma(name, { simple: true })
  // 2 is FULL: with NORMAL, what was acknowledged just before a power cut would be lost.
  expect([set('journal_mode'), set('synchronous'), set('foreign_keys')]).toEqual(['wal', 2, 1])
})
