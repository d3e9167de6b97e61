// The hot path: a customer's message goes in with prepared statements only, from the check for doubles to the chat's last line.
import type { ChatStatus } from '../../domain/chat.ts'
import type { AgentId, ChatId, ContactId, ConversationId, IdentityId, MessageId } from '../../domain/ids.ts'
import { asId } from '../../domain/ids.ts'
import { isStandInName } from '../../domain/stand-in-name.ts'
import type { Sqlite } from '../dialects/sqlite.ts'
import type { Inbound, InboundOutcome } from '../store.ts'
import type { MessageStatements } from './message-statements.ts'

interface Known {
  readonly identityId: IdentityId
  readonly contactId: ContactId
  readonly name: string
  readonly username: string | null
  readonly unreachableReason: string | null
  readonly bannedAt: number | null
  /** Null when the identity was made without a conversation. */
  readonly conversationId: ConversationId | null
  readonly conversationN: number | null
}

interface OpenChat {
  readonly number: number
  readonly id: ChatId
  readonly status: ChatStatus
  readonly ownerId: AgentId | null
}

export interface InboundRecorder {
  record(inbound: Inbound): InboundOutcome
  /** Null: there is no chat that it could go into. */
  recordInto(into: 'openChat' | 'lastChat', inbound: Inbound): InboundOutcome | null
}

export const inboundRecorder = (sqlite: Sqlite, messages: MessageStatements): InboundRecorder => {
  const channelNumber = sqlite.prepare<[string], number>('SELECT n FROM channel WHERE id = ?').pluck()
  const double = sqlite
    .prepare<[number, string], number>('SELECT n FROM message WHERE channelN = ? AND externalId = ?')
    .pluck()
  // `+?` for `?`: see the compiler in dialects/sqlite-kysely.ts.
  const known = sqlite.prepare<[string, string], Known>(`
    SELECT identity.id AS identityId, identity.contactId, identity.name, identity.username, identity.unreachableReason,
      (SELECT bannedAt FROM contact WHERE contact.id = identity.contactId) AS bannedAt, conversation.id AS conversationId, conversation.n AS conversationN
    FROM identity LEFT JOIN conversation ON conversation.identityId = identity.id
    WHERE identity.channelId = +? AND identity.address = +?`)
  const insertContact = sqlite.prepare(`
    INSERT INTO contact (id, name, email, phone, language, about, tags, createdAt) VALUES (?, ?, ?, ?, ?, '', '[]', ?)`)
  const insertIdentity = sqlite.prepare(`
    INSERT INTO identity (id, channelId, address, contactId, name, username) VALUES (?, ?, ?, ?, ?, ?)`)
  const insertConversation = sqlite.prepare(`
    INSERT INTO conversation (id, identityId, channelId, contactId) VALUES (?, ?, ?, ?)`)
  // Whoever writes can be reached again.
  const refreshIdentity = sqlite.prepare(
    'UPDATE identity SET name = ?, username = ?, unreachableReason = NULL WHERE id = ?',
  )
  const completeContact = sqlite.prepare(`
    UPDATE contact SET email = coalesce(email, ?), phone = coalesce(phone, ?), language = coalesce(language, ?) WHERE id = ?`)
  const openChat = sqlite.prepare<[string], OpenChat>(
    "SELECT number, id, status, ownerId FROM chat WHERE conversationId = ? AND status <> 'closed'",
  )
  const insertChat = sqlite.prepare(`
    INSERT INTO chat (id, conversationId, contactId, channelId, queueId, status, openedAt, queuedAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`)
  const newestChat = sqlite.prepare<[string], OpenChat & { isHeldBack: number }>(`
    SELECT number, id, status, ownerId, closeReason IS 'banned' AND closedBy IS NULL AS isHeldBack
    FROM chat WHERE conversationId = ? ORDER BY number DESC LIMIT 1`)
  const insertHeldBack = sqlite.prepare(`
    INSERT INTO chat (id, conversationId, contactId, channelId, queueId, status, openedAt, queuedAt, closedAt, closeReason)
    VALUES (?, ?, ?, ?, ?, 'closed', ?, ?, ?, 'banned')`)
  const ringsAt = sqlite
    .prepare<[string], AgentId>('SELECT agentId FROM offer WHERE chatId = ? AND outcome IS NULL')
    .pluck()

  const meet = ({ message, address, sender, newIds }: Inbound): Known => {
    insertContact.run(newIds.contact, sender.name, sender.email, sender.phone, sender.language, message.storedAt)
    insertIdentity.run(newIds.identity, message.channelId, address, newIds.contact, sender.name, sender.username)
    const { name, username } = sender
    const who = {
      identityId: newIds.identity,
      contactId: newIds.contact,
      name,
      username,
      unreachableReason: null,
      bannedAt: null,
    }
    return { ...who, conversationId: null, conversationN: null }
  }

  const recognise = (person: Known, { sender }: Inbound): void => {
    // A network that tells no names with messages may have told one before.
    const name = isStandInName(sender.name) ? person.name : sender.name
    if (person.name !== name || person.username !== sender.username || person.unreachableReason !== null) {
      refreshIdentity.run(name, sender.username ?? person.username, person.identityId)
    }
    if (sender.email !== null || sender.phone !== null || sender.language !== null) {
      completeContact.run(sender.email, sender.phone, sender.language, person.contactId)
    }
  }

  const conversationOf = (person: Known, { message, newIds }: Inbound): { id: ConversationId; n: number } => {
    if (person.conversationId !== null && person.conversationN !== null) {
      return { id: person.conversationId, n: person.conversationN }
    }
    const row = insertConversation.run(newIds.conversation, person.identityId, message.channelId, person.contactId)
    return { id: newIds.conversation, n: Number(row.lastInsertRowid) }
  }

  const open = (
    person: Known,
    conversationId: ConversationId,
    { message, queueId, newIds, openAs = 'waiting' }: Inbound,
  ): OpenChat => {
    const { channelId, storedAt } = message
    const row = insertChat.run(
      newIds.chat,
      conversationId,
      person.contactId,
      channelId,
      queueId,
      openAs,
      storedAt,
      storedAt,
    )
    return { number: Number(row.lastInsertRowid), id: newIds.chat, status: openAs, ownerId: null }
  }

  /** What a banned contact writes is kept together in a chat that is closed from the first: it rings nowhere, and a later one may open. */
  const holdBack = (person: Known, conversationId: ConversationId, { message, queueId, newIds }: Inbound): OpenChat => {
    const newest = newestChat.get(conversationId)
    if (newest?.isHeldBack) return newest
    const { channelId, storedAt: at } = message
    const row = insertHeldBack.run(newIds.chat, conversationId, person.contactId, channelId, queueId, at, at, at)
    return { number: Number(row.lastInsertRowid), id: newIds.chat, status: 'closed', ownerId: null }
  }

  /** `into`: which chats are good enough; null: where none is open, one is opened. */
  const recordIn = (into: 'openChat' | 'lastChat' | null, inbound: Inbound): InboundOutcome | null => {
    const { message, address } = inbound
    const channelN = channelNumber.get(message.channelId)
    if (channelN === undefined) throw new Error(`There is no channel ${message.channelId}.`)
    const twin = message.externalId === null ? undefined : double.get(channelN, message.externalId)
    if (twin !== undefined) return doubled(twin)

    const met = known.get(message.channelId, address)
    const person = met ?? meet(inbound)
    if (met) recognise(met, inbound)
    const conversation = conversationOf(person, inbound)
    const namesake = message.customId == null ? null : messages.byCustomId(conversation.n, message.customId, 'customer')
    if (namesake !== null) return doubled(namesake)
    const last = into === 'lastChat' && person.bannedAt === null ? newestChat.get(conversation.id) : undefined
    const present = openChat.get(conversation.id) ?? last
    if (present === undefined && into !== null) return null
    const isHeldBack = present === undefined && person.bannedAt !== null
    const chat = present ?? (isHeldBack ? holdBack : open)(person, conversation.id, inbound)
    const place = { chatNumber: chat.number, conversationN: conversation.n, channelN }
    const n = messages.store(place, {
      ...message,
      direction: 'in',
      agentId: null,
      state: null,
      system: null,
      idempotencyKey: null,
    })
    return {
      kind: 'stored',
      messageId: asId<MessageId>(String(n)),
      conversationId: conversation.id,
      chatId: chat.id,
      contactId: person.contactId,
      opened: present === undefined && !isHeldBack,
      status: chat.status,
      ownerId: chat.ownerId,
      heldBack: !isHeldBack ? null : chat.id === inbound.newIds.chat ? 'first' : 'further',
      offeredTo: present === undefined ? [] : ringsAt.all(chat.id),
    }
  }

  return {
    record(inbound) {
      const outcome = recordIn(null, inbound)
      if (outcome === null) throw new Error('A message that may open a chat found none.')
      return outcome
    },
    recordInto: recordIn,
  }
}

const doubled = (n: number): InboundOutcome => ({ kind: 'doubled', messageId: asId<MessageId>(String(n)) })
