// Telegram's payloads as we read them (Bot API 10.1). Demanding where we cannot do without, lenient everywhere else:
// unknown keys are kept, and a detail of the wrong shape counts as absent, so that no message is lost over a trifle.
import { z } from 'zod'

const detail = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined)
const count = z.number().nonnegative()

export const user = z.object({
  id: z.int(),
  first_name: detail(z.string()),
  last_name: detail(z.string()),
  username: detail(z.string()),
  language_code: detail(z.string()),
})
export type WireUser = z.infer<typeof user>

export const chat = z.object({
  id: z.int(),
  /** private, group, supergroup or channel. */
  type: z.string().catch('private'),
  title: detail(z.string()),
  first_name: detail(z.string()),
  last_name: detail(z.string()),
  username: detail(z.string()),
})
export type WireChat = z.infer<typeof chat>

export const entity = z.object({
  type: z.string(),
  /** In UTF-16 units, as JavaScript counts. */
  offset: z.int().nonnegative(),
  length: z.int().nonnegative(),
  url: detail(z.string()),
})
export type WireEntity = z.infer<typeof entity>

const entities = z.array(z.unknown()).transform(list => list.flatMap(one => entity.safeParse(one).data ?? []))

const origin = z.object({
  type: z.string(),
  sender_user: detail(user),
  sender_user_name: detail(z.string()),
  sender_chat: detail(chat),
  chat: detail(chat),
})

/** What every message has; its content stays unread here, under the keys that `content/` knows. */
const spoken = z.looseObject({
  message_id: z.int(),
  text: detail(z.string()),
  entities: detail(entities),
  caption: detail(z.string()),
  caption_entities: detail(entities),
})

export const message = spoken.extend({
  /** Epoch seconds; 0 when Telegram does not show us the message any more. */
  date: z.number(),
  edit_date: detail(z.number()),
  chat,
  from: detail(user),
  sender_chat: detail(chat),
  media_group_id: detail(z.string()),
  ephemeral_message_id: detail(z.int()),
  forward_origin: detail(origin),
  reply_to_message: detail(spoken),
  /** The original of a reply to something said in another chat. */
  external_reply: detail(z.looseObject({ origin: detail(origin) })),
  quote: detail(z.object({ text: z.string() })),
  migrate_to_chat_id: detail(z.int()),
  migrate_from_chat_id: detail(z.int()),
})
export type WireMessage = z.infer<typeof message>
/** A message or the one that it replies to: what can be quoted. */
export type WireSpoken = z.infer<typeof spoken>

const inlineButton = z.object({ text: z.string(), callback_data: detail(z.string()) })

export const callbackQuery = z.object({
  id: z.string().min(1),
  from: user,
  /** The bot's message with the button; may be gone, and then little more than its chat is known. */
  message: detail(
    z.object({
      chat,
      message_id: detail(z.int()),
      date: detail(z.number()),
      reply_markup: detail(z.object({ inline_keyboard: z.array(z.array(inlineButton)) })),
    }),
  ),
  data: detail(z.string()),
})

export const memberUpdate = z.object({
  chat,
  from: detail(user),
  date: z.number(),
  new_chat_member: z.object({ status: z.string(), can_send_messages: detail(z.boolean()) }),
})

export const messageReaction = z.object({
  chat,
  message_id: z.int(),
  user: detail(user),
  actor_chat: detail(chat),
  date: z.number(),
  new_reaction: z.array(z.object({ type: z.string(), emoji: detail(z.string()) })),
})

const file = z.object({
  file_id: z.string().min(1),
  file_size: detail(count),
  file_name: detail(z.string()),
  mime_type: detail(z.string()),
  width: detail(count),
  height: detail(count),
  /** Seconds. */
  duration: detail(count),
})
export type WireFile = z.infer<typeof file>

export const content = {
  file,
  photo: z.array(file).min(1),
  audio: file.extend({ title: detail(z.string()), performer: detail(z.string()) }),
  videoNote: file.extend({ length: detail(count) }),
  sticker: file.extend({
    emoji: detail(z.string()),
    is_animated: detail(z.boolean()),
    is_video: detail(z.boolean()),
  }),
  location: z.object({ latitude: z.number(), longitude: z.number(), live_period: detail(z.number()) }),
  venue: z.object({
    location: z.object({ latitude: z.number(), longitude: z.number() }),
    title: z.string(),
    address: detail(z.string()),
  }),
  contact: z.object({
    phone_number: z.string(),
    first_name: detail(z.string()),
    last_name: detail(z.string()),
  }),
  poll: z.object({ question: z.string(), options: z.array(z.object({ text: z.string() })).catch([]) }),
  dice: z.object({ emoji: z.string(), value: z.number() }),
  webAppData: z.object({ data: z.string(), button_text: detail(z.string()) }),
  richMessage: z.object({ blocks: z.array(z.unknown()) }),
}

/** The envelope of everything that getUpdates hands out. */
export const update = z.looseObject({ update_id: z.int() })
export type WireUpdate = z.infer<typeof update>

export const bot = user
export const sentMessage = z.object({ message_id: z.int(), chat: z.object({ id: z.int() }) })
export const webhookInfo = z.object({ url: detail(z.string()) })
export const profilePhotos = z.object({
  photos: z.array(z.array(z.object({ file_id: z.string(), width: z.number() }))),
})
export const fileInfo = z.object({ file_path: detail(z.string()), file_size: detail(count) })
