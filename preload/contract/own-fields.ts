// Contact fields over the door: fields of one's own that every contact has.
import { z } from 'zod'
import { ownFieldKinds } from '../../main/domain/contact/own-field.ts'
import { name } from '../names.ts'
import * as s from '../shapes.ts'
import { at } from './gates.ts'

/** Of a choice, at least two. */
const options = z.array(name).max(200, 'must be at most 200')

export const ownField = z.object({
  id: s.id,
  name: z.string(),
  kind: z.enum(ownFieldKinds),
  options: z.array(z.string()),
  archivedAt: s.instant.nullable(),
  version: z.number().int(),
})

export const ownFields = {
  list: at('signedIn', 'Contact fields in their order, archived ones too')
    .input(z.strictObject({}))
    .output(z.object({ fields: z.array(ownField) })),
  create: at('CanManageChats', 'Add a contact field')
    .input(z.strictObject({ name, kind: z.enum(ownFieldKinds), options: options.default([]) }))
    .output(ownField),
  update: at('CanManageChats', 'Change or archive a contact field; refused when somebody changed it since `version`')
    .input(
      z.strictObject({
        id: s.id,
        version: z.number().int().optional(),
        name: name.optional(),
        options: options.optional(),
        archived: z.boolean().optional(),
      }),
    )
    .output(ownField),
  reorder: at('CanManageChats', 'The order of contact fields; those that are left out come after')
    .input(z.strictObject({ fieldIds: z.array(s.id).max(1_000) }))
    .output(z.object({ ok: z.literal(true) })),
}
