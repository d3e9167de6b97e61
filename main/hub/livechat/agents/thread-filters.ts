// What list_chats and list_archives can ask for, in the protocol's words and in ours. Source: "List Chats", "List Archives", 3.6.
import { z } from 'zod'
import { type AgentId, asId, type ChatId, type ConversationId, type QueueId } from '../../../domain/ids.ts'
import { may } from '../../../domain/permissions.ts'
import type { PropertyFilter, ThreadFilter, ValueFilter } from '../../../storage/thread-store.ts'
import { readInstant } from '../names.ts'
import { fail, isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Library } from '../views/library.ts'
import type { AgentParty } from './agent-party.ts'
import { customerById } from './customers-known.ts'

const groupIds = z.array(z.number().int()).max(200)
const texts = z.array(z.string().max(1_000)).max(200)
const valueFilter = z
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
const properties = z
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

export const archiveFilters = z.strictObject({
  query: z.string().max(1_000).nullish(),
  from: z.string().nullish(),
  to: z.string().nullish(),
  group_ids: groupIds.nullish(),
  thread_ids: texts.nullish(),
  chat_ids: texts.nullish(),
  agents: valueFilter.nullish(),
  tags: valueFilter.nullish(),
  customer_id: valueFilter.nullish(),
  customer_email: valueFilter.nullish(),
  customer_name: valueFilter.nullish(),
  properties: properties.nullish(),
})

function isOne(filter: { exists?: unknown; values?: unknown; exclude_values?: unknown }): boolean {
  return [filter.exists, filter.values, filter.exclude_values].filter(one => one != null).length === 1
}

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

/** `query` is looked for elsewhere: it is among messages. */
export const threadFilterOfArchives = async (
  library: Library,
  party: AgentParty,
  filters: z.output<typeof archiveFilters>,
): Promise<ThreadFilter | ProtocolError> => {
  const { from, to, group_ids, thread_ids, chat_ids, agents, tags, customer_id, customer_email, customer_name } =
    filters
  const span = instants(from, to)
  if (isProtocolError(span)) return span
  const excluding = [customer_id, customer_email, customer_name].some(one => one != null && one.values == null)
  if (excluding) return fail('validation', '`filters`: customers are looked for by `values` alone.')
  if (customer_email != null && !may(party.actor.permissions, 'CanSeeContactDetails'))
    return fail('missing_access', '`filters.customer_email`: your agent does not see how to reach customers.')
  const customers = customer_id?.values == null ? null : await conversationsOf(library, customer_id.values)
  const chats = chat_ids?.map(id => asId<ConversationId>(id)) ?? null
  const conversationIds =
    customers !== null && chats !== null ? customers.filter(id => chats.includes(id)) : (customers ?? chats)
  return {
    ...seenBy(party),
    ...span,
    ...(await queuesOf(library, group_ids)),
    ...(thread_ids == null ? {} : { ids: thread_ids.map(id => asId<ChatId>(id)) }),
    ...(conversationIds === null ? {} : { conversationIds }),
    ...(agents == null ? {} : { agents: await agentsOf(library, valuesOf(agents)) }),
    ...(tags == null ? {} : { tags: valuesOf(tags) }),
    ...(customer_email?.values == null ? {} : { emails: customer_email.values }),
    ...(customer_name?.values == null ? {} : { names: customer_name.values }),
    ...propertiesOf(filters.properties),
  }
}

const instants = (
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
const queuesOf = async (
  library: Library,
  groups: readonly number[] | null | undefined,
): Promise<Pick<ThreadFilter, 'queueIds'>> => {
  if (groups == null || groups.includes(0)) return {}
  const known = await Promise.all(groups.map(group => library.queueOf(group)))
  return { queueIds: known.filter((id): id is QueueId => id !== null) }
}

const valuesOf = ({ exists, values, exclude_values, require_every_value }: z.output<typeof valueFilter>) => ({
  ...(exists == null ? {} : { exists }),
  ...(values == null ? {} : { values }),
  ...(exclude_values == null ? {} : { excluded: exclude_values }),
  every: require_every_value ?? false,
})

const agentsOf = async (library: Library, filter: ValueFilter<string>): Promise<ValueFilter<AgentId>> => {
  const { exists, values, excluded } = filter
  const idsOf = async (logins: readonly string[]) =>
    (await Promise.all(logins.map(login => library.agentByLogin(login)))).flatMap(agent => agent?.id ?? [])
  return {
    ...(exists === undefined ? {} : { exists }),
    ...(values === undefined ? {} : { values: await idsOf(values) }),
    ...(excluded === undefined ? {} : { excluded: await idsOf(excluded) }),
  }
}

const conversationsOf = async (library: Library, customerIds: readonly string[]): Promise<ConversationId[]> => {
  const found: ConversationId[] = []
  for (const id of customerIds) {
    const known = await customerById(library, id)
    const conversation =
      known === null ? null : await library.reads.contacts.conversationAt(known.channel.id, known.identity.address)
    if (conversation !== null) found.push(conversation.id)
  }
  return found
}

const propertiesOf = (
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
