// What can be set about a website channel, checked when it is saved and again when it is opened.
import { z } from 'zod'
import { type Refusal, refuse } from '../../domain/refusal.ts'

const origin = z
  .string('must be a text')
  .trim()
  .regex(
    /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i,
    'must look like https://shop.example, without a path',
  )

const webSettings = z.strictObject({
  /** Stands at the top of the page. */
  title: z
    .string('must be a text')
    .trim()
    .min(1, 'must not be empty')
    .max(80, 'must not be longer than 80 characters')
    .default('Chat with us'),
  /** The first thing a new visitor reads. Empty: nothing. */
  greeting: z
    .string('must be a text')
    .trim()
    .max(500, 'must not be longer than 500 characters')
    .default('Hello! How can we help?'),
  /** Of buttons and of the visitor's own messages. The ink on it is computed so that it stays readable. */
  color: z
    .string('must be a text')
    .trim()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #2f5bea')
    .default('#2f5bea'),
  /** Whether the page offers a form for name and e-mail. It is never asked as a condition. */
  askName: z.enum(['no', 'optional'], 'must be "no" or "optional"').default('optional'),
  /** Largest file of a visitor, in megabytes; 0 = visitors cannot send files. */
  maxFileMb: z
    .number('must be a number of megabytes')
    .int('must be a whole number of megabytes')
    .min(0, 'must not be less than 0')
    .max(100, 'must not be more than 100')
    .default(20),
  /** Websites that may show the page in a frame; empty = any. */
  allowedOrigins: z
    .array(origin, 'must be a list of websites')
    .max(50, 'must not name more than 50 websites')
    .default([]),
  /** Whether agents see what a visitor types before it is sent; the page then says so. */
  typingPreview: z.boolean('must be true or false').default(false),
})

export type WebSettings = z.infer<typeof webSettings>

/** The settings with their defaults filled in, or a refusal that names the field. */
export const parseWebSettings = (input: unknown): WebSettings | Refusal => {
  const parsed = webSettings.safeParse(input)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  if (issue?.code === 'unrecognized_keys') {
    const field = issue.keys[0] ?? ''
    const known = Object.keys(webSettings.shape).join(', ')
    return refuse('invalid', `A website channel has no setting "${field}". It has: ${known}.`, { field })
  }
  const field = String(issue?.path[0] ?? '')
  if (!field) return refuse('invalid', 'The settings of a website channel must be an object of names and values.')
  return refuse('invalid', `The setting "${field}" ${issue?.message ?? 'cannot be understood'}.`, { field })
}
