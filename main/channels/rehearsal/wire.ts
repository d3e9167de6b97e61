// The rehearsal network's own payloads: what its customers do, one thing each. messageManager.receive takes them too.
import { z } from 'zod'

const key = z.string().min(1).max(200)
/** Epoch milliseconds. */
const at = z.number()

export const person = z.object({
  name: z.string().min(1),
  username: z.string().optional(),
  language: z.string().optional(),
  email: z.string().optional(),
  phone: z.string().optional(),
})
export type Person = z.infer<typeof person>

const file = z.object({
  kind: z.enum(['photo', 'voice', 'document']),
  /** Which of the samples it is; the bytes are made when they are fetched. */
  sample: z.string(),
  name: z.string(),
  mime: z.string(),
  width: z.number().optional(),
  height: z.number().optional(),
  durationMs: z.number().optional(),
})

const says = z.object({
  happens: z.literal('says'),
  id: key,
  address: key,
  from: person,
  at,
  text: z.string(),
  file: file.optional(),
  place: z
    .object({
      latitude: z.number(),
      longitude: z.number(),
      title: z.string().optional(),
      address: z.string().optional(),
    })
    .optional(),
  replyTo: z.object({ id: key, excerpt: z.string() }).optional(),
  /** Messages with the same one are one album. */
  album: key.optional(),
})

export const happening = z.discriminatedUnion('happens', [
  says,
  z.object({ happens: z.literal('edits'), id: key, address: key, at, text: z.string() }),
  z.object({ happens: z.literal('reacts'), id: key, address: key, at, by: z.string(), emoji: z.array(z.string()) }),
  z.object({ happens: z.literal('types'), address: key, at }),
  z.object({ happens: z.literal('received'), id: key, address: key, at }),
  z.object({ happens: z.literal('reads'), id: key, address: key, at }),
])

export type Happening = z.infer<typeof happening>
export type Says = z.infer<typeof says>
