// The visitor's protocol: what a page may say over its socket (parsed, a stranger's) and what it is told (ours, typed).
import { z } from 'zod'
import type { RefusalCode } from '../../domain/refusal.ts'
import type { CustomerMessage } from '../channel.ts'

export const maxTextLength = 10_000
export const maxPreviewLength = 500

// ---------------------------------------------------------------- what a page says

const messageId = z.string().regex(/^\d{1,20}$/)
/** Made by the page, once per message: a resend carries the same, so it can be told from a new message. */
const clientId = z.string().regex(/^[\w-]{8,64}$/)

/** The button of one of our messages that the visitor has pressed. */
export const postback = z.object({ messageId, buttonId: z.string().min(1).max(500) })
export type PagePostback = z.infer<typeof postback>

/** BCP 47. */
const language = z.string().regex(/^[a-z0-9-]{2,35}$/i)

/** Comes with every hello, out of a browser's memory: what is no use in it is left out, never a reason to refuse. */
export const visitorProfile = z.object({
  name: z
    .string()
    .transform(name => name.trim().slice(0, 80))
    .optional()
    .catch(undefined),
  email: z
    .string()
    .trim()
    .max(200)
    .regex(/^[^\s@]+@[^\s@]+\.[^\s@.]+$/)
    .or(z.literal(''))
    .optional()
    .catch(undefined),
})
export type VisitorProfile = z.infer<typeof visitorProfile>

export const visitorFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('hello'),
    channel: z.string().max(100),
    token: z.string().optional(),
    language: language.optional().catch(undefined),
    profile: visitorProfile.optional(),
  }),
  // The length of the text is checked by hand: too long is a refusal of its own, not a malformed frame.
  z.object({
    type: z.literal('say'),
    clientId,
    text: z.string(),
    file: z.string().max(4_000).optional(),
    postback: postback.optional(),
  }),
  z.object({ type: z.literal('press'), ...postback.shape, isPressed: z.boolean() }),
  z.object({ type: z.literal('typing'), preview: z.string().optional() }),
  z.object({ type: z.literal('received'), upTo: messageId }),
  z.object({ type: z.literal('read'), upTo: messageId }),
  z.object({ type: z.literal('older'), before: messageId }),
  z.object({ type: z.literal('profile'), profile: visitorProfile }),
  z.object({ type: z.literal('end') }),
  z.object({ type: z.literal('ping') }),
])
export type VisitorFrame = z.infer<typeof visitorFrame>

/** What POST /chat/api/files keeps and seals; the page hands the seal back in `say`. */
export const storedUpload = z.object({
  fileId: z.string(),
  kind: z.enum(['photo', 'video', 'audio', 'document']),
  name: z.string(),
  mime: z.string(),
  size: z.number(),
  width: z.number().optional(),
  height: z.number().optional(),
})
export type StoredUpload = z.infer<typeof storedUpload>

/** One thing from a known visitor, as the income worker takes it; also what messageManager.receive takes for this kind. */
export const webPayload = z.object({
  visitor: z.string().regex(/^[\w-]{8,64}$/),
  at: z.number(),
  sender: visitorProfile.extend({ language: language.optional() }).default({}),
  frame: z.discriminatedUnion('type', [
    z.object({
      type: z.literal('say'),
      clientId,
      text: z.string().max(maxTextLength),
      file: storedUpload.optional(),
      postback: postback.optional(),
    }),
    z.object({ type: z.literal('press'), ...postback.shape, isPressed: z.boolean() }),
    z.object({ type: z.literal('typing'), preview: z.string().optional() }),
    z.object({ type: z.literal('received'), upTo: messageId }),
    z.object({ type: z.literal('read'), upTo: messageId }),
    z.object({ type: z.literal('profile') }),
  ]),
})
export type WebPayload = z.input<typeof webPayload>

// ---------------------------------------------------------------- what a page is told

/** A message as the page sees it: of what the visitor wrote, the page's own id instead of ours. */
export type PageMessage = Omit<CustomerMessage, 'externalId'> & { readonly clientId: string | null }

export type PageFrame =
  | {
      readonly type: 'welcome'
      /** To be kept in place of the one that was sent. */
      readonly token: string
      readonly messages: readonly PageMessage[]
      readonly hasOlder: boolean
      readonly chat: { readonly status: 'bot' | 'waiting' | 'active'; readonly agentName: string | null } | null
      /** Somebody could take a chat now. */
      readonly here: boolean
      readonly title: string
      readonly greeting: string
      readonly askName: 'no' | 'optional'
      readonly typingPreview: boolean
      readonly maxTextLength: number
      /** Bytes; 0 = no files. */
      readonly maxFileSize: number
    }
  | { readonly type: 'older'; readonly messages: readonly PageMessage[]; readonly hasOlder: boolean }
  | { readonly type: 'message'; readonly message: PageMessage }
  /** What was said is on disk. `messageId` is null when it had been stored before. */
  | { readonly type: 'ack'; readonly clientId: string; readonly messageId: string | null; readonly at: number }
  /** An agent has read everything up to this message of the visitor's. */
  | { readonly type: 'state'; readonly state: 'read'; readonly clientId: string }
  | { readonly type: 'typing'; readonly agentName: string }
  | { readonly type: 'notice'; readonly code: 'accepted'; readonly agentName: string }
  | { readonly type: 'notice'; readonly code: 'waiting' | 'closed' }
  | { readonly type: 'availability'; readonly here: boolean }
  | {
      readonly type: 'refused'
      readonly code: RefusalCode
      readonly sentence: string
      /** Which `say` it is about, when it is about one. */
      readonly clientId?: string
      /** Set when the same thing may be tried again, and when. */
      readonly retryAfterMs?: number
      readonly field?: string
    }
  | { readonly type: 'pong' }

export type PageRefusal = Extract<PageFrame, { type: 'refused' }>

const prefix = (visitor: string) => `${visitor}:`

/** The key by which doubles are dropped: unique per visitor, whatever a page makes up. */
export const externalIdOf = (visitor: string, id: string): string => prefix(visitor) + id

export const clientIdOf = (visitor: string, externalId: string): string =>
  externalId.startsWith(prefix(visitor)) ? externalId.slice(prefix(visitor).length) : externalId

export const toPageMessage = (visitor: string, { externalId, ...message }: CustomerMessage): PageMessage => ({
  ...message,
  clientId: message.mine && externalId !== null ? clientIdOf(visitor, externalId) : null,
})
