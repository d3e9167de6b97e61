// The methods of the Customer Chat API. Source: facts/livechat.md 2.3.
import type { Methods } from '../method.ts'
import type { CustomerParts } from './customer-parts.ts'
import type { CustomerParty } from './customer-party.ts'
import { besides } from './methods/besides.ts'
import { chatting } from './methods/chatting.ts'
import { events } from './methods/events.ts'
import { groups } from './methods/groups.ts'
import { profile } from './methods/profile.ts'
import { properties } from './methods/properties.ts'
import { reading } from './methods/reading.ts'
import { seen } from './methods/seen.ts'
import { setProperties } from './methods/set-properties.ts'

export const customerMethods = (parts: CustomerParts): Methods<CustomerParty> =>
  withinLimits(parts, {
    ...reading(parts),
    ...chatting(parts),
    ...events(parts),
    ...seen(parts),
    ...properties(parts),
    ...groups(parts),
    ...besides(parts),
    ...profile(parts),
    ...setProperties(parts),
  })

/** One customer's program must not crowd out the others. */
const withinLimits = ({ calls }: CustomerParts, methods: Methods<CustomerParty>): Methods<CustomerParty> =>
  Object.fromEntries(
    Object.entries(methods).map(([name, one]) => [
      name,
      { ...one, run: async (party, payload) => calls.take(party.customerId) ?? one.run(party, payload) },
    ]),
  )
