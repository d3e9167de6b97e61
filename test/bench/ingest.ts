// Ingest: messages received, stored, routed, evented and durable, against a hand-written loop of raw prepared statements that
// writes the same rows in the same commits.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { asId } from '../../main/domain/ids.ts'
import { createOutbound } from '../../main/machine/outbound-guard.ts'
import { randomIds } from '../../main/machine/random-ids.ts'
import { systemClock } from '../../main/machine/system-clock.ts'
import { openFileStore } from '../../main/storage/file-store.ts'
import { openSqliteStore } from '../../main/storage/sqlite-store.ts'
import { createWorkstation } from '../../main/workstation.ts'
import { aChannel, anAgent, aQueue, aRole } from '../kit/builders.ts'
import { noRelay } from '../kit/no-relay.ts'
import { quickPasswords } from '../kit/office.ts'
import { StageNetwork } from '../kit/stage-network.ts'
import { percentile, type Row, row } from './figures.ts'
import { quiet } from './quiet.ts'

const count = 20_000
const customers = 200
/** What Telegram hands over at once at most. */
const batch = 100
const text = (i: number) => `hello, this is message number ${i} about my parcel`

const ours = async (dir: string): Promise<number> => {
  const store = await openSqliteStore({ path: join(dir, 'ours.db'), clock: systemClock, log: quiet })
  await store.transact(async tx => {
    await tx.agents.insertRole(aRole())
    await tx.agents.insert(anAgent('ann'))
    await tx.queues.insert(aQueue('support', { agentIds: [asId('ann')] }))
    await tx.channels.insert(aChannel('stage', { kind: 'rehearsal' }))
  })
  const network = new StageNetwork()
  const keychain = { seal: (sealed: string) => sealed, open: (sealed: string) => sealed }
  const workstation = createWorkstation({
    clock: systemClock,
    ids: randomIds,
    store,
    files: openFileStore(join(dir, 'files')),
    keychain,
    passwords: quickPasswords,
    connectors: [network],
    outbound: createOutbound(),
    relay: noRelay,
    log: quiet,
  })
  await workstation.start()
  const started = performance.now()
  for (let i = 0; i < count; i += batch)
    await network.hands(
      ...Array.from({ length: batch }, (_, j) => ({
        type: 'message' as const,
        kind: 'text' as const,
        externalId: `x${i + j}`,
        address: `visitor${(i + j) % customers}`,
        sender: { name: 'Visitor' },
        at: Date.now(),
        text: text(i + j),
      })),
    )
  await workstation.settled()
  const seconds = (performance.now() - started) / 1_000
  await workstation.stop()
  return count / seconds
}

/** The rows of `ours`, written by hand: look-ups as any honest loop needs them, the same tables, indexes, commits and word index. */
const byHand = async (dir: string): Promise<number> => {
  const store = await openSqliteStore({ path: join(dir, 'hand.db'), clock: systemClock, log: quiet })
  await store.transact(async tx => {
    await tx.agents.insertRole(aRole())
    await tx.agents.insert(anAgent('ann'))
    await tx.queues.insert(aQueue('support', { agentIds: [asId('ann')] }))
    await tx.channels.insert(aChannel('stage', { kind: 'rehearsal' }))
  })
  await store.close()
  const db = new Database(join(dir, 'hand.db'))
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  const double = db.prepare('SELECT 1 FROM message WHERE channelN = ? AND externalId = ?')
  const known = db.prepare(
    'SELECT identity.contactId, conversation.id, conversation.n FROM identity JOIN conversation ON conversation.identityId = identity.id WHERE identity.channelId = ? AND identity.address = ?',
  )
  const contact = db.prepare("INSERT INTO contact (id, name, about, tags, createdAt) VALUES (?, ?, '', '[]', ?)")
  const identity = db.prepare('INSERT INTO identity (id, channelId, address, contactId, name) VALUES (?, ?, ?, ?, ?)')
  const conversation = db.prepare('INSERT INTO conversation (id, identityId, channelId, contactId) VALUES (?, ?, ?, ?)')
  const openChat = db.prepare("SELECT number, id FROM chat WHERE conversationId = ? AND status <> 'closed'")
  const chat = db.prepare(
    "INSERT INTO chat (id, conversationId, contactId, channelId, queueId, status, openedAt, queuedAt) VALUES (?, ?, ?, ?, 'support', 'waiting', ?, ?)",
  )
  const offers = db.prepare('SELECT agentId FROM offer WHERE chatId = ? AND outcome IS NULL')
  const message = db.prepare(
    "INSERT INTO message (chatNumber, conversationN, channelN, direction, kind, text, at, storedAt, authorName, externalId) VALUES (?, ?, ?, 'in', 'text', ?, ?, ?, 'Visitor', ?)",
  )
  const last = db.prepare(
    "UPDATE chat SET lastN = ?, lastMessageN = ?, lastKind = 'text', lastText = ?, lastAt = ?, lastDirection = 'in', lastInboundAt = ?, unansweredSince = coalesce(unansweredSince, ?) WHERE number = ?",
  )
  const event = db.prepare(
    "INSERT INTO event (type, at, audience, chatId, conversationId, messageId) VALUES ('message.added', ?, '[]', ?, ?, ?)",
  )
  const words = db.prepare(
    'INSERT INTO messageWords(rowid, text, foundBy) SELECT n, text, foundBy FROM searchable WHERE n > ?',
  )
  const upTo = db.prepare('UPDATE indexed SET upTo = ?')
  const channelN = db.prepare("SELECT n FROM channel WHERE id = 'stage'").pluck().get() as number
  let indexed = 0
  const write = db.transaction((from: number) => {
    for (let i = from; i < from + batch; i++) {
      const now = Date.now()
      if (double.get(channelN, `x${i}`) !== undefined) continue
      const address = `visitor${i % customers}`
      let place = known.get('stage', address) as { contactId: string; id: string; n: number } | undefined
      if (place === undefined) {
        contact.run(`c${i}`, 'Visitor', now)
        identity.run(`i${i}`, 'stage', address, `c${i}`, 'Visitor')
        const made = conversation.run(`v${i}`, `i${i}`, 'stage', `c${i}`)
        place = { contactId: `c${i}`, id: `v${i}`, n: Number(made.lastInsertRowid) }
      }
      let open = openChat.get(place.id) as { number: number; id: string } | undefined
      if (open === undefined)
        open = {
          number: Number(chat.run(`h${i}`, place.id, place.contactId, 'stage', now, now).lastInsertRowid),
          id: `h${i}`,
        }
      offers.all(open.id)
      const n = Number(message.run(open.number, place.n, channelN, text(i), now, now, `x${i}`).lastInsertRowid)
      last.run(n, n, text(i), now, now, now, open.number)
      event.run(now, open.id, place.id, String(n))
      if (i === from + batch - 1) {
        upTo.run(n)
        words.run(indexed)
        indexed = n
      }
    }
  })
  const started = performance.now()
  for (let i = 0; i < count; i += batch) write(i)
  const seconds = (performance.now() - started) / 1_000
  db.close()
  return count / seconds
}

/** In turn, several times, as these machines' speed drifts. */
export const ingest = async (): Promise<Row[]> => {
  const rates: { ours: number; hand: number }[] = []
  for (let round = 0; round < 5; round++) {
    const dir = mkdtempSync(join(tmpdir(), 'parley-bench-'))
    rates.push({ hand: await byHand(dir), ours: await ours(dir) })
    rmSync(dir, { recursive: true, force: true })
  }
  const median = (of: 'ours' | 'hand') =>
    percentile(
      rates.map(rate => rate[of]),
      0.5,
    )
  return [
    row(
      'ingest, durable, 100 at a time',
      median('ours'),
      median('hand'),
      'messages/s',
      'at least 0.5',
      (_, ratio) => ratio >= 0.5,
    ),
  ]
}
