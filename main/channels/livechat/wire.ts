// What of LiveChat's Agent Chat API 3.6 we read; the rest may change without us. Source: Agent Chat API, "Data structures" and
// "RTM pushes" (facts/livechat.md 2).
import { z } from 'zod'

const text = z.string().nullish()
/** Theirs have ten characters, or are UUIDs or e-mail addresses; what is far longer is none. */
const id = z.string().min(1).max(500)
/** What says nothing of itself where it is unreadable: the rest is read all the same. */
const hint = text.catch(undefined)
const each = <Shape extends z.ZodType>(shape: Shape) =>
  z
    .array(z.unknown())
    .nullish()
    .catch(undefined)
    .transform(all => all?.flatMap(one => shape.safeParse(one).data ?? []))

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
  id,
  // Whoever is no customer is of the licence's own, such as a bot.
  type: z.enum(['agent', 'customer']).catch('agent'),
  name: hint,
  email: hint,
  phone_number: hint,
  present: z.boolean().nullish().catch(undefined),
  events_seen_up_to: hint,
  visibility: hint,
})
export type User = z.infer<typeof user>

export const event = z.object({
  id,
  custom_id: hint,
  type: z.string(),
  author_id: text,
  created_at: hint,
  visibility: text,
  deleted: z.boolean().nullish(),
  text: text,
  /** Which button of which rich message it answers. */
  postback: z
    .object({ id: z.string().min(1), event_id: hint, type: hint, value: hint })
    .nullish()
    .catch(undefined),
  system_message_type: hint,
  url: text,
  name: hint,
  content_type: hint,
  size: z.number().nullish().catch(undefined),
  width: z.number().nullish().catch(undefined),
  height: z.number().nullish().catch(undefined),
  alternative_text: hint,
})
export type Event = z.infer<typeof event>

/** Of a rich message or a form that is not as documented: what can be made out. */
export const hints = z.object({
  elements: each(z.object({ title: hint, subtitle: hint, buttons: each(z.object({ text: hint })) })),
  fields: each(z.object({ label: hint, answer: z.unknown().optional(), answers: z.unknown().optional() })),
})

/** Who has pressed what of a rich message. */
export const pressable = z.object({
  id: z.string().min(1),
  type: z.literal('rich_message'),
  elements: each(z.object({ buttons: each(z.object({ text: hint, postback_id: hint, user_ids: each(z.string()) })) })),
})

/** Values by namespace and name; what is no value is left out. None are told as nothing at all. */
const properties = z
  .record(z.string(), z.unknown())
  .nullish()
  .catch(undefined)
  .transform(all => {
    const found: Record<string, Record<string, string | number | boolean>> = {}
    for (const [namespace, values] of Object.entries(all ?? {}))
      for (const [name, value] of Object.entries(typeof values === 'object' && values !== null ? values : {}))
        if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
          found[namespace] = { ...found[namespace], [name]: value }
    return found
  })

export const thread = z.object({
  id,
  active: z.boolean(),
  created_at: hint,
  user_ids: each(z.string()),
  /** Each is read by itself: one that nobody understands must not hide the others. */
  events: z.array(z.unknown()).nullish(),
  tags: each(z.string()),
  properties,
  /** Why we may not see what is said in it. */
  restricted_access: z.unknown().optional(),
})
export type Thread = z.infer<typeof thread>

export const chat = z.object({
  id,
  users: each(user),
  properties,
  thread: thread.nullish(),
})
export type Chat = z.infer<typeof chat>

export const summary = z.object({
  id,
  users: each(user),
  last_thread_summary: z
    .object({
      id: z.string(),
      active: z.boolean().nullish(),
      user_ids: each(z.string()),
      created_at: hint,
    })
    .nullish()
    .catch(undefined),
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
/** Whom a push speaks of. */
export const customer = z.object({ id: hint, customer_id: hint })
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
