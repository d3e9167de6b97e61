// What a message can hold besides text, as it passes the door: in full on its way out, with what may be left out on its way in. How
// much it may be is said by the services alone (domain/content/limits.ts), or one odd message would keep a whole conversation from
// being shown.
import { z } from 'zod'
import { buttonTargets, buttonTypes, fieldTypes, richTypes, webviewHeights } from '../../main/domain/message-content.ts'

const text = z.string()
const size = z.number().nullable().default(null)

const image = z.strictObject({
  /** Of a stranger, maybe: not to be loaded unasked. */
  url: text,
  name: text.default(''),
  alternativeText: text.default(''),
  contentType: text.nullable().default(null),
  size,
  width: size,
  height: size,
})

const button = z.strictObject({
  type: z.enum(buttonTypes).default('message'),
  text,
  /** What is said, opened or called. */
  value: text.default(''),
  postbackId: text,
  target: z.enum(buttonTargets).nullable().default(null),
  webviewHeight: z.enum(webviewHeights).nullable().default(null),
})

const element = z.strictObject({
  title: text.default(''),
  subtitle: text.default(''),
  image: image.nullable().default(null),
  buttons: z.array(button).default([]),
})

const option = z.strictObject({ id: text, label: text.default(''), queueId: text.nullable().default(null) })
const field = { type: z.enum(fieldTypes), id: text, label: text.default('') }
const formField = z.strictObject({
  ...field,
  isRequired: z.boolean().default(false),
  options: z.array(option).default([]),
})
const filledField = z.strictObject({
  ...field,
  answer: z
    .union([text, z.array(option)])
    .nullable()
    .default(null),
})

const rich = { type: z.enum(richTypes), elements: z.array(element) }
const others = [
  z.strictObject({
    type: z.literal('form'),
    formId: text,
    formType: text.default(''),
    fields: z.array(formField),
  }),
  z.strictObject({
    type: z.literal('filledForm'),
    formId: text,
    formType: text.default(''),
    fields: z.array(filledField),
  }),
  z.strictObject({ type: z.literal('custom'), content: z.record(z.string(), z.unknown()) }),
] as const

/** Which buttons stand pressed. */
const pressed = z.array(z.object({ buttonId: z.string(), agentId: z.string().nullable(), at: z.number() }))

export const messageContent = z.discriminatedUnion('type', [z.strictObject({ ...rich, pressed }), ...others])

/** Nothing of it is pressed yet. */
export const contentToSend = z.discriminatedUnion('type', [z.strictObject(rich), ...others])
