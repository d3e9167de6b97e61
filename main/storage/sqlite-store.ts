// The store in a SQLite file: opens it, brings it to the newest form, and joins the nouns into one door for readers and one for writers.

import type { Clock } from '../domain/clock.ts'
import type { StoredEvent } from '../domain/event.ts'
import { backUpSqlite } from './backups/sqlite-backup.ts'
import { scrub } from './dialects/scrub.ts'
import { checkIntegrity, lockDataFile, openReader, openWriter, type Sqlite } from './dialects/sqlite.ts'
import { kyselyOver } from './dialects/sqlite-kysely.ts'
import { GroupCommit } from './group-commit.ts'
import { migrations as allMigrations } from './migrations/all.ts'
import { migrate } from './migrations/migrate.ts'
import type { Migration } from './migrations/migration.ts'
import { personReads, personWrites } from './person/persons.ts'
import { wordIndexing } from './search/indexing.ts'
import { searchReads } from './search/search.ts'
import type { Reads, Store, Transaction } from './store.ts'
import { accessTokenReads, accessTokenWrites } from './tables/access-tokens.ts'
import { agentReads, agentWrites } from './tables/agents.ts'
import { auditReads, auditWrites } from './tables/audit.ts'
import { caseReads, caseWrites } from './tables/cases.ts'
import { channelReads, channelWrites, quarantineReads, quarantineWrites } from './tables/channels.ts'
import { chatActionReads, chatActionWrites } from './tables/chat-actions.ts'
import { chatWrites } from './tables/chat-writes.ts'
import { chatReads } from './tables/chats.ts'
import { configurationReads, configurationWrites } from './tables/configuration.ts'
import { contactReads, contactWrites } from './tables/contacts.ts'
import { eventReads, eventWrites } from './tables/events.ts'
import { messageWrites } from './tables/message-writes.ts'
import { messageReads } from './tables/messages.ts'
import { offerReads, offerWrites } from './tables/offers.ts'
import { outboxReads, outboxWrites } from './tables/outbox.ts'
import { ownFieldReads, ownFieldWrites } from './tables/own-fields.ts'
import { runReads, runWrites } from './tables/process-runs.ts'
import { processReads, processSecretReads, processSecretWrites, processWrites } from './tables/processes.ts'
import { protocolReads, protocolWrites } from './tables/protocol.ts'
import { queueReads, queueWrites } from './tables/queues.ts'
import { relayReads, relayWrites } from './tables/relay.ts'
import { cannedReplyReads, cannedReplyWrites, settingReads, settingWrites } from './tables/settings.ts'
import { theirChatReads, theirChatWrites } from './tables/their-chats.ts'
import { threadReads } from './tables/threads.ts'
import { wayInReads, wayInWrites } from './tables/ways-in.ts'
import { webhookReads, webhookWrites } from './tables/webhooks.ts'

/** The part of a log that the store speaks to. */
export interface StoreLog {
  info(message: string, facts?: Record<string, unknown>): void
  error(message: string, facts?: Record<string, unknown>): void
}

export interface SqliteStoreOptions {
  /** The data file; made if there is none, with its folder. */
  readonly path: string
  /** Names the copies made before migrations. */
  readonly clock: Pick<Clock, 'now'>
  readonly log?: StoreLog
  /** For tests of migrations. */
  readonly migrations?: readonly Migration[]
}

export interface SqliteStore extends Store {
  /** A whole, checked copy of the data as it is now, made aside while work goes on. See backups/keep-backups.ts for a row of them. */
  backup(toPath: string): Promise<void>
}

/** Throws CannotOpenData, with a sentence for a person, when the file is in use, damaged, foreign, or a newer Parley's. */
export const openSqliteStore = async ({ path, clock, log, migrations }: SqliteStoreOptions): Promise<SqliteStore> => {
  const lock = lockDataFile(path)
  const opened: Sqlite[] = []
  const closeAll = () => {
    for (const sqlite of opened) sqlite.close()
    lock.release()
  }
  try {
    const writer = openWriter(path)
    opened.push(writer)
    checkIntegrity(writer, path)
    const report = migrate(writer, path, migrations ?? allMigrations, clock.now())
    if (report.from !== report.to) log?.info('The data file was brought to a newer form.', { ...report })
    const reader = openReader(path)
    opened.unshift(reader)
    return { ...join(writer, reader, closeAll, log), backup: toPath => backUpSqlite(path, toPath) }
  } catch (error) {
    closeAll()
    throw error
  }
}

const join = (writer: Sqlite, reader: Sqlite, closeAll: () => void, log: StoreLog | undefined): Store => {
  const listeners = new Set<(events: readonly StoredEvent[]) => void>()
  const emit = (events: readonly StoredEvent[]) => {
    for (const listener of listeners) {
      try {
        listener(events)
      } catch (error) {
        log?.error('A listener of events failed.', { error: String(error) })
      }
    }
  }
  const indexWords = wordIndexing(writer)
  // The transaction's nouns need the commit's guard, and the commit needs the transaction: the guard is bound late.
  let commit: GroupCommit<Transaction> | undefined
  const mustBeInWork = () => commit?.mustBeInWork()
  const note = (event: StoredEvent) => commit?.note(event)
  const tx = writeNouns(writer, mustBeInWork, note, indexWords)
  commit = new GroupCommit({
    sqlite: writer,
    tx,
    beforeCommit: indexWords,
    emit,
    stuck: () => log?.error('A transaction waits for something other than its own `tx`; nothing else can be written.'),
  })
  const group = commit
  return {
    ...readNouns(reader),
    transact: work => group.transact(work),
    onEvents(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    scrub: () => scrub(writer),
    async close() {
      await group.close()
      closeAll()
    },
  }
}

const readNouns = (sqlite: Sqlite): Reads => {
  const nothing = () => {}
  const db = kyselyOver(sqlite, nothing)
  return {
    agents: agentReads(db),
    waysIn: wayInReads(db),
    accessTokens: accessTokenReads(db),
    configuration: configurationReads(db),
    queues: queueReads(db),
    channels: channelReads(db),
    settings: settingReads(db),
    relay: relayReads(db),
    cannedReplies: cannedReplyReads(db),
    chatActions: chatActionReads(db),
    processes: processReads(db),
    processSecrets: processSecretReads(db),
    runs: runReads(db),
    contacts: contactReads(db, nothing),
    ownFields: ownFieldReads(db),
    persons: personReads(sqlite),
    chats: chatReads(db),
    theirChats: theirChatReads(db),
    threads: threadReads(db),
    messages: messageReads(db),
    offers: offerReads(db),
    outbox: outboxReads(db),
    events: eventReads(db),
    quarantine: quarantineReads(db),
    audit: auditReads(db),
    search: searchReads(sqlite, nothing),
    cases: caseReads(db),
    webhooks: webhookReads(db),
    protocol: protocolReads(db),
  }
}

const writeNouns = (
  sqlite: Sqlite,
  mustBeInWork: () => void,
  note: (event: StoredEvent) => void,
  indexWords: () => void,
): Transaction => {
  const db = kyselyOver(sqlite, mustBeInWork)
  const ownWrites = () => {
    mustBeInWork()
    indexWords()
  }
  return {
    agents: agentWrites(db),
    waysIn: wayInWrites(db),
    accessTokens: accessTokenWrites(db),
    configuration: configurationWrites(db),
    queues: queueWrites(db),
    channels: channelWrites(db),
    settings: settingWrites(db),
    relay: relayWrites(db),
    cannedReplies: cannedReplyWrites(db),
    contacts: contactWrites(db, sqlite, ownWrites),
    ownFields: ownFieldWrites(db),
    persons: personWrites(sqlite, mustBeInWork, indexWords),
    chatActions: chatActionWrites(db),
    processes: processWrites(db),
    processSecrets: processSecretWrites(db),
    runs: runWrites(db),
    chats: chatWrites(db),
    theirChats: theirChatWrites(db),
    threads: threadReads(db),
    messages: messageWrites(db, sqlite, mustBeInWork),
    offers: offerWrites(db),
    outbox: outboxWrites(db),
    events: eventWrites(db, sqlite, mustBeInWork, note),
    quarantine: quarantineWrites(db),
    audit: auditWrites(db),
    search: searchReads(sqlite, ownWrites),
    cases: caseWrites(db),
    webhooks: webhookWrites(db),
    protocol: protocolWrites(db),
  }
}
