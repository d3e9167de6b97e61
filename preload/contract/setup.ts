// The whole set-up over the door, as one file: taken out, looked at, brought in.
import { z } from 'zod'
import { at, setupBody } from './gates.ts'

/** A sound may be in it. */
const file = z.string().min(1, 'must not be empty').max(30_000_000, 'is larger than 30 MB')

const fields = z.record(z.string(), z.json())

export const setupPreview = z.object({
  /** Names this plan over the set-up as it is now; import asks for it. */
  token: z.string(),
  items: z.array(
    z.object({
      what: z.enum([
        'role',
        'agent',
        'queue',
        'order',
        'channel',
        'cannedReply',
        'process',
        'chatAction',
        'actionOrder',
        'contactField',
        'webhook',
        'setting',
      ]),
      name: z.string(),
      verdict: z.enum(['created', 'changed', 'same', 'impossible']),
      /** The fields that change, as they are and as they would be; what is made has no `before`. */
      before: fields.nullable(),
      after: fields.nullable(),
      /** Sentences: why it is impossible, or what is left to do by hand. */
      notes: z.array(z.string()),
    }),
  ),
})

export const setup = {
  export: at('CanManageChats', 'The whole set-up as JSON, without secrets; roles and agents with CanManageAgents')
    .input(z.strictObject({}))
    .output(z.object({ file: z.string() })),
  preview: at('CanManageChats', 'What bringing a set-up file in would change here; nothing is changed yet', setupBody)
    .input(z.strictObject({ file }))
    .output(setupPreview),
  import: at(
    'CanManageChats',
    'Do what the preview with this token said, all of it or nothing; nothing is deleted',
    setupBody,
  )
    .input(z.strictObject({ file, token: z.string().min(1).max(200) }))
    .output(setupPreview),
}
