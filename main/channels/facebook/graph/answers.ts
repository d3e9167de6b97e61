// What of the Graph API's answers we read; the rest may change without us. Sources: Graph API reference (facts/channels.md 2.3-2.6).
import { z } from 'zod'

const text = z.string().nullish()
/** Ids come as text or as a number. */
const id = z.union([z.string(), z.number()]).transform(String)

export const failure = z.object({
  error: z.object({ code: z.number(), error_subcode: z.number().nullish(), message: text }),
})

export const usage = z.record(z.string(), z.array(z.object({ estimated_time_to_regain_access: z.number().nullish() })))

export const page = z.object({
  id,
  name: text,
  username: text,
  link: text,
  picture: z.object({ data: z.object({ url: text }).nullish() }).nullish(),
  messaging_feature_status: z.object({ hop_v2: z.boolean().nullish() }).nullish(),
})

export const app = z.object({ id, name: text })

export const subscribedApps = z.object({
  data: z.array(z.object({ id, subscribed_fields: z.array(z.string()).nullish() })),
})

/** What /messages answers; of a `user_ref` there is no recipient in it. */
export const sent = z.object({ message_id: z.string().min(1) })

export const uploaded = z.object({ attachment_id: id })

export const person = z.object({ first_name: text, last_name: text, name: text })

export const threadOwner = z.object({
  data: z.array(z.object({ thread_owner: z.object({ app_id: id }) })),
})
