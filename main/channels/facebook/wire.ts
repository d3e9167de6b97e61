// What Meta calls us with, as far as we read it; everything else may change without us (Messenger Platform, "Webhooks";
// facts/channels.md 2.2). Every part is optional: what is missing or odd is told apart by whoever reads it.
import { z } from 'zod'

/** Ids come as text or as a number. */
const id = z.union([z.string().min(1), z.number()]).transform(String)
const text = z.string().nullish().catch(null)
const instant = z.number().positive().nullish().catch(null)

const party = z.object({ id: id.optional(), user_ref: id.optional() }).nullish().catch(null)

export const coordinates = z.object({ lat: z.number().min(-90).max(90), long: z.number().min(-180).max(180) })

const payload = z
  .looseObject({
    url: text,
    title: text,
    subtitle: text,
    sticker_id: id.nullish().catch(null),
    coordinates: coordinates.nullish().catch(null),
    elements: z
      .array(z.looseObject({ title: text, subtitle: text, item_url: text }))
      .nullish()
      .catch(null),
  })
  .nullish()
  .catch(null)

export const attachment = z.looseObject({ type: text, title: text, url: text, payload })
export type Attachment = z.infer<typeof attachment>

/** Where somebody came from: an m.me link or an advertisement. */
export const referral = z.looseObject({
  ref: text,
  source: text,
  type: text,
  ad_id: id.nullish().catch(null),
  ads_context_data: z.looseObject({ ad_title: text, photo_url: text, video_url: text }).nullish().catch(null),
  referer_uri: text,
})
export type Referral = z.infer<typeof referral>

export const message = z.looseObject({
  mid: text,
  text,
  is_echo: z.boolean().nullish().catch(null),
  is_deleted: z.boolean().nullish().catch(null),
  is_unsupported: z.boolean().nullish().catch(null),
  app_id: id.nullish().catch(null),
  metadata: text,
  quick_reply: z.looseObject({ payload: text }).nullish().catch(null),
  reply_to: z.looseObject({ mid: text }).nullish().catch(null),
  attachments: z
    .array(attachment.catch({ type: null, title: null, url: null, payload: null }))
    .nullish()
    .catch(null),
  referral: referral.nullish().catch(null),
})
export type FacebookMessage = z.infer<typeof message>

const owner = id.nullish().catch(null)

export const event = z.looseObject({
  sender: party,
  recipient: party,
  timestamp: instant,
  message: message.nullish().catch(null),
  postback: z
    .looseObject({ mid: text, title: text, payload: text, referral: referral.nullish().catch(null) })
    .nullish()
    .catch(null),
  referral: referral.nullish().catch(null),
  reaction: z.looseObject({ mid: text, action: text, emoji: text, reaction: text }).nullish().catch(null),
  message_edit: z.looseObject({ mid: text, text }).nullish().catch(null),
  delivery: z
    .looseObject({ mids: z.array(z.string()).nullish().catch(null), watermark: instant })
    .nullish()
    .catch(null),
  read: z.looseObject({ watermark: instant }).nullish().catch(null),
  optin: z
    .looseObject({ ref: text, title: text, type: text, user_ref: id.nullish().catch(null) })
    .nullish()
    .catch(null),
  account_linking: z.looseObject({ status: text }).nullish().catch(null),
  policy_enforcement: z.looseObject({ action: text, reason: text }).nullish().catch(null),
  pass_thread_control: z.looseObject({ new_owner_app_id: owner }).nullish().catch(null),
  take_thread_control: z.looseObject({ new_owner_app_id: owner }).nullish().catch(null),
  request_thread_control: z.looseObject({ requested_owner_app_id: owner }).nullish().catch(null),
  app_roles: z.looseObject({}).nullish().catch(null),
})
export type FacebookEvent = z.infer<typeof event>

export const entry = z.looseObject({
  id: id.optional().catch(undefined),
  time: instant,
  messaging: z.array(z.unknown()).nullish().catch(null),
  standby: z.array(z.unknown()).nullish().catch(null),
})
export type Entry = z.infer<typeof entry>

export const call = z.looseObject({ object: text, entry: z.array(z.unknown()) })
