// A customer whom an agent's program names, if its agent may see their contact.
import { isRefusal } from '../../../domain/refusal.ts'
import type { Identity } from '../../../storage/store.ts'
import { fail, type ProtocolError } from '../protocol-error.ts'
import type { AgentParts } from './agent-parts.ts'
import type { AgentParty } from './agent-party.ts'
import { customerById } from './customers-known.ts'

export const noCustomer = fail('not_found', 'There is no such customer among those you may see.')

export const seenCustomer = async (
  { services, views }: Pick<AgentParts, 'services' | 'views'>,
  { actor }: AgentParty,
  id: string,
): Promise<Identity | ProtocolError> => {
  const known = await customerById(views.library, id)
  const seen = known === null ? null : await services.contacts.get(actor, known.identity.contactId)
  return known === null || seen === null || isRefusal(seen) ? noCustomer : known.identity
}

/** Whoever is connected and has said nothing yet is kept from now on: something is done about them. */
export const metCustomer = async (
  parts: AgentParts,
  party: AgentParty,
  id: string,
): Promise<Identity | ProtocolError> => {
  await meetCaller(parts, id)
  return seenCustomer(parts, party, id)
}

/** Nothing happens when nobody is connected under that id, or they are known already. */
export const meetCaller = async (
  { services, callers, records }: Pick<AgentParts, 'services' | 'callers' | 'records'>,
  id: string,
): Promise<void> => {
  const caller = callers.partyOf(id)
  if (caller === null || (await caller.identity()) !== null) return
  await services.protocol.meetCustomer(caller.channelId, id)
  await records.settle(caller)
}
