// An emulated chat as the API shows it: whole with one thread, or as a summary.
import type { EmulatedChat, EmulatedEvent, EmulatedThread } from './shapes.ts'

/** Agents who are in it now. */
export const presentIn = (chat: EmulatedChat): readonly string[] =>
  chat.users.filter(user => user.type === 'agent' && user.present).map(user => user.id)

/** The chat as the API shows it, with one thread. */
export const view = (chat: EmulatedChat, thread: EmulatedThread | undefined) => ({
  id: chat.id,
  users: chat.users.map(user => ({ ...user })),
  properties: structuredClone(chat.properties),
  access: { group_ids: [0] },
  is_followed: false,
  ...(thread === undefined ? {} : { thread: threadView(thread) }),
})

/** Tags are told only where there are any ("Threads"). */
export const threadView = (thread: EmulatedThread) => {
  const { tags, ...rest } = structuredClone(thread)
  return { ...rest, ...(tags.length === 0 ? {} : { tags }) }
}

export const summaryOf = (chat: EmulatedChat) => {
  const thread = chat.threads.at(-1)
  const lasts = new Map<string, EmulatedEvent>()
  for (const event of thread?.events ?? []) lasts.set(event.type, event)
  const { events: _, ...summary } = thread === undefined ? { events: [] } : threadView(thread)
  return {
    id: chat.id,
    users: chat.users.map(user => ({ ...user })),
    last_event_per_type: Object.fromEntries(
      [...lasts].map(([type, event]) => [
        type,
        { thread_id: thread?.id, thread_created_at: thread?.created_at, event: { ...event } },
      ]),
    ),
    ...(thread === undefined ? {} : { last_thread_summary: { ...summary } }),
    properties: structuredClone(chat.properties),
    access: { group_ids: [0] },
    is_followed: false,
  }
}
