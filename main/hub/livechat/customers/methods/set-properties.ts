// What properties the license and its groups show to customers: none here, since nothing keeps them with those. Over the Web asked
// without a token; lc-sdk-js asks over RTM too. Source: "List License Properties", "List Group Properties" of the Customer Chat API.
import { z } from 'zod'
import { type Methods, method } from '../../method.ts'
import { fail } from '../../protocol-error.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { Nobody } from './website.ts'

const name = z.string().max(4_000).optional()

export const setProperties = ({ views }: Pick<CustomerParts, 'views'>): Methods<Nobody> => ({
  list_license_properties: method(z.object({ namespace: name, name }), async (_nobody: Nobody) => ({ payload: {} }), {
    overGet: true,
  }),

  list_group_properties: method(
    // In a query everything is text.
    z.object({ id: z.coerce.number().int().nonnegative(), namespace: name, name }),
    async (_nobody: Nobody, { id }) => {
      if (id !== 0 && (await views.library.queueOf(id)) === null)
        return fail('group_not_found', `There is no group ${id}.`)
      return { payload: {} }
    },
    { overGet: true },
  ),
})
