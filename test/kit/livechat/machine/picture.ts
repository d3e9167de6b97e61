// What a program knows of chats when it believes its pushes alone, as LiveChat's own applications do.
import type { Frame } from '../rtm-client.ts'

// biome-ignore lint/suspicious/noExplicitAny: threads and events as a foreign program holds them
type Thing = any

export interface SeenThread {
  readonly chatId: string
  thread: Thing
  /** Present users, by id. */
  readonly present: Map<string, boolean>
}

export class Picture {
  readonly threads = new Map<string, SeenThread>()
  /** By chat. */
  readonly properties = new Map<string, Thing>()

  take({ type, action, payload }: Frame): void {
    if (type !== 'push') return
    const seen = this.threads.get(payload?.thread_id ?? '')
    const thread = seen?.thread
    switch (action) {
      case 'incoming_chat': {
        const { chat } = structuredClone(payload)
        // What was deleted before is there for agents, hollow and marked; who hears of the deletion takes it away.
        chat.thread.events = chat.thread.events.filter((event: Thing) => !event.deleted)
        const present = new Map<string, boolean>(chat.users.map((user: Thing) => [user.id, user.present]))
        this.threads.set(chat.thread.id, { chatId: chat.id, thread: chat.thread, present })
        this.properties.set(chat.id, chat.properties)
        return
      }
      case 'chat_deactivated':
        if (thread !== undefined) thread.active = false
        return
      case 'incoming_event':
        if (thread !== undefined) thread.events = [...without(thread.events, payload.event.id), payload.event]
        return
      case 'event_updated':
        if (thread !== undefined)
          thread.events = thread.events.map((event: Thing) => (event.id === payload.event.id ? payload.event : event))
        return
      case 'event_deleted':
        if (thread !== undefined) thread.events = without(thread.events, payload.event_id)
        return
      case 'thread_tagged':
        if (thread !== undefined) thread.tags = [...new Set([...(thread.tags ?? []), payload.tag])]
        return
      case 'thread_untagged':
        if (thread !== undefined) thread.tags = (thread.tags ?? []).filter((tag: string) => tag !== payload.tag)
        return
      case 'thread_properties_updated':
        if (thread !== undefined) merge(thread, payload.properties)
        return
      case 'thread_properties_deleted':
        if (thread !== undefined) drop(thread, payload.properties)
        return
      case 'event_properties_updated':
      case 'event_properties_deleted': {
        const event = thread?.events.find((one: Thing) => one.id === payload.event_id)
        if (event !== undefined) (action === 'event_properties_updated' ? merge : drop)(event, payload.properties)
        return
      }
      case 'chat_properties_updated':
      case 'chat_properties_deleted': {
        const holder = { properties: this.properties.get(payload.chat_id) ?? {} }
        ;(action === 'chat_properties_updated' ? merge : drop)(holder, payload.properties)
        this.properties.set(payload.chat_id, holder.properties)
        return
      }
      case 'user_added_to_chat':
        seen?.present.set(payload.user.id, payload.user.present)
        return
      case 'user_removed_from_chat':
        seen?.present.set(payload.user_id, false)
        return
    }
  }
}

const without = (events: Thing[], id: string) => events.filter(event => event.id !== id)

const merge = (holder: Thing, values: Thing): void => {
  holder.properties ??= {}
  for (const [space, named] of Object.entries(values))
    holder.properties[space] = { ...holder.properties[space], ...(named as object) }
}

const drop = (holder: Thing, names: Thing): void => {
  for (const [space, listed] of Object.entries(names)) {
    for (const name of listed as string[]) delete holder.properties?.[space]?.[name]
    if (Object.keys(holder.properties?.[space] ?? {}).length === 0) delete holder.properties?.[space]
  }
}
