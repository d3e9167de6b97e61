// What lists of chats and customers can ask for, in the protocol's words and in ours. Source: "List Chats", 3.6; "List Customers", 3.5.
import { z } from 'zod'
import type { AgentId, ConversationId, QueueId } from '../../../domain/ids.ts'
import { may } from '../../../domain/permissions.ts'
import type { PropertyFilter, ThreadFilter, ValueFilter } from '../../../storage/thread-store.ts'
import { readInstant } from '../names.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Library } from '../views/library.ts'
import type { AgentParty } from './agent-party.ts'
import { customerById } from './customers-known.ts'

export const groupIds = z.array(z.number().int()).max(200)
export const texts = z.array(z.string().max(1_000)).max(200)
export const valueFilter = z
  .strictObject({
    exists: z.boolean().nullish(),
    values: texts.nullish(),
    exclude_values: texts.nullish(),
    require_every_value: z.boolean().nullish(),
  })
  .refine(isOne, 'say one of exists, values and exclude_values')
const propertyFilter = z
  .strictObject({
    exists: z.boolean().nullish(),
    values: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .max(200)
      .nullish(),
    exclude_values: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .max(200)
      .nullish(),
  })
  .refine(isOne, 'say one of exists, values and exclude_values')
/** Of a query to our store, which can only be so large. */
const mostPropertyFilters = 50
export const properties = z
  .record(z.string().max(100), z.record(z.string().max(100), propertyFilter))
  .refine(
    named => Object.values(named).reduce((sum, one) => sum + Object.keys(one).length, 0) <= mostPropertyFilters,
    `must be at most ${mostPropertyFilters}`,
  )

export const chatFilters = z.strictObject({
  active: z.boolean().nullish(),
  /** As 3.5 and older have it. */
  include_active: z.boolean().nullish(),
  include_chats_without_threads: z.boolean().nullish(),
  group_ids: groupIds.nullish(),
  properties: properties.nullish(),
})

export function isOne(filter: { exists?: unknown; values?: unknown; exclude_values?: unknown }): boolean {
  return [filter.exists, filter.values, filter.exclude_values].filter(one => one != null).length === 1
}

const rangeless = z.undefined('is not kept here: filter by email, name, customer_id and chat_group_ids').optional()

export const customerFilters = z.strictObject({
  email: valueFilter.nullish(),
  name: valueFilter.nullish(),
  customer_id: valueFilter.nullish(),
  chat_group_ids: z.strictObject({ values: groupIds }).nullish(),
  include_customers_without_chats: z.boolean().nullish(),
  country: rangeless,
  chats_count: rangeless,
  threads_count: rangeless,
  visits_count: rangeless,
  created_at: rangeless,
  agent_last_event_created_at: rangeless,
  customer_last_event_created_at: rangeless,
})

export const seenBy = ({ actor }: AgentParty): Pick<ThreadFilter, 'visibleTo'> => ({
  visibleTo: may(actor.permissions, 'CanSeeAllChats') ? null : actor.agentId,
})

export const threadFilterOfChats = async (
  library: Library,
  party: AgentParty,
  { active, include_active, group_ids, properties }: z.output<typeof chatFilters>,
): Promise<ThreadFilter> => {
  const isOpen = active ?? (include_active === false ? false : null)
  return {
    ...seenBy(party),
    isLast: true,
    ...(isOpen === null ? {} : { isOpen }),
    ...(await queuesOf(library, group_ids)),
    ...propertiesOf(properties),
  }
}

/** By the last chat of each. */
export const threadFilterOfCustomers = async (
  library: Library,
  party: AgentParty,
  { email, name, customer_id, chat_group_ids }: z.output<typeof customerFilters>,
): Promise<ThreadFilter | ProtocolError> => {
  const known = await knownBy(library, party, { id: customer_id, email, name })
  if (isProtocolError(known)) return known
  return { ...seenBy(party), isLast: true, ...known, ...(await queuesOf(library, chat_group_ids?.values)) }
}

interface KnownBy {
  readonly id: z.output<typeof valueFilter> | null | undefined
  readonly email: z.output<typeof valueFilter> | null | undefined
  readonly name: z.output<typeof valueFilter> | null | undefined
}

/** Chats of those customers alone. */
export const knownBy = async (
  library: Library,
  { actor }: AgentParty,
  { id, email, name }: KnownBy,
): Promise<Pick<ThreadFilter, 'conversationIds' | 'emails' | 'names'> | ProtocolError> => {
  if ([id, email, name].some(one => one != null && one.values == null))
    return fail('validation', '`filters`: customers are looked for by `values` alone.')
  if (email != null && !may(actor.permissions, 'CanSeeContactDetails'))
    return fail('missing_access', '`filters`: your agent does not see how to reach customers, so not by e-mail.')
  return {
    ...(id?.values == null ? {} : { conversationIds: await conversationsOf(library, id.values) }),
    ...(email?.values == null ? {} : { emails: email.values }),
    ...(name?.values == null ? {} : { names: name.values }),
  }
}

export const instants = (
  from: string | null | undefined,
  to: string | null | undefined,
): Pick<ThreadFilter, 'openedFrom' | 'openedTo'> | ProtocolError => {
  const openedFrom = from == null ? undefined : readInstant(from)
  const openedTo = to == null ? undefined : readInstant(to)
  if (openedFrom === null || openedTo === null)
    return fail('validation', '`filters`: say from and to as instants, as in 2017-10-12T15:19:21.010200Z.')
  return { ...(openedFrom === undefined ? {} : { openedFrom }), ...(openedTo === undefined ? {} : { openedTo }) }
}

/** Group 0 is everybody's. */
export const queuesOf = async (
  library: Library,
  groups: readonly number[] | null | undefined,
): Promise<Pick<ThreadFilter, 'queueIds'>> => {
  if (groups == null || groups.includes(0)) return {}
  const known = await Promise.all(groups.map(group => library.queueOf(group)))
  return { queueIds: known.filter((id): id is QueueId => id !== null) }
}

export const valuesOf = ({ exists, values, exclude_values, require_every_value }: z.output<typeof valueFilter>) => ({
  ...(exists == null ? {} : { exists }),
  ...(values == null ? {} : { values }),
  ...(exclude_values == null ? {} : { excluded: exclude_values }),
  every: require_every_value ?? false,
})

export const agentsOf = async (library: Library, filter: ValueFilter<string>): Promise<ValueFilter<AgentId>> => {
  const { exists, values, excluded } = filter
  const idsOf = async (logins: readonly string[]) =>
    (await Promise.all(logins.map(login => library.agentByLogin(login)))).flatMap(agent => agent?.id ?? [])
  return {
    ...(exists === undefined ? {} : { exists }),
    ...(values === undefined ? {} : { values: await idsOf(values) }),
    ...(excluded === undefined ? {} : { excluded: await idsOf(excluded) }),
  }
}

export const conversationsOf = async (library: Library, customerIds: readonly string[]): Promise<ConversationId[]> => {
  const found: ConversationId[] = []
  for (const id of customerIds) {
    const known = await customerById(library, id)
    const conversation =
      known === null ? null : await library.reads.contacts.conversationAt(known.channel.id, known.identity.address)
    if (conversation !== null) found.push(conversation.id)
  }
  return found
}

export const propertiesOf = (
  asked: z.output<typeof properties> | null | undefined,
): { readonly properties?: readonly PropertyFilter[] } =>
  asked == null
    ? {}
    : {
        properties: Object.entries(asked).flatMap(([namespace, named]) =>
          Object.entries(named).map(([name, { exists, values, exclude_values }]) => ({
            namespace,
            name,
            ...(exists == null ? {} : { exists }),
            ...(values == null ? {} : { values }),
            ...(exclude_values == null ? {} : { excluded: exclude_values }),
          })),
        ),
      }
