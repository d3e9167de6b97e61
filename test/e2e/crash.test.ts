// Thirty times the hub is killed in the middle of work. Afterwards every message that Telegram counts as confirmed is stored once,
// every reply is sent or still queued, and none was sent twice.

import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { HubProcess } from '../kit/hub-process.ts'
import { RemoteTelegram } from '../kit/telegram-emulator/control/remote-telegram.ts'
import { tempDir } from '../kit/temp-dir.ts'
import { until } from '../kit/until.ts'

const kills = 30
const messagesPerSecond = 50
const customers = 12
const botToken = '4242:crash-test-token-of-the-emulator-000000'

interface Reply {
  readonly key: string
  readonly text: string
  /** The hub said that it is stored. */
  acknowledged: boolean
}

/** Customers write at a steady pace, whatever becomes of the hub. Real time, as this is about a real process being killed. */
const customersWrite = (telegram: RemoteTelegram, signal: AbortSignal): Promise<number> =>
  (async () => {
    let count = 0
    while (!signal.aborted) {
      const id = 1_000 + (count % customers)
      await telegram.says({ id, firstName: `Customer ${id}` }, `message ${count}`)
      count += 1
      await delay(1_000 / messagesPerSecond)
    }
    return count
  })()

const acknowledgedOf = (replies: readonly Reply[]) => replies.filter(reply => reply.acknowledged)

/** An agent's program: takes what rings and answers everything, until the hub is gone. */
const agentAnswers = async (hub: HubProcess, replies: Reply[], signal: AbortSignal): Promise<void> => {
  try {
    const token = await hub.signIn()
    while (!signal.aborted) {
      const { chats } = await hub.must<{ chats: { id: string; status: string; unread: number }[] }>(
        'chatService/getChats',
        {},
        token,
      )
      for (const chat of chats) {
        if (signal.aborted) return
        if (chat.status === 'waiting') await hub.call('chatService/acceptChat', { chatId: chat.id }, token)
        const key = `reply-${replies.length}-key`
        const reply: Reply = { key, text: `answer ${replies.length}`, acknowledged: false }
        replies.push(reply)
        const sent = await hub.call(
          'messageManager/send',
          { chatId: chat.id, text: reply.text, idempotencyKey: key },
          token,
        )
        reply.acknowledged = sent.status === 200
        if (chat.unread > 0) await hub.call('chatService/markChatAsRead', { chatId: chat.id }, token)
      }
    }
  } catch {
    // The hub was killed in the middle of a call: exactly what this is about.
  }
}

test(`killed ${kills} times under ${messagesPerSecond} messages a second, nothing is lost and nothing doubled`, async () => {
  const dir = tempDir()
  await using telegram = await RemoteTelegram.spawn(botToken)
  const replies: Reply[] = []
  const noMoreCustomers = new AbortController()
  let writing: Promise<number> | null = null

  for (let round = 0; round < kills; round++) {
    const hub = await HubProcess.start(dir)
    if (round === 0) {
      const token = await hub.signIn()
      const { queues } = await hub.must<{ queues: { id: string }[] }>('queues/list', {}, token)
      await hub.must('settings/set', { SimultaneousChats: 0 }, token)
      await hub.must(
        'channels/register',
        {
          kind: 'telegram',
          name: 'Bot',
          queueId: queues[0]?.id,
          active: true,
          settings: { token: botToken, apiRoot: telegram.apiRoot },
        },
        token,
      )
      writing = customersWrite(telegram, noMoreCustomers.signal)
    }
    const over = new AbortController()
    const answering = agentAnswers(hub, replies, over.signal)
    const before = acknowledgedOf(replies).length
    await delay(200 + Math.random() * 1_000)
    // Every other time in the midst of answers, however slow the machine; else whenever it comes.
    if (round % 2 === 1) await until('three answers', () => acknowledgedOf(replies).length >= before + 3, 60_000)
    await hub.kill()
    over.abort()
    await answering
  }

  noMoreCustomers.abort()
  const written = (await writing) ?? 0
  const hub = await HubProcess.start(dir)
  await telegram.until({ what: 'confirmed', count: written, timeoutMs: 60_000 })
  const token = await hub.signIn()
  await expect
    .poll(async () => (await telegram.ledger()).sent.length, { timeout: 60_000, interval: 500 })
    .toBeGreaterThanOrEqual(acknowledgedOf(replies).length - heldAtMost(kills))
  await hub.must('chatService/getUnreadChatsCount', {}, token)
  await hub.stop()

  const ledger = await telegram.ledger()
  const confirmed = ledger.updates.filter(update => update.confirmedAt !== undefined)
  const db = new Database(join(dir, 'parley.db'), { readonly: true })
  const stored = db
    .prepare("SELECT text, count(*) AS times FROM message WHERE direction = 'in' GROUP BY text")
    .all() as { text: string; times: number }[]
  const timesOf = new Map(stored.map(row => [row.text, row.times]))
  expect(confirmed.length).toBe(written)
  for (let i = 0; i < written; i++) expect([i, timesOf.get(`message ${i}`)]).toEqual([i, 1])

  const states = db.prepare("SELECT text, state FROM message WHERE direction = 'out'").all() as {
    text: string
    state: string
  }[]
  const stateOf = new Map(states.map(row => [row.text, row.state]))
  const arrivals = new Map<string, number>()
  for (const sent of ledger.sent) {
    const text = String(sent.request.text)
    arrivals.set(text, (arrivals.get(text) ?? 0) + 1)
  }
  const acknowledged = acknowledgedOf(replies)
  expect(acknowledged.length).toBeGreaterThan(kills)
  for (const { text } of acknowledged) {
    const times = arrivals.get(text) ?? 0
    expect([text, times <= 1, times === 1 || stateOf.get(text) === 'queued']).toEqual([text, true, true])
  }
  for (const [text, times] of arrivals) expect([text, times]).toEqual([text, 1])
  db.close()
}, 400_000)

/** At each kill so many replies at most were on the wire: nobody can tell of those, so they wait for a person. */
const heldAtMost = (rounds: number): number => rounds * 16
