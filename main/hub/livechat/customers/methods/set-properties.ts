// What properties of the license and of groups customers may read, as their programs registered them. Over the Web asked without a
// token; lc-sdk-js asks over RTM too. Source: "List License Properties", "List Group Properties" of the Customer Chat API.
import { z } from 'zod'
import type { Properties } from '../../../../domain/property.ts'
import type { HubPlace } from '../../../../storage/configuration-store.ts'
import { type Methods, method } from '../../method.ts'
import { readable } from '../../properties/property-guard.ts'
import { fail } from '../../protocol-error.ts'
import type { Library } from '../../views/library.ts'
import type { CustomerParts } from '../customer-parts.ts'
import type { Nobody } from './website.ts'

const name = z.string().max(4_000).optional()

export const setProperties = ({ views }: Pick<CustomerParts, 'views'>): Methods<Nobody> => ({
  list_license_properties: method(
    z.object({ namespace: name, name }),
    async (_nobody: Nobody, asked) => ({ payload: await shown(views.library, 'license', asked) }),
    { overGet: true },
  ),

  list_group_properties: method(
    // In a query everything is text.
    z.object({ id: z.coerce.number().int().nonnegative(), namespace: name, name }),
    async (_nobody: Nobody, { id, ...asked }) => {
      const queueId = await views.library.queueOf(id)
      if (queueId !== null) return { payload: await shown(views.library, queueId, asked) }
      return id === 0 ? { payload: {} } : fail('group_not_found', `There is no group ${id}.`)
    },
    { overGet: true },
  ),
})

const shown = async (
  { reads }: Library,
  place: HubPlace,
  asked: { readonly namespace?: string | undefined; readonly name?: string | undefined },
): Promise<Properties> => {
  const location = place === 'license' ? 'license' : 'group'
  const all = await reads.configuration.hubProperties(place)
  const named = Object.entries(all)
    .filter(([namespace]) => asked.namespace === undefined || namespace === asked.namespace)
    .map(([namespace, values]) => [namespace, valuesNamed(values, asked.name)] as const)
  // What nobody registered for customers is not for everybody on the internet to read.
  return readable(reads.configuration, { location, user: 'customer' }, Object.fromEntries(named), true)
}

const valuesNamed = (values: Properties[string], name: string | undefined): Properties[string] =>
  name === undefined ? values : Object.fromEntries(Object.entries(values).filter(([one]) => one === name))
