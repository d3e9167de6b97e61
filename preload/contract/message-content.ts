// What a message can hold besides text, as it passes the door: in full on its way out, with what may be left out on its way in.
import { z } from 'zod'
import { buttonTargets, buttonTypes, fieldTypes, richTypes, webviewHeights } from '../../main/domain/message-content.ts'

const text = z.string().max(16_384)
const size = z.number().int().min(0).nullable().default(null)

const image = z.strictObject({
  /** Of a stranger, maybe: not to be loaded unasked. */
  url: z.string().max(4_000),
  name: text.default(''),
  alternativeText: text.default(''),
  contentType: z.string().max(200).nullable().default(null),
  size,
  width: size,
  height: size,
})

const button = z.strictObject({
  type: z.enum(buttonTypes).default('message'),
  text,
  /** What is said, opened or called. */
  value: text.default(''),
  postbackId: z.string().max(500),
  target: z.enum(buttonTargets).nullable().default(null),
  webviewHeight: z.enum(webviewHeights).nullable().default(null),
})

const element = z.strictObject({
  title: text.default(''),
  subtitle: text.default(''),
  image: image.nullable().default(null),
  buttons: z.array(button).max(13).default([]),
})

const option = z.strictObject({ id: text, label: text.default(''), queueId: z.string().nullable().default(null) })
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

const rich = { type: z.enum(richTypes), elements: z.array(element).min(1).max(10) }
const others = [
  z.strictObject({
    type: z.literal('form'),
    formId: text,
    formType: text.default(''),
    fields: z.array(formField).max(100),
  }),
  z.strictObject({
    type: z.literal('filledForm'),
    formId: text,
    formType: text.default(''),
    fields: z.array(filledField).max(100),
  }),
  z.strictObject({ type: z.literal('custom'), content: z.record(z.string(), z.unknown()) }),
] as const

/** Which buttons stand pressed. */
const pressed = z.array(z.object({ buttonId: z.string(), agentId: z.string().nullable(), at: z.number() }))

export const messageContent = z.discriminatedUnion('type', [z.strictObject({ ...rich, pressed }), ...others])

/** Nothing of it is pressed yet. */
export const contentToSend = z.discriminatedUnion('type', [z.strictObject(rich), ...others])
