// The methods of the Customer Chat API. Source: facts/livechat.md 2.3.
import type { Methods } from '../method.ts'
import { chatting } from './chatting.ts'
import type { CustomerParts } from './customer-parts.ts'
import type { CustomerParty } from './customer-party.ts'
import { reading } from './reading.ts'

export const customerMethods = (parts: CustomerParts): Methods<CustomerParty> => ({
  ...reading(parts),
  ...chatting(parts),
})
