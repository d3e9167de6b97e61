// Makes cases: from what somebody wrote down, or from a chat by the rule of "Create case" (facts/creatio.md 13).
import { type Case, mostChatsOfCase } from '../../domain/case.ts'
import { caseFromChat } from '../../domain/case-from-chat.ts'
import type { Chat } from '../../domain/chat.ts'
import { asId, type ChatId, type Ids } from '../../domain/ids.ts'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Transaction } from '../../storage/store.ts'
import type { Doer } from '../actor.ts'
import type { CaseInput } from '../case-verbs.ts'
import { addSystemLine } from '../system-lines.ts'
import { nameOfDoer, record } from './case-record.ts'

/** Messages of the chat that are looked through. */
const mostMessages = 10_000

export const insertCase = async (
  tx: Transaction,
  ids: Ids,
  doer: Doer,
  at: number,
  input: CaseInput & { readonly chat: Chat | null },
  key: string | null,
): Promise<Case> => {
  const { chat, subject, description, account, contactId, assigneeId, queueId } = input
  const one = await tx.cases.insert(
    {
      id: asId(ids.next()),
      subject,
      description,
      source: chat === null ? 'agent' : 'chat',
      status: 'new',
      registeredAt: at,
      registeredBy: doer?.agentId ?? null,
      contactId: contactId ?? chat?.contactId ?? null,
      account,
      assigneeId,
      queueId: queueId ?? chat?.queueId ?? null,
      chatIds: chat === null ? [] : [chat.id],
      changedAt: at,
      resolvedAt: null,
      closedAt: null,
      version: 1,
    },
    key,
  )
  await record(tx, ids, one, {
    type: 'case.created',
    doer,
    at,
    steps: [{ field: 'created', from: null, to: subject }],
  })
  if (chat !== null) await tellChat(tx, doer, at, one, chat)
  return one
}

/** The chat shows what became of it. */
const tellChat = async (tx: Transaction, doer: Doer, at: number, one: Case, chat: Chat): Promise<void> => {
  const line = {
    code: 'caseCreated',
    caseId: one.id,
    number: one.number,
    agentName: doer === null ? null : await nameOfDoer(tx, doer),
  } as const
  const audience = [...new Set([chat.ownerId, doer?.agentId ?? null].filter(id => id !== null))]
  await addSystemLine(tx, chat, line, { at, audience })
}

/** What "Create case" fills in. */
export const inputFromChat = async (tx: Transaction, chat: Chat): Promise<CaseInput> => {
  const { subject, description } = caseFromChat(await tx.messages.ofChat(chat.id, mostMessages))
  const name = (await tx.contacts.get(chat.contactId))?.name ?? ''
  return {
    subject: subject ?? `Chat ${chat.number} with ${name}`,
    description,
    account: '',
    contactId: chat.contactId,
    assigneeId: chat.ownerId,
    queueId: chat.queueId,
    chatId: chat.id,
  }
}

/** A key stands for one case of one chat. */
export const sameKeyElsewhere = (known: Case, chatId: ChatId | null): Refusal | null =>
  chatId === null || known.chatIds.includes(chatId)
    ? null
    : refuse('conflict', 'idempotencyKey: made a case of another chat already. Use a new key.', {
        field: 'idempotencyKey',
      })

export const tooManyChats = (one: Case): Refusal | null =>
  one.chatIds.length < mostChatsOfCase
    ? null
    : refuse(
        'tooMany',
        `Case ${one.number} has ${mostChatsOfCase} chats, and more it cannot have. Create another case.`,
      )
