// Cases over the door: lists, one case with history and comments, changes, links with chats.
import { z } from 'zod'
import {
  caseFields,
  caseSources,
  caseStatuses,
  longestAccount,
  longestComment,
  longestDescription,
  longestSubject,
} from '../../main/domain/case.ts'
import { hasControls, looksEmpty } from '../../main/domain/readable.ts'
import { id, instant } from '../shapes.ts'
import { at } from './gates.ts'

const named = z.object({ id, name: z.string() })
const key = z.string().min(8, 'must have at least 8 characters').max(200)
const whole = (max: number) => `must be at most ${max} characters`

const subject = z
  .string()
  .trim()
  .min(1, 'must not be empty')
  .max(longestSubject, whole(longestSubject))
  .refine(text => !hasControls(text), 'must not contain line breaks, tabs or other control characters')
  .refine(text => !looksEmpty(text), 'must not be empty')
const description = z.string().max(longestDescription, whole(longestDescription))
const account = z.string().trim().max(longestAccount, whole(longestAccount))
const status = z.enum(caseStatuses)

export const caseSummary = z.object({
  id,
  number: z.number().int(),
  subject: z.string(),
  status,
  /** chat: made by "Create case"; agent: written down by somebody. */
  source: z.enum(caseSources),
  account: z.string(),
  contact: named.nullable(),
  assignee: named.nullable(),
  queue: named.nullable(),
  chatIds: z.array(id),
  registeredAt: instant,
  /** Null: Parley itself, such as a process. */
  registeredBy: named.nullable(),
  changedAt: instant,
  resolvedAt: instant.nullable(),
  closedAt: instant.nullable(),
  version: z.number().int(),
  /** Where it can go from here. */
  nextStatuses: z.array(status),
})

const who = { at: instant, agentId: id.nullable(), agentName: z.string() }

export const caseView = caseSummary.extend({
  description: z.string(),
  /** Newest first, at most 500. People, queues and contacts by the name that they had then, chats by number. */
  history: z.array(
    z.object({
      ...who,
      field: z.enum([...caseFields, 'created', 'chat']),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  /** Oldest first, the newest 500. */
  comments: z.array(z.object({ id, ...who, text: z.string() })),
  /** Those of its chats that I may see. */
  chats: z.array(z.object({ id, number: z.number().int(), openedAt: instant })),
})

const oneCase = { caseId: id }

export const cases = {
  list: at('signedIn', 'Cases that I may see, the newest first')
    .input(
      z.strictObject({
        statuses: z.array(status).max(caseStatuses.length).optional(),
        /** Null: nobody's. */
        assigneeId: id.nullable().optional(),
        contactId: id.optional(),
        queueId: id.optional(),
        chatId: id.optional(),
        /** In the number, subject, description, account or the contact's name. */
        text: z.string().trim().max(500).optional(),
        /** When it was registered; `to` is exclusive. */
        from: instant.optional(),
        to: instant.optional(),
        /** The next page: only smaller numbers. */
        before: z.number().int().min(1).optional(),
        limit: z.number().int().min(1).max(200).default(50),
      }),
    )
    .output(z.object({ cases: z.array(caseSummary), nextBefore: z.number().int().nullable() })),
  countMine: at('signedIn', 'How many cases of mine are neither resolved nor closed')
    .input(z.strictObject({}))
    .output(z.object({ count: z.number().int() })),
  people: at('signedIn', 'Agents and queues that a case can be given to')
    .input(z.strictObject({}))
    .output(z.object({ agents: z.array(named), queues: z.array(named) })),
  get: at('signedIn', 'One case with history, comments and chats').input(z.strictObject(oneCase)).output(caseView),
  create: at('signedIn', 'Create a case. The same idempotencyKey twice makes one')
    .input(
      z.strictObject({
        subject,
        description: description.default(''),
        account: account.default(''),
        contactId: id.nullable().default(null),
        assigneeId: id.nullable().default(null),
        queueId: id.nullable().default(null),
        /** Contact and queue are the chat's where none are named. */
        chatId: id.nullable().default(null),
        idempotencyKey: key.optional(),
      }),
    )
    .output(caseView),
  createFromChat: at('signedIn', 'Create a case from a chat: its first message, and all before the first answer')
    .input(z.strictObject({ chatId: id, idempotencyKey: key.optional() }))
    .output(caseView),
  update: at('signedIn', 'Change a case; refused when somebody changed it since `version`')
    .input(
      z.strictObject({
        ...oneCase,
        version: z.number().int().optional(),
        subject: subject.optional(),
        description: description.optional(),
        status: status.optional(),
        account: account.optional(),
        assigneeId: id.nullable().optional(),
        queueId: id.nullable().optional(),
        contactId: id.nullable().optional(),
      }),
    )
    .output(caseView),
  assign: at('signedIn', 'Give a case to an agent; null: to nobody')
    .input(z.strictObject({ ...oneCase, assigneeId: id.nullable() }))
    .output(caseView),
  comment: at('signedIn', 'Comment on a case. The same idempotencyKey twice makes one comment')
    .input(
      z.strictObject({
        ...oneCase,
        text: z.string().trim().min(1, 'must not be empty').max(longestComment, whole(longestComment)),
        idempotencyKey: key.optional(),
      }),
    )
    .output(caseView),
  linkChat: at('signedIn', 'Link a chat with a case')
    .input(z.strictObject({ ...oneCase, chatId: id }))
    .output(caseView),
  unlinkChat: at('signedIn', 'Take the link with a chat away')
    .input(z.strictObject({ ...oneCase, chatId: id }))
    .output(caseView),
}
