// What a customer's program says at its login. Source: "Login" of the Customer Chat API, 3.6.
import { z } from 'zod'
import { plainText } from '../../../domain/stranger.ts'
import { customerInput, pageInput, sideStorageInput } from './told-fields.ts'

export const loginInput = z.object({
  token: z.string().max(4_000),
  customer: customerInput.nullish(),
  customer_page: pageInput.partial().nullish(),
  customer_side_storage: sideStorageInput.nullish(),
  is_mobile: z.boolean().nullish(),
  group_id: z.number().int().nonnegative().nullish(),
  referrer: z
    .string()
    .max(4_000)
    .transform(text => plainText(text))
    .nullish(),
  application: z.record(z.string(), z.unknown()).nullish(),
  pushes: z.record(z.string(), z.array(z.string())).nullish(),
})
export type Login = z.output<typeof loginInput>
