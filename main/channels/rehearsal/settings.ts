// What can be set about a rehearsal channel, checked when it is saved and again when it is opened.
import { z } from 'zod'
import { type Refusal, refuse } from '../../domain/refusal.ts'

export const looks = ['telegram', 'facebook', 'whatsapp', 'livechat', 'web'] as const
/** Which network's customers it plays: what they are called and what is known of them. Nothing else follows from it. */
export type Look = (typeof looks)[number]

const rehearsalSettings = z.strictObject({
  /** 1 = as in life; 2 = twice as fast. */
  pace: z
    .number('must be a number')
    .min(0.1, 'must not be less than 0.1')
    .max(10_000, 'must not be more than 10000')
    .default(1),
  /** How many customers have something on their mind at the same time. */
  customers: z
    .number('must be a number of customers')
    .int('must be a whole number of customers')
    .min(0, 'must not be less than 0')
    .max(50, 'must not be more than 50')
    .default(3),
  looksLike: z.enum(looks, `must be one of ${looks.join(', ')}`).default('telegram'),
  /** The same seed gives the same customers, who say the same. Null: another show for every channel. */
  seed: z
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must not be less than 0')
    .max(0xffff_ffff, 'must not be more than 4294967295')
    .nullable()
    .default(null),
})

export type RehearsalSettings = z.infer<typeof rehearsalSettings>

/** The settings with their defaults filled in, or a refusal that names the field. */
export const parseRehearsalSettings = (input: unknown): RehearsalSettings | Refusal => {
  const parsed = rehearsalSettings.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    const field = issue.keys[0] ?? ''
    const known = Object.keys(rehearsalSettings.shape).join(', ')
    return refuse('invalid', `A rehearsal channel has no setting "${field}". It has: ${known}.`, { field })
  }
  const field = String(issue?.path[0] ?? '')
  if (!field) return refuse('invalid', 'The settings of a rehearsal channel must be an object of names and values.')
  return refuse('invalid', `The setting "${field}" ${issue?.message ?? 'cannot be understood'}.`, { field })
}
