// What list_archives can ask for, in the protocol's words and in ours. Source: "List Archives", 3.4 to 3.6.
import { z } from 'zod'
import { asId, type ChatId, type ConversationId } from '../../../domain/ids.ts'
import type { SortOfMessage, ThreadFilter } from '../../../storage/thread-store.ts'
import { isProtocolError, type ProtocolError } from '../protocol-error.ts'
import type { Library } from '../views/library.ts'
import type { AgentParty } from './agent-party.ts'
import {
  agentsOf,
  groupIds,
  instants,
  isOne,
  knownBy,
  properties,
  propertiesOf,
  queuesOf,
  seenBy,
  texts,
  valueFilter,
  valuesOf,
} from './thread-filters.ts'

const sorts = {
  message: 'text',
  file: 'file',
  rich_message: 'rich',
  form: 'form',
  filled_form: 'filledForm',
  custom: 'custom',
  system_message: 'system',
  // Of the protocol's own server alone.
  system: 'never',
  annotation: 'never',
} as const satisfies Record<string, SortOfMessage>

const eventTypes = z.array(z.enum(Object.keys(sorts) as [keyof typeof sorts, ...(keyof typeof sorts)[]])).max(50)
const eventTypeFilter = z
  .strictObject({
    values: eventTypes.nullish(),
    exclude_values: eventTypes.nullish(),
    require_every_value: z.boolean().nullish(),
  })
  .refine(isOne, 'say one of values and exclude_values')
const among = z.strictObject({ values: texts.nullish(), exclude_values: texts.nullish() })
const agentResponse = z
  .strictObject({ exists: z.boolean().nullish(), agents: among.nullish() })
  .refine(({ exists, agents }) => (exists == null) !== (agents == null), 'say one of exists and agents')

/** Of what this hub does not keep: sales, goals, greetings, countries, surveys. */
const nobodyHas = z
  .looseObject({ exists: z.boolean().nullish(), exclude_values: z.array(z.unknown()).nullish() })
  .refine(filter => Object.keys(filter).length > 0, 'say one of exists, values and exclude_values')

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
  event_types: eventTypeFilter.nullish(),
  agent_response: agentResponse.nullish(),
  sales: nobodyHas.nullish(),
  goals: nobodyHas.nullish(),
  greetings: nobodyHas.nullish(),
  customer_countries: nobodyHas.nullish(),
  surveys: z.union([z.array(z.unknown()), z.looseObject({})]).nullish(),
})
type Asked = z.output<typeof archiveFilters>

/** `query` is looked for elsewhere: it is among messages. */
export const threadFilterOfArchives = async (
  library: Library,
  party: AgentParty,
  filters: Asked,
): Promise<ThreadFilter | ProtocolError> => {
  const { from, to, group_ids, thread_ids, chat_ids, agents, tags } = filters
  const span = instants(from, to)
  if (isProtocolError(span)) return span
  const { customer_id: id, customer_email: email, customer_name: name } = filters
  const known = await knownBy(library, party, { id, email, name })
  if (isProtocolError(known)) return known
  const { conversationIds: customers = null, ...whose } = known
  const chats = chat_ids?.map(id => asId<ConversationId>(id)) ?? null
  const conversationIds =
    customers !== null && chats !== null ? customers.filter(id => chats.includes(id)) : (customers ?? chats)
  const ids = asksForNothing(filters) ? [] : thread_ids?.map(id => asId<ChatId>(id))
  return {
    ...seenBy(party),
    ...span,
    ...whose,
    ...(await queuesOf(library, group_ids)),
    ...(ids === undefined ? {} : { ids }),
    ...(conversationIds === null ? {} : { conversationIds }),
    ...(agents == null ? {} : { agents: await agentsOf(library, valuesOf(agents)) }),
    ...(tags == null ? {} : { tags: valuesOf(tags) }),
    ...(await saidIn(library, filters)),
    ...propertiesOf(filters.properties),
  }
}

/** Whether it takes something that no chat here has. */
const asksForNothing = ({ sales, goals, greetings, customer_countries, surveys }: Asked): boolean => {
  const isWithout = (filter: z.output<typeof nobodyHas>) => filter.exists === false || filter.exclude_values != null
  const none = [sales, goals, greetings, customer_countries].filter(filter => filter != null)
  return none.some(filter => !isWithout(filter)) || (surveys != null && Object.keys(surveys).length > 0)
}

const saidIn = async (
  library: Library,
  { event_types, agent_response }: Asked,
): Promise<Pick<ThreadFilter, 'holds' | 'answeredBy'>> => {
  const { exists, agents } = agent_response ?? {}
  const answeredBy = agents == null ? null : await agentsOf(library, valuesOf(agents))
  return {
    ...(event_types == null ? {} : { holds: holdsOf(event_types) }),
    ...(exists == null ? {} : { answeredBy: { exists } }),
    ...(answeredBy === null ? {} : { answeredBy }),
  }
}

const holdsOf = ({ values, exclude_values, require_every_value }: z.output<typeof eventTypeFilter>) => ({
  ...(values == null ? {} : { values: values.map(type => sorts[type]) }),
  ...(exclude_values == null ? {} : { excluded: exclude_values.map(type => sorts[type]) }),
  every: require_every_value ?? false,
})
