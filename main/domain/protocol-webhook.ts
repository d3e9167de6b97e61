// Webhooks of LiveChat's protocol: which actions can be followed, by whom, and whether one is told of what happened.
// Source: "Webhooks" and "Configuration API, Webhooks", 3.6.

const inChats = {
  filters: ['chat_presence', 'only_my_chats'],
  additionalData: ['chat_properties', 'chat_presence_user_ids'],
}
const ofAuthors = { ...inChats, filters: [...inChats.filters, 'author_type'] }
const ofEvents = { ...inChats, filters: [...ofAuthors.filters, 'source_type'] }
const ofTheHub = { filters: [], additionalData: [] }

/** Every action that can be followed here, with the filters and the additional data that may be asked for. */
export const protocolActions = {
  incoming_chat: inChats,
  chat_deactivated: inChats,
  chat_transferred: inChats,
  user_added_to_chat: inChats,
  user_removed_from_chat: inChats,
  incoming_event: ofEvents,
  event_updated: ofEvents,
  event_deleted: inChats,
  incoming_rich_message_postback: ofAuthors,
  chat_properties_updated: inChats,
  chat_properties_deleted: inChats,
  thread_properties_updated: inChats,
  thread_properties_deleted: inChats,
  event_properties_updated: inChats,
  event_properties_deleted: inChats,
  thread_tagged: inChats,
  thread_untagged: inChats,
  events_marked_as_seen: inChats,
  routing_status_set: ofTheHub,
  customer_session_fields_updated: ofTheHub,
  agent_created: ofTheHub,
  agent_updated: ofTheHub,
  agent_suspended: ofTheHub,
  agent_unsuspended: ofTheHub,
  bot_created: ofTheHub,
  bot_updated: ofTheHub,
  bot_deleted: ofTheHub,
  group_created: ofTheHub,
  group_updated: ofTheHub,
  group_deleted: ofTheHub,
  tag_created: ofTheHub,
  tag_updated: ofTheHub,
  tag_deleted: ofTheHub,
} as const satisfies Record<string, { readonly filters: readonly string[]; readonly additionalData: readonly string[] }>
export type ProtocolAction = keyof typeof protocolActions

/**
 * Actions of the protocol that never happen here: agents are neither approved nor deleted, threads are not summed up, and a chat is
 * seen by whom its queue and its transfers say.
 */
export const unknownHere = [
  'agent_approved',
  'agent_deleted',
  'auto_accesses_updated',
  'chat_access_updated',
  'thread_summary_set',
] as const

export const isProtocolAction = (text: string): text is ProtocolAction => Object.hasOwn(protocolActions, text)

/** license: what happens anywhere; bot: what happens in the chats of the program's bots. */
export const protocolWebhookTypes = ['license', 'bot'] as const
export type ProtocolWebhookType = (typeof protocolWebhookTypes)[number]

export const authorTypes = ['customer', 'agent'] as const
export const sourceTypes = ['my_client', 'other_clients', 'system'] as const
export type SourceType = (typeof sourceTypes)[number]

export interface WebhookFilters {
  readonly authorType?: (typeof authorTypes)[number]
  /** Chats that this program began: their property source.client_id is its own. */
  readonly onlyMyChats?: boolean
  /** Who must, or must not, be in the chat. */
  readonly chatPresence?: {
    readonly userIds?: { readonly values: readonly string[] } | { readonly excludeValues: readonly string[] }
    readonly myBots?: boolean
  }
  readonly sourceTypes?: readonly SourceType[]
}

export interface Following {
  readonly action: ProtocolAction
  readonly type: ProtocolWebhookType
  /** The program that registered it. */
  readonly clientId: string
  readonly filters: WebhookFilters
  readonly additionalData: readonly string[]
}

/** What happened, as far as filters ask for it. */
export interface Happening {
  readonly action: ProtocolAction
  /** Null: not in a chat, or nobody's. */
  readonly authorType: 'customer' | 'agent' | null
  /** The program of the bot that did it; null: a person, a customer, or Parley. */
  readonly byClientId: string | null
  readonly bySystem: boolean
  /** Null: not in a chat. */
  readonly chat: {
    readonly sourceClientId: string | null
    readonly presentUserIds: readonly string[]
    /** Programs whose bots are in the chat. */
    readonly botClientIds: readonly string[]
  } | null
  /** The program of the bot that it is about, such as one whose status was set. */
  readonly aboutClientId: string | null
}

/** Characters of an address. */
export const longestWebhookUrl = 500
/** Webhooks of one program for one action. */
export const mostPerAction = 3

export const isToldOf = (one: Following, happening: Happening): boolean => {
  if (one.action !== happening.action) return false
  const { chat } = happening
  const { authorType, onlyMyChats, chatPresence, sourceTypes: sources } = one.filters
  if (one.type === 'bot') {
    const itsBots = chat === null ? [happening.aboutClientId] : chat.botClientIds
    if (!itsBots.includes(one.clientId)) return false
  }
  if (authorType !== undefined && authorType !== happening.authorType) return false
  if (onlyMyChats && chat?.sourceClientId !== one.clientId) return false
  if (sources !== undefined && !sources.includes(sourceOf(one, happening))) return false
  if (chatPresence === undefined) return true
  // Either is enough, where both are asked for.
  const { userIds, myBots } = chatPresence
  const asked = [
    ...(myBots ? [chat?.botClientIds.includes(one.clientId) ?? false] : []),
    ...(userIds === undefined ? [] : [areThere(userIds, chat?.presentUserIds ?? [])]),
  ]
  return asked.length === 0 || asked.includes(true)
}

const areThere = (
  wanted: { readonly values: readonly string[] } | { readonly excludeValues: readonly string[] },
  present: readonly string[],
): boolean =>
  'values' in wanted
    ? wanted.values.some(id => present.includes(id))
    : !wanted.excludeValues.some(id => present.includes(id))

const sourceOf = ({ clientId }: Following, { bySystem, byClientId }: Happening): SourceType =>
  bySystem ? 'system' : byClientId === clientId ? 'my_client' : 'other_clients'
