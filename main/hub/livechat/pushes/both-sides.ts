// One piece of news for both sides: agents' programs and the customer's see it each with the ids that are theirs to know.
import type { StoredEvent } from '../../../domain/event.ts'
import type { Identity } from '../../../storage/store.ts'
import type { Side } from '../names.ts'
import { type Push, toCustomer } from './push.ts'

export type News = Omit<Push, 'to'>

/** Null: nothing for that side. */
export const bothSides = async (
  event: Pick<StoredEvent, 'audience'>,
  identity: Identity,
  make: (side: Side) => Promise<News | null>,
): Promise<readonly Push[]> => {
  const [forAgents, forCustomer] = await Promise.all([make('agents'), make('customer')])
  const customer = forCustomer === null ? [] : [{ ...forCustomer, to: toCustomer(identity) }]
  return [...toAgents(event, forAgents), ...customer]
}

export const toAgents = ({ audience }: Pick<StoredEvent, 'audience'>, news: News | null): readonly Push[] =>
  news === null ? [] : [{ ...news, to: { side: 'agents', audience } }]
