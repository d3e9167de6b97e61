// A data folder with so many messages stored, made fast: rows go in directly, in the form that the store itself gives them.
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { keyFromFile } from '../../main/machine/key-file.ts'
import { keyFileKeychain } from '../../main/machine/key-file-keychain.ts'
import { openData } from '../../main/machine/open-data.ts'
import { quiet } from './quiet.ts'

export const benchPassword = 'bench-password-1'
export const messagesPerConversation = 200
const chatsPerConversation = 4
/** Chats that the admin has open: what the panel shows. */
const activeChats = 40

/** A vocabulary with common and rare words, as in life. */
const word = (i: number): string =>
  `${['order', 'parcel', 'refund', 'invoice', 'label', 'blue', 'card', 'bank'][i % 8]}${i < 8 ? '' : i}`
const textOf = (n: number): string => {
  let seed = Math.imul(n, 2_654_435_761) >>> 0
  const words: string[] = []
  for (let i = 0; i < 4 + (n % 9); i++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    words.push(word(Math.floor((seed / 2 ** 32) ** 3 * 6_000)))
  }
  return words.join(' ')
}

export const open = (dir: string) =>
  openData({
    dir,
    keychain: keyFileKeychain(keyFromFile(join(dir, 'secrets.key'))),
    log: quiet,
    firstAdmin: { password: benchPassword },
  })

/** Fills the folder; nothing of it is running afterwards. */
export const storeOffice = async (dir: string, messages: number): Promise<void> => {
  const fresh = await open(dir)
  await fresh.store.close()
  const db = new Database(join(dir, 'parley.db'))
  db.pragma('synchronous = OFF')
  const one = <T>(sql: string) => db.prepare(sql).pluck().get() as T
  const admin = one<string>('SELECT id FROM agent')
  const queue = one<string>('SELECT id FROM queue')
  const channel = one<string>('SELECT id FROM channel')
  const channelN = one<number>('SELECT n FROM channel')
  const conversations = Math.ceil(messages / messagesPerConversation)
  const startAt = Date.now() - messages * 1_000
  const contact = db.prepare("INSERT INTO contact (id, name, about, tags, createdAt) VALUES (?, ?, '', '[]', ?)")
  const identity = db.prepare('INSERT INTO identity (id, channelId, address, contactId, name) VALUES (?, ?, ?, ?, ?)')
  const conversation = db.prepare(
    'INSERT INTO conversation (n, id, identityId, channelId, contactId) VALUES (?, ?, ?, ?, ?)',
  )
  const chat = db.prepare(`
    INSERT INTO chat (number, id, conversationId, contactId, channelId, queueId, status, ownerId, openedAt, queuedAt, acceptedAt, closedAt,
      closeReason, lastInboundAt, lastOutboundAt, lastN, lastMessageN, lastDirection, lastKind, lastText, lastAt, lastAgentId)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'out', 'text', ?, ?, ?)`)
  const message = db.prepare(`
    INSERT INTO message (n, chatNumber, conversationN, channelN, direction, kind, text, at, storedAt, agentId, authorName, state, externalId)
    VALUES (?, ?, ?, ?, ?, 'text', ?, ?, ?, ?, ?, ?, ?)`)
  const read = db.prepare('INSERT INTO readMark (chatNumber, agentId, upTo) VALUES (?, ?, ?)')
  db.transaction(() => {
    for (let c = 1; c <= conversations; c++) {
      const name = `Customer ${c}`
      contact.run(`contact${c}`, name, startAt)
      identity.run(`identity${c}`, channel, `visitor${c}`, `contact${c}`, name)
      conversation.run(c, `conversation${c}`, `identity${c}`, channel, `contact${c}`)
      for (let k = 0; k < chatsPerConversation; k++) {
        const number = (c - 1) * chatsPerConversation + k + 1
        const isOpen = k === chatsPerConversation - 1 && c > conversations - activeChats
        const firstN = (c - 1) * messagesPerConversation + k * (messagesPerConversation / chatsPerConversation) + 1
        const lastN = firstN + messagesPerConversation / chatsPerConversation - 1
        const at = startAt + firstN * 1_000
        const lastAt = startAt + lastN * 1_000
        chat.run(
          number,
          `chat${number}`,
          `conversation${c}`,
          `contact${c}`,
          channel,
          queue,
          isOpen ? 'active' : 'closed',
          admin,
          at,
          at,
          at,
          isOpen ? null : lastAt,
          isOpen ? null : 'agent',
          lastAt,
          lastAt,
          lastN,
          lastN,
          textOf(lastN),
          lastAt,
          admin,
        )
        for (let n = firstN; n <= lastN; n++) {
          const out = n % 2 === 0
          message.run(
            n,
            number,
            c,
            channelN,
            out ? 'out' : 'in',
            textOf(n),
            startAt + n * 1_000,
            startAt + n * 1_000,
            out ? admin : null,
            out ? 'Admin' : name,
            out ? 'read' : null,
            out ? null : `x${n}`,
          )
        }
        read.run(number, admin, lastN)
      }
    }
  })()
  db.close()
  // The words enter the index with the next commit.
  const filled = await open(dir)
  await filled.store.transact(tx =>
    tx.events.append({ type: 'settings.changed', at: Date.now(), audience: 'everyone' }),
  )
  await filled.store.close()
}
