// What customers' programs tell of a person: name, e-mail, avatar, session fields, the page they are on.
import { z } from 'zod'
import { isWeb } from '../../../domain/content/addresses.ts'
import { plainName, plainText } from '../../../domain/stranger.ts'

export const mostSessionFields = 100

/** Of the whole as JSON: strangers must not fill the memory of a hub that does not even know them yet. */
function isWithin(kilobytes: number) {
  return (value: object) => Buffer.byteLength(JSON.stringify(value)) <= kilobytes * 1024
}

/** Each an object with one name or more; their order is kept, and of a name that comes twice the last value. */
const sessionField = z.record(
  z.string().min(1).max(200),
  z.union([z.string().max(4_000), z.number(), z.boolean()]).transform(value => plainText(String(value))),
)

export const sessionFieldsInput = z
  .array(sessionField)
  .max(1_000)
  .transform(list => pairsOf(list.flatMap(field => Object.entries(field))))
  .refine(pairs => pairs.length <= mostSessionFields, `must have at most ${mostSessionFields} keys`)
  .refine(isWithin(32), 'must have at most 32 KB together')

/** A later value takes the earlier one's place. */
export const pairsOf = (pairs: readonly (readonly [string, string])[]): (readonly [string, string])[] => [
  ...new Map(pairs),
]

const name = z
  .string()
  .max(300)
  .transform(text => plainName(text))
const email = z
  .string()
  .trim()
  .max(320)
  .regex(/^[^\s@]+@[^\s@]+$/, 'must be an e-mail address')
const avatar = z.string().max(2_000).refine(isWeb, 'must be a web address')

export const customerInput = z.object({
  name: name.nullish(),
  email: email.nullish().or(z.literal('')),
  avatar: avatar.nullish().or(z.literal('')),
  session_fields: sessionFieldsInput.nullish(),
})

export const pageInput = z.object({
  url: z
    .string()
    .max(4_000)
    .transform(text => plainText(text)),
  title: z
    .string()
    .max(1_000)
    .transform(text => plainText(text))
    .nullish(),
})

export const sideStorageInput = z
  .record(z.string().max(200), z.union([z.string().max(4_000), z.number(), z.boolean()]).transform(String))
  .refine(record => Object.keys(record).length <= 100, 'must have at most 100 keys')
  .refine(isWithin(8), 'must have at most 8 KB together')
