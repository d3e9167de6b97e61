// No query reads through a table that grows: what takes no time with ten messages must take none with a million.
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { expect, onTestFinished, test } from 'vitest'
import {
  type AgentId,
  type AttachmentId,
  asId,
  type CannedReplyId,
  type ChannelId,
  type ChatId,
  type ContactId,
  type ConversationId,
  type IdentityId,
  type MessageId,
  type OfferId,
  type QueueId,
  type WebhookId,
} from '../../../main/domain/ids.ts'
import { openSqliteStore } from '../../../main/storage/sqlite-store.ts'
import type { Reads, Transaction } from '../../../main/storage/store.ts'
import { aCustomer, aMessage, anInbound, anOffer, anOffice } from '../../kit/builders.ts'
import { HandClock, morning } from '../../kit/hand-clock.ts'
import { tempDir } from '../../kit/temp-dir.ts'

const ann = asId<AgentId>('ann')
const support = asId<QueueId>('support')
const website = asId<ChannelId>('website')
const chat = asId<ChatId>('carol-chat')
const contact = asId<ContactId>('carol')
const conversation = asId<ConversationId>('carol-conversation')
const message = asId<MessageId>('1')
const attachment = asId<AttachmentId>('a')

/** Every way of reading that a screen or a service waits for. */
const readEverything = async (from: Reads): Promise<void> => {
  await Promise.all([
    from.agents.get(ann),
    from.agents.byLogin('ann'),
    from.agents.permissionsOf(ann),
    from.agents.session('x'),
  ])
  await Promise.all([from.queues.memberIds(support), from.queues.ofAgent(ann), from.channels.hasChats(website)])
  await Promise.all([from.contacts.get(contact), from.contacts.identities(contact), from.contacts.find('car', 5)])
  await Promise.all([from.contacts.identityAt(website, 'x'), from.contacts.conversationAt(website, 'x')])
  await Promise.all([from.contacts.conversation(conversation), from.chats.get(chat), from.chats.row(chat)])
  await Promise.all([from.chats.openOfConversation(conversation), from.chats.waiting(support), from.chats.waiting()])
  await Promise.all([from.chats.rowsOfAgent(ann), from.chats.openRows(9), from.chats.views([chat], ann)])
  await Promise.all([from.chats.ofConversation(conversation, 9), from.chats.ofContact(contact, 9)])
  await Promise.all([from.chats.activeCounts(), from.chats.activeOfAgent(ann), from.chats.awaitingCustomer()])
  await Promise.all([from.chats.unreadTotals(ann), from.chats.countsByQueue(), from.messages.get(message)])
  await Promise.all([from.messages.byExternalId(website, 'x'), from.messages.byIdempotencyKey('k')])
  await Promise.all([
    from.messages.ofChat(chat, 9),
    from.messages.attachment(attachment),
    from.messages.attachmentsToFetch(9),
  ])
  await Promise.all([from.messages.newestBy(chat, morning), from.protocol.propertiesOfMessages([message])])
  await Promise.all([from.protocol.tags(chat), from.protocol.properties({ scope: 'chat', id: chat })])
  await Promise.all([from.accessTokens.byHash('x'), from.accessTokens.ofAgent(ann)])
  await Promise.all([from.theirChats.get(website, 'x'), from.theirChats.unended(website)])
  await Promise.all([from.messages.draft(chat, ann), from.messages.decisions(chat, 9)])
  await Promise.all([from.messages.seenByCustomer(conversation), from.chats.readByAgents(conversation)])
  await Promise.all([from.chats.takenLately(support, 9), from.messages.byCustomId(conversation, 'mine', ann)])
  for (const at of [{}, { before: message }, { after: message }, { around: message }]) {
    await from.messages.page(conversation, { ...at, limit: 9 })
  }
  await Promise.all([
    from.offers.open(),
    from.offers.open(chat),
    from.offers.openOfAgent(ann),
    from.offers.ofChat(chat, 0),
  ])
  await Promise.all([from.offers.exclusiveCounts(), from.offers.nextExpiry(), from.offers.expired(morning)])
  await Promise.all([
    from.outbox.due(morning, 9),
    from.outbox.nextDue(),
    from.outbox.interrupted(),
    from.outbox.get(message),
  ])
  await Promise.all([from.events.after(0, 9), from.events.last()])
  const span = { above: 0, below: 9, order: 'desc' } as const
  for (const visibleTo of [null, ann])
    for (const filter of [
      { isLast: true, isOpen: true, queueIds: [support] },
      { ids: [chat], conversationIds: [conversation], openedFrom: 1, openedTo: morning, emails: ['a@b.example'] },
      { agents: { values: [ann] }, tags: { values: ['x'], every: true }, names: ['Carol'] },
      {
        agents: { excluded: [ann] },
        tags: { excluded: ['x'] },
        properties: [{ namespace: 'n', name: 'm', values: [1] }],
      },
    ]) {
      await from.threads.find({ visibleTo, ...filter }, span, 9)
      await from.threads.count({ visibleTo, ...filter }, span, 9)
    }
  await from.threads.lastNumber()
  for (const text of ['', 'word', 'wordier', '👍']) {
    for (const filter of [
      {},
      { contactId: contact },
      { channelId: website },
      { agentId: ann },
      { from: 1, to: morning },
    ]) {
      for (const visibleTo of [null, ann]) await from.search.messages({ text, limit: 9, visibleTo, ...filter })
    }
  }
}

const writeEverything = async (tx: Transaction): Promise<void> => {
  await tx.messages.recordInbound(
    anInbound('dave', 'word', { attachments: [{ id: attachment, kind: 'photo', remote: 'r' }] }),
  )
  await tx.messages.recordInbound({
    ...anInbound('dave', 'word'),
    sender: { name: 'D', username: 'd', language: 'en', email: 'e', phone: 'p' },
  })
  await tx.messages.recordInto('openChat', anInbound('dave', 'word'))
  await tx.messages.recordInto('lastChat', anInbound('dave', 'word'))
  const { id } = await tx.messages.insert(aMessage({ idempotencyKey: 'k' }))
  await tx.outbox.add(id, conversation, website, morning)
  await tx.outbox.start(id, morning)
  await tx.outbox.again(id, morning)
  await tx.outbox.hold(id)
  await tx.outbox.setState(id, 'sent', { externalId: 'x' })
  await tx.outbox.advance(website, { externalId: 'x', address: 'carol', at: morning }, 'read')
  await tx.outbox.advance(website, { externalId: null, address: 'carol', at: morning }, 'read')
  await tx.outbox.remove(id)
  await tx.messages.edit(id, 'other', morning)
  await tx.messages.setReactions(id, [])
  await tx.messages.updateAttachment(attachment, { name: 'n' })
  await tx.messages.markDeleted(id, morning)
  await tx.contacts.update(contact, { name: 'C' })
  await tx.contacts.updateIdentity(asId<IdentityId>('carol-identity'), {
    username: 'c',
    contactId: asId<ContactId>('dave'),
  })
  await tx.offers.insert(anOffer('carol', 'ann'))
  await tx.offers.end(asId<OfferId>('carol-to-ann'), 'accepted', morning)
  await tx.chats.claim(chat, ann, morning, null)
  await tx.chats.claim(chat, asId<AgentId>('ben'), morning, ann)
  await tx.chats.markRead(chat, ann, id)
  await tx.chats.saveDraft({ chatId: chat, agentId: ann, text: '', note: false, replyTo: null, at: morning })
  await tx.chats.deleteDraft(chat, ann)
  await tx.chats.requeue(chat, support, morning)
  await tx.chats.close(chat, morning, 'agent', ann)
  await tx.cannedReplies.countUse(asId<CannedReplyId>('r'))
  await tx.events.append({ type: 'chat.changed', at: morning, audience: 'everyone' })
}

/** Tables without an end. Open chats, open offers and what waits to be sent are few, whatever was before them. */
const grows =
  /^SCAN (property|chatTag|accessToken|networkChat|message|chat|contact|identity|conversation|event|attachment|offer|decision|readMark|owned|upTo)\b/
const isFew = /USING (COVERING )?INDEX (chatOpen|chatWaiting|chatActive|offerOpen\w*|attachmentToFetch)\b/

/** A store, and every statement that it is asked. */
const aWatchedStore = async () => {
  const statements = new Set<string>()
  const prepare = SqliteDatabase.prototype.prepare
  SqliteDatabase.prototype.prepare = function (this: SqliteDatabase.Database, sql: string) {
    statements.add(sql)
    return prepare.call(this, sql)
  } as typeof prepare
  onTestFinished(() => void Object.assign(SqliteDatabase.prototype, { prepare }))

  const path = join(tempDir(), 'parley.db')
  const store = await openSqliteStore({ path, clock: new HandClock() })
  onTestFinished(() => store.close())
  await store.transact(anOffice)
  await store.transact(tx => aCustomer(tx))
  return { store, statements, path }
}

test('what is little among much is found by the index that holds it alone', async () => {
  const { store, statements, path } = await aWatchedStore()
  const webhook = asId<WebhookId>('w')
  for (const [indexes, ask] of [
    [['deliveryWaiting'], () => store.webhooks.due(webhook, morning, 8)],
    [['deliveryWaiting'], () => store.webhooks.nextDue(webhook)],
    [['deliveryWaiting', 'deliveryGivenUp'], () => store.webhooks.counts()],
    [['deliverySettled'], () => store.transact(tx => tx.webhooks.deleteSettledBefore(morning))],
    [['deliveryWaiting'], () => store.transact(tx => tx.webhooks.giveUpOfSwitchedOff(morning, ''))],
    [['networkChatUnended'], () => store.theirChats.unended(website)],
  ] as const) {
    statements.clear()
    await ask()
    const sqlite = new SqliteDatabase(path, { readonly: true })
    const steps = [...statements].flatMap(sql => plan(sqlite, sql))
    sqlite.close()
    for (const index of indexes) expect(steps.join('\n'), String(ask)).toMatch(new RegExp(`INDEX ${index}\\b`))
  }
})

test('no query reads through a table that grows', async () => {
  const { store, statements, path } = await aWatchedStore()
  // Enough that search comes to its later ways.
  await store.transact(async tx => {
    for (let count = 0; count < 600; count++) await tx.messages.insert(aMessage({ text: 'word wordier' }))
  })
  await readEverything(store)
  await store.transact(writeEverything)
  await store.transact(readEverything)
  expect(statements.size).toBeGreaterThan(100)

  const sqlite = new SqliteDatabase(path, { readonly: true })
  onTestFinished(() => void sqlite.close())
  const slow = [...statements].flatMap(sql =>
    plan(sqlite, sql)
      .filter(step => grows.test(step) && !isFew.test(step))
      .map(step => `${step}: ${sql}`),
  )
  expect(slow).toEqual([])
})

test('the test notices a query that does', () => {
  const sqlite = new SqliteDatabase(':memory:')
  sqlite.exec('CREATE TABLE message (n INTEGER PRIMARY KEY, text TEXT)')
  expect(plan(sqlite, 'SELECT * FROM message WHERE text = ?').some(step => grows.test(step))).toBe(true)
  expect(plan(sqlite, 'SELECT * FROM message WHERE n = ?').some(step => grows.test(step))).toBe(false)
})

const plan = (sqlite: SqliteDatabase.Database, sql: string): string[] => {
  if (!/^\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b/i.test(sql)) return []
  const values = (sql.match(/\?/g) ?? []).map(() => null)
  return (sqlite.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...values) as { detail: string }[]).map(step => step.detail)
}
