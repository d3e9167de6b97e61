// The shapes that pass the door, as schemas: parsed once, here, and typed for both sides. Instants are epoch milliseconds.
import { z } from 'zod'
import { agentKinds } from '../main/domain/agent-kind.ts'
import { permissions } from '../main/domain/permissions.ts'
import { inactiveReasons } from '../main/domain/presence.ts'
import { routingRules } from '../main/domain/queue.ts'
import { channelKinds, messageKinds } from '../main/domain/unified-message.ts'
import { messageContent } from './contract/message-content.ts'
import { systemLine } from './contract/system-line.ts'
import { name } from './names.ts'

/** Longest text of one message that Parley stores; networks have lower limits of their own. */
export const longestText = 100_000

export const id = z.string().min(1).max(200)
export const instant = z.number().int().min(0).max(8_640_000_000_000_000)
const minutes = z
  .number('must be a whole number of minutes')
  .int('must be a whole number of minutes')
  .min(1, 'must be at least 1 minute')
  .max(100_000, 'must be at most 100000 minutes')

export const presence = z.object({
  status: z.enum(['active', 'inactive']),
  reason: z.enum(inactiveReasons).nullable(),
  since: instant,
  /** Whether a workstation of theirs is connected. */
  connected: z.boolean(),
})

export const agentSummary = z.object({ id, name: z.string() })

export const offer = z.object({
  id,
  madeAt: instant,
  /** Null: it rings until somebody takes it. */
  expiresAt: instant.nullable(),
  exclusive: z.boolean(),
})

/** Set while a queue is outside of its working hours; `opensAt` null: for good. */
export const closure = z.object({ opensAt: instant.nullable(), timeZone: z.string() }).nullable()

export const chatSummary = z.object({
  id,
  number: z.number().int(),
  conversationId: id,
  status: z.enum(['bot', 'waiting', 'active', 'closed']),
  channel: z.object({ id, kind: z.enum(channelKinds), name: z.string() }),
  queue: z.object({ id, name: z.string(), closed: closure }),
  contact: z.object({ id, name: z.string() }),
  owner: agentSummary.nullable(),
  openedAt: instant,
  queuedAt: instant,
  acceptedAt: instant.nullable(),
  closedAt: instant.nullable(),
  /** The customer's first message that nobody has answered; null when the customer owes the answer. */
  unansweredSince: instant.nullable(),
  lastOutboundAt: instant.nullable(),
  /** When it closes by itself, as things stand. */
  completesAt: instant.nullable(),
  /** When free replies end, as things stand (then approved templates remain, or nothing); null: never on this network. */
  windowClosesAt: instant.nullable(),
  /** Until when answers that a person wrote go out as such after that; null: not for longer. */
  humanWindowClosesAt: instant.nullable(),
  /** Another program of the place, such as a bot, holds the conversation: its id at the network, if told, and since when. */
  heldBy: z.object({ app: z.string().nullable(), since: instant }).nullable(),
  lastMessage: z
    .object({
      direction: z.enum(['in', 'out', 'note', 'system']),
      kind: z.enum(messageKinds),
      text: z.string(),
      at: instant,
      agentName: z.string().nullable(),
    })
    .nullable(),
  /** For the asking agent. */
  unread: z.number().int(),
  offer: offer.nullable(),
  hasDraft: z.boolean(),
  /** It rings at this agent: an open offer, or a waiting chat that nobody can be offered and this agent supervises. */
  rings: z.boolean(),
})

export const attachment = z.object({
  id,
  kind: z.enum(['photo', 'video', 'voice', 'audio', 'document', 'sticker', 'animation']),
  name: z.string(),
  mime: z.string(),
  size: z.number().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  durationMs: z.number().nullable(),
  state: z.enum(['remote', 'stored', 'failed']),
  failure: z.string().nullable(),
  /** Relative to the page, for `src` and `href`; null until the bytes are here. */
  url: z.string().nullable(),
})

export const message = z.object({
  id,
  chatId: id,
  conversationId: id,
  direction: z.enum(['in', 'out', 'note', 'system']),
  kind: z.enum(messageKinds),
  text: z.string(),
  at: instant,
  author: z.object({ agentId: id.nullable(), name: z.string() }).nullable(),
  attachments: z.array(attachment),
  place: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      title: z.string().optional(),
      address: z.string().optional(),
    })
    .nullable(),
  card: z.object({ name: z.string(), phone: z.string().optional(), email: z.string().optional() }).nullable(),
  options: z.array(z.string()),
  replyTo: z.object({ messageId: id.nullable(), excerpt: z.string() }).nullable(),
  albumId: z.string().nullable(),
  forwardedFrom: z.string().nullable(),
  /** What it holds besides text: cards with buttons, forms, programs' data. `text` says the same in words. */
  content: messageContent.nullable(),
  reactions: z.array(z.object({ author: z.string(), emoji: z.array(z.string()) })),
  editedAt: instant.nullable(),
  deletedAt: instant.nullable(),
  state: z.enum(['queued', 'sent', 'delivered', 'read', 'failed']).nullable(),
  trouble: z.object({ reason: z.string(), surelyNotArrived: z.boolean(), canRetry: z.boolean() }).nullable(),
  system: systemLine.nullable(),
  externalId: z.string().nullable(),
})

export const draft = z.object({ text: z.string().max(longestText), note: z.boolean(), replyTo: id.nullable() })

export const identity = z.object({
  channelId: id,
  channelKind: z.enum(channelKinds),
  channelName: z.string(),
  name: z.string(),
  username: z.string().nullable(),
  address: z.string(),
  unreachableReason: z.string().nullable(),
})

export const ban = z.object({
  at: instant,
  byName: z.string().nullable(),
  reason: z.string(),
  /** Null: it stands until somebody lifts it. */
  until: instant.nullable(),
})

export const contact = z.object({
  id,
  name: z.string(),
  /** Null as well when the asking agent lacks CanSeeContactDetails. */
  email: z.string().nullable(),
  phone: z.string().nullable(),
  language: z.string().nullable(),
  about: z.string(),
  tags: z.array(z.string()),
  /** Contact fields by id; empty as well when the asking agent lacks CanSeeContactDetails. */
  own: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  /** Null: their messages ring. */
  ban: ban.nullable(),
  createdAt: instant,
  version: z.number().int(),
  identities: z.array(identity),
})

/** One chat of an earlier or the present conversation, as a heading in the timeline and a line in "Earlier chats". */
export const chatHeading = z.object({
  id,
  number: z.number().int(),
  conversationId: id,
  status: z.enum(['bot', 'waiting', 'active', 'closed']),
  channelKind: z.enum(channelKinds),
  queueName: z.string(),
  openedAt: instant,
  acceptedAt: instant.nullable(),
  closedAt: instant.nullable(),
  ownerName: z.string().nullable(),
  lastText: z.string().nullable(),
})

export const conversation = z.object({
  chat: chatSummary,
  /** Oldest first, over all chats of the conversation. */
  messages: z.array(message),
  hasOlder: z.boolean(),
  hasNewer: z.boolean(),
  firstUnreadId: id.nullable(),
  /** Every chat that the conversation has, newest first, at most 200. */
  headings: z.array(chatHeading),
  draft: draft.nullable(),
  /** What the asking agent may do now, so that a screen need not guess. */
  can: z.object({
    accept: z.boolean(),
    write: z.boolean(),
    transfer: z.boolean(),
    close: z.boolean(),
    takeOver: z.boolean(),
    /** Another program holds the conversation, and this agent may take it from there. */
    takeControl: z.boolean(),
  }),
  /** The number of the last event that this answer already shows. */
  seq: z.number().int(),
})

const candidateReason = z.discriminatedUnion('code', [
  z.object({ code: z.literal('fewestChats'), load: z.number() }),
  z.object({ code: z.literal('longestWithoutTaking'), load: z.number(), lastTakenAt: instant.nullable() }),
  z.object({ code: z.literal('forEverybody') }),
  z.object({ code: z.literal('moreChats'), load: z.number() }),
  z.object({ code: z.literal('tookOneLater'), load: z.number(), lastTakenAt: instant.nullable() }),
  z.object({ code: z.literal('alreadyTried'), outcome: z.enum(['missed', 'declined', 'withdrawn']) }),
  z.object({ code: z.literal('inactive'), reason: z.string(), since: instant }),
  z.object({ code: z.literal('notConnected') }),
  z.object({ code: z.literal('atLimit'), load: z.number(), limit: z.number() }),
  z.object({ code: z.literal('declinedJustNow'), againAt: instant }),
])

export const decision = z.object({
  at: instant,
  queueName: z.string(),
  rule: z.enum(routingRules),
  because: z.string(),
  /** The whole decision in words, one sentence a line; the first says the outcome. */
  sentences: z.array(z.string()),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('offered'), agentIds: z.array(id) }),
    z.object({ kind: z.literal('waits') }),
    z.object({ kind: z.literal('closed'), opensAt: instant.nullable(), timeZone: z.string() }),
    z.object({ kind: z.literal('stays'), agentId: id }),
  ]),
  candidates: z.array(
    z.object({
      agentId: id,
      agentName: z.string(),
      eligible: z.boolean(),
      chosen: z.boolean(),
      reason: candidateReason,
    }),
  ),
})

export const agent = z.object({
  id,
  login: z.string(),
  name: z.string(),
  roleIds: z.array(id),
  chatLimit: z.number().int().nullable(),
  presence,
  /** Chats in progress. */
  load: z.number().int(),
  /** The limit in force: 0 = none. */
  limit: z.number().int(),
  deactivatedAt: instant.nullable(),
  /** False: invited, and has not come yet. */
  hasJoined: z.boolean(),
  /** A bot is a program that works as an agent. */
  kind: z.enum(agentKinds),
})

export const role = z.object({
  id,
  name: z.string(),
  permissions: z.array(z.enum(permissions)),
  version: z.number().int(),
})

const span = z.object({ from: z.string().max(5), to: z.string().max(5) })
/** What is wrong with a day is said by the workstation, with the day's name. */
export const workingHours = z.object({
  timeZone: z.string().max(100),
  /** Seven days, Monday first. */
  week: z.array(z.array(span).max(100)).max(7),
  holidays: z
    .array(
      z.object({ date: z.string().max(20), name: z.string().max(200, 'is too long'), spans: z.array(span).max(100) }),
    )
    .max(1_000),
  closedText: z.string().max(10_000).default(''),
})

export const queue = z.object({
  id,
  name: z.string(),
  routingRule: z.enum(routingRules),
  completionTimeoutMinutes: z.number().nullable(),
  acceptTimeoutMinutes: z.number().nullable(),
  workingHours: workingHours.nullable(),
  agentIds: z.array(id),
  roleIds: z.array(id),
  position: z.number().int(),
  archivedAt: instant.nullable(),
  version: z.number().int(),
  /** Live: chats waiting and active, agents who could take one now. */
  waiting: z.number().int(),
  active: z.number().int(),
  agentsAvailable: z.number().int(),
  isOpen: z.boolean(),
  /** When it opens or closes next; null: never. */
  changesAt: instant.nullable(),
})

const queueFields = {
  name,
  routingRule: z.enum(routingRules),
  completionTimeoutMinutes: minutes.nullable(),
  acceptTimeoutMinutes: minutes.nullable(),
  workingHours: workingHours.nullable(),
  agentIds: z.array(id).max(10_000),
  roleIds: z.array(id).max(1_000),
}

export const queueInput = z.strictObject({
  name,
  routingRule: queueFields.routingRule.default('toAllAgents'),
  completionTimeoutMinutes: queueFields.completionTimeoutMinutes.default(null),
  acceptTimeoutMinutes: queueFields.acceptTimeoutMinutes.default(null),
  /** Null: always open. */
  workingHours: queueFields.workingHours.default(null),
  agentIds: queueFields.agentIds.default([]),
  roleIds: queueFields.roleIds.default([]),
})

/** Without defaults, which zod would fill in for what is left out: that must stay as it is. */
export const queueChange = z.strictObject(queueFields).partial()

export const health = z.discriminatedUnion('state', [
  z.object({ state: z.literal('off') }),
  z.object({ state: z.literal('connecting') }),
  z.object({ state: z.literal('online'), warning: z.string().optional() }),
  z.object({ state: z.literal('retrying'), until: instant, reason: z.string() }),
  z.object({ state: z.literal('needsAttention'), reason: z.string(), remedy: z.string() }),
])

export const channel = z.object({
  id,
  kind: z.enum(channelKinds),
  name: z.string(),
  queueId: id,
  active: z.boolean(),
  /** Without secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** Names of the secret settings that are filled. */
  secretsSet: z.array(z.string()),
  profile: z.record(z.string(), z.string()),
  health,
  hasChats: z.boolean(),
  createdAt: instant,
  version: z.number().int(),
})

export const cannedReply = z.object({
  id,
  name: z.string(),
  text: z.string(),
  queueId: id.nullable(),
  usedCount: z.number().int(),
  version: z.number().int(),
})

export const sound = z.object({ name: z.string(), mime: z.string(), url: z.string() })

export const me = z.object({
  agent: agent,
  permissions: z.array(z.enum(permissions)),
  /** Queues that this agent takes chats of. */
  queues: z.array(z.object({ id, name: z.string() })),
})

export const searchHit = z.object({
  messageId: id,
  chatId: id,
  conversationId: id,
  contact: z.object({ id, name: z.string() }),
  channel: z.object({ kind: z.enum(channelKinds), name: z.string() }),
  direction: z.enum(['in', 'out', 'note', 'system']),
  at: instant,
  excerpt: z.array(z.object({ text: z.string(), hit: z.boolean() })),
})

/** What a screen hears. `seq` is missing on what is not kept, such as typing. */
export const followed = z.object({
  seq: z.number().int().optional(),
  at: instant,
  type: z.string(),
  chatId: id.optional(),
  conversationId: id.optional(),
  /** The chat as it is now for this agent; null: it is not in this agent's lists any more. Missing: not about a chat. */
  chat: chatSummary.nullable().optional(),
  /** The message as it is now, for message.added and message.changed. */
  message: message.optional(),
  agentId: id.optional(),
  channelId: id.optional(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})
