// What of Twilio's answers we read; the rest may change without us. Sources: Twilio's OpenAPI (facts/channels.md 3.3).
import { z } from 'zod'

const text = z.string().nullish()

export const failure = z.object({ code: z.number().nullish(), message: text })

export const account = z.object({ friendly_name: text, status: text, type: text })

/** What Messages.json answers with 201. */
export const made = z.object({ sid: z.string().min(1), status: text })

export const senders = z.object({
  senders: z.array(
    z.object({
      sender_id: z.string(),
      status: text,
      profile: z.object({ name: text }).nullish(),
      webhook: z.object({ callback_url: text }).nullish(),
    }),
  ),
})

export const content = z.object({
  sid: z.string(),
  friendly_name: text,
  language: text,
  variables: z.record(z.string(), z.unknown()).nullish(),
  types: z.record(z.string(), z.unknown()).nullish(),
  approval_requests: z.object({ status: text }).nullish(),
})

export const contents = z.object({
  contents: z.array(z.unknown()),
  meta: z.object({ next_page_url: text }).nullish(),
})

export type Content = z.infer<typeof content>
