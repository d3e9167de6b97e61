// The door's shape: every procedure and event between core and screen, with input, output, permission and refusals.
// IPC, WebSocket and HTTP all carry this one contract (POST /api/<service>/<procedure>).

import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { permissions } from '../main/domain/permissions.ts'
import { actionsInChats, chatActions } from './contract/actions.ts'
import { audit } from './contract/audit.ts'
import { cannedReplies } from './contract/canned-replies.ts'
import { cases } from './contract/cases.ts'
import { channels } from './contract/channels.ts'
import { tagsOfChats } from './contract/chat-tags.ts'
import { contacts } from './contract/contacts.ts'
import { at, uploadBody } from './contract/gates.ts'
import { contentToSend } from './contract/message-content.ts'
import { ownFields } from './contract/own-fields.ts'
import { agents, roles } from './contract/people.ts'
import { processes } from './contract/processes.ts'
import { queues } from './contract/queues.ts'
import { relay } from './contract/relay.ts'
import { session } from './contract/session.ts'
import { settings } from './contract/settings.ts'
import { setup } from './contract/setup.ts'
import { chosenTemplate, templates } from './contract/templates.ts'
import { webhooks } from './contract/webhooks.ts'
import * as s from './shapes.ts'

const nothing = z.strictObject({})
const done = z.object({ ok: z.literal(true) })
const oneChat = z.strictObject({ chatId: s.id })
const page = {
  before: s.id.optional(),
  after: s.id.optional(),
  around: s.id.optional(),
  limit: z.number().int().min(1).max(200).default(50),
}

const chatService = {
  acceptChat: at('signedIn', 'Take a chat: I become its owner').input(oneChat).output(s.chatSummary),
  declineChat: at('signedIn', 'Say no to an offer; it goes to the next agent').input(oneChat).output(done),
  takeOverChat: at('CanTakeOverChats', 'Take a chat from its owner').input(oneChat).output(s.chatSummary),
  takeControl: at('signedIn', 'Take the conversation from a bot or another program; of a bot’s chat I get a new one')
    .input(oneChat)
    .output(s.chatSummary),
  getChats: at('signedIn', 'The chats of my panel: those that ring at me and those I own; with `all`, every open chat')
    .input(z.strictObject({ all: z.boolean().default(false) }))
    .output(z.object({ chats: z.array(s.chatSummary), seq: z.number().int() })),
  getChat: at('signedIn', 'One chat').input(oneChat).output(s.chatSummary),
  getConversation: at('signedIn', "A page of a chat's conversation with earlier chats above, for the panel")
    .input(z.strictObject({ chatId: s.id, ...page }))
    .output(s.conversation),
  markChatAsRead: at('signedIn', 'Mark the chat as read, up to a message or all of it')
    .input(z.strictObject({ chatId: s.id, upTo: s.id.optional() }))
    .output(done),
  closeActiveChat: at('signedIn', 'Close the chat; the next message opens a new one').input(oneChat).output(done),
  getUnreadChatsCount: at('signedIn', 'How many of my chats have unread messages')
    .input(nothing)
    .output(z.object({ count: z.number().int() })),
  getUnreadMessagesCount: at('signedIn', 'How many unread messages all my chats have')
    .input(nothing)
    .output(z.object({ count: z.number().int() })),
  ...actionsInChats,
  ...tagsOfChats,
  getTransferTargets: at('CanTransferChats', 'Queues and agents that a chat can be transferred to, with their state')
    .input(oneChat)
    .output(
      z.object({
        agents: z.array(
          z.object({
            id: s.id,
            name: z.string(),
            state: z.enum(['active', 'inactive', 'chatsExceeded']),
            connected: z.boolean(),
            load: z.number(),
            limit: z.number(),
          }),
        ),
        queues: z.array(
          z.object({
            id: s.id,
            name: z.string(),
            agentsAvailable: z.number(),
            agents: z.number(),
            closed: s.closure,
          }),
        ),
      }),
    ),
  transferChat: at('CanTransferChats', 'Give the chat to an agent (at once theirs) or to a queue (routed by its rule)')
    .input(
      z.strictObject({
        chatId: s.id,
        to: z.discriminatedUnion('kind', [
          z.strictObject({ kind: z.literal('agent'), agentId: s.id }),
          z.strictObject({ kind: z.literal('queue'), queueId: s.id }),
        ]),
        comment: z.string().trim().max(2_000).default(''),
      }),
    )
    .output(done),
  explain: at('signedIn', 'Why was this chat routed as it was? The newest decision first')
    .input(oneChat)
    .output(z.object({ decisions: z.array(s.decision) })),
  saveDraft: at('signedIn', 'Keep what I am typing in this chat; an empty text deletes the draft')
    .input(z.strictObject({ chatId: s.id, draft: s.draft }))
    .output(done),
  typing: at('signedIn', 'I am typing in this chat (call again every few seconds)').input(oneChat).output(done),
}

const messageManager = {
  send: at('signedIn', 'Send a reply, a file or a note in a chat. The same idempotencyKey twice stores one message')
    .input(
      z.strictObject({
        chatId: s.id,
        text: z.string().max(s.longestText, 'is too long').default(''),
        /** A note among agents: never leaves the workstation. */
        note: z.boolean().default(false),
        /** From files/upload. */
        file: z
          .strictObject({ fileId: s.id, name: z.string().min(1).max(255), mime: z.string().min(1).max(200) })
          .optional(),
        replyTo: s.id.optional(),
        /** From messageManager/templates; goes alone, also when `windowClosesAt` has passed. */
        template: chosenTemplate.optional(),
        /** Cards with buttons, quick replies and the like; goes alone. Networks that cannot show it get it in words. */
        content: contentToSend.optional(),
        idempotencyKey: z.string().min(8, 'must have at least 8 characters').max(200).optional(),
        cannedReplyId: s.id.optional(),
      }),
    )
    .output(s.message),
  templates,
  retry: at('signedIn', 'Send a failed message again')
    .input(z.strictObject({ messageId: s.id }))
    .output(done),
  settle: at('signedIn', 'Say of a message whose fate is unknown that it did arrive')
    .input(z.strictObject({ messageId: s.id }))
    .output(done),
  getMessagesByChatId: at('signedIn', 'The messages of one chat, oldest first')
    .input(z.strictObject({ chatId: s.id, limit: z.number().int().min(1).max(10_000).default(1_000) }))
    .output(z.object({ messages: z.array(s.message) })),
  receive: at('CanIntegrate', "Put a message into a channel: the network's raw payload, or a UnifiedMessage")
    .input(
      z.strictObject({
        channelId: s.id,
        /** The payload as the network sends it; converted by the channel's IncomeMessageWorker. */
        raw: z.unknown().optional(),
        message: z
          .strictObject({
            externalId: z.string().min(1).max(500),
            address: z.string().min(1).max(500),
            sender: z.strictObject({
              name: z.string().min(1).max(300),
              username: z.string().max(300).optional(),
              language: z.string().max(35).optional(),
              email: z.string().max(320).optional(),
              phone: z.string().max(50).optional(),
            }),
            at: s.instant.optional(),
            text: z.string().max(s.longestText, 'is too long'),
            /** With an empty text, its words become the text. */
            content: contentToSend.optional(),
          })
          .optional(),
      }),
    )
    .output(
      z.object({
        stored: z.number().int(),
        doubled: z.number().int(),
        unreadable: z.number().int(),
        messageIds: z.array(s.id),
      }),
    ),
}

const search = {
  messages: at('signedIn', 'Search everything ever said, newest first')
    .input(
      z.strictObject({
        text: z.string().max(500).default(''),
        contactId: s.id.optional(),
        channelId: s.id.optional(),
        agentId: s.id.optional(),
        from: s.instant.optional(),
        to: s.instant.optional(),
        before: s.id.optional(),
        limit: z.number().int().min(1).max(100).default(30),
      }),
    )
    .output(
      z.object({
        hits: z.array(s.searchHit),
        nextBefore: s.id.nullable(),
        /** Only on the first page: people whose name, address or handle fits. */
        contacts: z.array(z.object({ id: s.id, name: z.string(), latestChatId: s.id.nullable() })),
      }),
    ),
}

const presence = {
  set: at('signedIn', 'Set myself active or inactive')
    .input(
      z.strictObject({
        status: z.enum(['active', 'inactive']),
        reason: z.enum(['chosen', 'idle', 'away']).default('chosen'),
      }),
    )
    .output(s.presence),
}

const files = {
  /** At most 50 MB. Base64 because every carrier carries strings. */
  upload: at('signedIn', 'Keep bytes for a reply or a setting; base64', uploadBody)
    .input(z.strictObject({ base64: z.string().max(70_000_000, 'is larger than 50 MB') }))
    .output(z.object({ fileId: s.id, size: z.number().int() })),
}

const workstation = {
  /** What a screen wants to know before anything else. */
  info: at('signedIn', 'What this workstation is')
    .input(nothing)
    .output(
      z.object({
        version: z.string(),
        host: z.enum(['desktop', 'hub']),
        /** Where to be the customer, when a website channel is on. */
        customerUrl: z.string().nullable(),
        demo: z.boolean(),
        now: s.instant,
      }),
    ),
  programs: at('CanManageChats', 'Where programs that speak LiveChat’s protocol come in, and what they must be told')
    .input(nothing)
    .output(
      z.object({
        organizationId: z.string(),
        license: z.number().int(),
        /** Without a slash at the end; null: this workstation has no door for them. */
        root: z.string().nullable(),
      }),
    ),
}

const events = {
  follow: at('signedIn', 'Everything that happens from an event number on, as it happens (server-sent events)')
    .input(z.strictObject({ since: z.number().int().min(0).optional() }))
    .output(eventIterator(s.followed)),
}

export const contract = {
  session,
  chatService,
  messageManager,
  contacts,
  ownFields,
  search,
  presence,
  agents,
  roles,
  queues,
  channels,
  relay,
  settings,
  cannedReplies,
  processes,
  chatActions,
  audit,
  setup,
  files,
  workstation,
  events,
  cases,
  webhooks,
}

export type Contract = typeof contract
export { type Gate, refusals } from './contract/gates.ts'
export { permissions }
