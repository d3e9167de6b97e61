// A form as the interpreter worked it out and the store kept it, read back.
import { z } from 'zod'
import { type FormField, formFieldTypes } from '../domain/process-form.ts'

const stored = z.object({
  title: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      type: z.enum(formFieldTypes),
      required: z.boolean(),
      defaultValue: z.union([z.string(), z.number(), z.boolean(), z.null()]),
      options: z.array(z.string()),
    }),
  ),
})

export const formOf = (
  input: Readonly<Record<string, unknown>>,
): { readonly title: string; readonly fields: readonly FormField[] } => stored.parse(input)
