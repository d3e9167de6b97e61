// What of LiveChat's Agent Chat API 3.6 we read; the rest may change without us. Source: Agent Chat API, "Data structures" and
// "RTM pushes" (facts/livechat.md 2).
import { z } from 'zod'

const text = z.string().nullish()

/** An answer to a request, or a push that nobody asked for. */
export const frame = z.object({
  request_id: text,
  action: z.string(),
  type: z.enum(['response', 'push']),
  success: z.boolean().nullish(),
  payload: z.unknown().optional(),
})

export const failure = z.object({
  error: z.object({
    type: z.string(),
    message: text,
    data: z.object({ region: text }).nullish(),
  }),
})

export const user = z.object({
  id: z.string(),
  type: z.enum(['agent', 'customer']),
  name: text,
  email: text,
  phone_number: text,
  present: z.boolean().nullish(),
  events_seen_up_to: text,
  visibility: text,
})
export type User = z.infer<typeof user>

export const event = z.object({
  id: z.string().min(1),
  custom_id: text,
  type: z.string(),
  author_id: text,
  created_at: text,
  visibility: text,
  deleted: z.boolean().nullish(),
  text: text,
  postback: z.object({ value: text }).nullish(),
  system_message_type: text,
  url: text,
  name: text,
  content_type: text,
  size: z.number().nullish(),
  width: z.number().nullish(),
  height: z.number().nullish(),
  alternative_text: text,
  template_id: text,
  elements: z
    .array(
      z.object({
        title: text,
        subtitle: text,
        image: z.object({ url: text, name: text }).nullish(),
        buttons: z.array(z.object({ text: text, type: text, value: text })).nullish(),
      }),
    )
    .nullish(),
  fields: z
    .array(z.object({ label: text, type: text, answer: z.unknown().optional(), answers: z.unknown().optional() }))
    .nullish(),
})
export type Event = z.infer<typeof event>

export const thread = z.object({
  id: z.string().min(1),
  active: z.boolean(),
  created_at: text,
  user_ids: z.array(z.string()).nullish(),
  /** Each is read by itself: one that nobody understands must not hide the others. */
  events: z.array(z.unknown()).nullish(),
  tags: z.array(z.string()).nullish(),
  queue: z.object({ position: z.number().nullish() }).nullish(),
  restricted_access: z.unknown().optional(),
})
export type Thread = z.infer<typeof thread>

export const chat = z.object({
  id: z.string().min(1),
  users: z.array(user).nullish(),
  thread: thread.nullish(),
})
export type Chat = z.infer<typeof chat>

export const summary = z.object({
  id: z.string().min(1),
  users: z.array(user).nullish(),
  last_thread_summary: z
    .object({
      id: z.string(),
      active: z.boolean().nullish(),
      user_ids: z.array(z.string()).nullish(),
      created_at: text,
    })
    .nullish(),
})
export type Summary = z.infer<typeof summary>

export const chatPage = z.object({ chats_summary: z.array(z.unknown()), next_page_id: text })
export const threadPage = z.object({ threads: z.array(z.unknown()), next_page_id: text })

export const login = z.object({
  license: z.object({ id: z.union([z.string(), z.number()]).transform(String).nullish() }).nullish(),
  my_profile: z.object({ id: z.string(), name: text, routing_status: text }),
})
export type Login = z.infer<typeof login>

export const sentEvent = z.object({ event_id: z.string().min(1) })
export const uploaded = z.object({ url: z.string().min(1) })

/** Of which chat a push speaks, wherever it says so. */
export const about = z.object({
  chat_id: text,
  thread_id: text,
  id: text,
  chat: z.object({ id: z.string() }).nullish(),
  event: z.unknown().optional(),
})
export const typing = z.object({
  chat_id: z.string(),
  typing_indicator: z.object({ author_id: z.string(), is_typing: z.boolean() }),
})
export const sneakPeek = z.object({
  chat_id: z.string(),
  sneak_peek: z.object({ author_id: text, text: z.string() }),
})
export const customer = z.object({ id: z.string(), name: text, email: text, phone_number: text })
export const disconnected = z.object({ reason: z.string(), data: z.object({ region: text }).nullish() })
export const routingStatus = z.object({ agent_id: z.string(), status: z.string() })

/** Accounts service, "Agent authorization": an answer of /v2/token, and what /v2/info says of a token. */
export const token = z.object({
  access_token: z.string().min(1),
  refresh_token: text,
  expires_in: z.number().positive(),
  scope: text,
  account_id: text,
})
export const oauthError = z.object({ error: z.string(), error_description: text })
