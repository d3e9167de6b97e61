// Customers as agents' programs see and change them: our contacts, by the id of one of their identities.
import { z } from 'zod'
import { may } from '../../../../domain/permissions.ts'
import { isRefusal } from '../../../../domain/refusal.ts'
import type { Identity } from '../../../../storage/store.ts'
import { present } from '../../../../wire/present.ts'
import { customerInput } from '../../customers/told-fields.ts'
import { type Answer, done, type Methods, method } from '../../method.ts'
import { fail, failOf, isProtocolError, type ProtocolError } from '../../protocol-error.ts'
import type { AgentParts } from '../agent-parts.ts'
import type { AgentParty } from '../agent-party.ts'
import { customerCard, newCustomer } from '../customers-known.ts'
import { metCustomer, noCustomer, seenCustomer } from '../seen-customer.ts'

const update = customerInput
  .extend({ id: z.string() })
  .refine(({ id: _, ...change }) => Object.values(change).some(value => value != null), 'say at least one change')

export const customers = (parts: AgentParts): Methods<AgentParty> => ({
  get_customer: method(
    z.object({ id: z.string() }),
    async (party: AgentParty, { id }) => {
      const seen = await seenCustomer(parts, party, id)
      const caller = parts.callers.partyOf(id)
      // Of somebody who is there and has said nothing yet: what programs told of them.
      if (isProtocolError(seen) && caller !== null && (await caller.identity()) === null)
        return { payload: await parts.records.card(caller) }
      if (isProtocolError(seen)) return seen
      const card = await customerCard(parts.views, seen)
      const followed = parts.customerFollows.has(party.actor.agentId, id)
      return card === null ? noCustomer : { payload: { ...card, followed } }
    },
    { scopes: ['customers:ro'] },
  ),

  create_customer: method(
    customerInput,
    async (_party: AgentParty, change) => {
      const made = await newCustomer(
        parts,
        null,
        present({ name: change.name || undefined, email: change.email || undefined }),
      )
      if (isProtocolError(made)) return made
      await keepFacts(parts, made.identity, change)
      return { payload: { customer_id: made.customerId } }
    },
    { scopes: ['customers:rw'] },
  ),

  update_customer: method(
    update,
    async (party: AgentParty, { id, ...change }) => {
      const seen = await metCustomer(parts, party, id)
      if (isProtocolError(seen)) return seen
      if (!may(party.actor.permissions, 'CanSeeContactDetails'))
        return fail('missing_access', 'Only those who may see contact details change them.')
      const { name, email } = change
      const ours = {
        ...(name ? { name } : {}),
        ...(email == null ? {} : { email: email === '' ? null : email }),
      }
      const changed = await parts.services.contacts.update(party.actor, seen.contactId, ours)
      if (isRefusal(changed)) return failOf(changed)
      await keepFacts(parts, seen, change)
      return done
    },
    { scopes: ['customers:rw'] },
  ),

  ban_customer: method(
    z.object({ id: z.string(), ban: z.object({ days: z.number().int().min(1).max(3_650) }) }),
    async (party: AgentParty, { id, ban: { days } }) => ban(parts, party, id, days),
    { scopes: ['customers.ban:rw'] },
  ),
})

const ban = async (parts: AgentParts, party: AgentParty, id: string, days: number): Promise<Answer | ProtocolError> => {
  const seen = await metCustomer(parts, party, id)
  if (isProtocolError(seen)) return seen
  const banned = await parts.services.contacts.ban(party.actor, seen.contactId, '', days)
  return isRefusal(banned) ? failOf(banned) : done
}

/** What only programs know of customers. */
const keepFacts = async (
  { services }: AgentParts,
  identity: Identity,
  { avatar, session_fields }: z.output<typeof customerInput>,
): Promise<void> => {
  await services.protocol.setCustomerFacts(identity, {
    ...(avatar == null ? {} : { avatar }),
    ...(session_fields == null ? {} : { sessionFields: session_fields }),
  })
}
