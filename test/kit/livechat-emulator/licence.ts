// An emulated LiveChat licence: its agents, customers, chats and threads as they truly are, and who is told of what. Whatever the
// way on which things are told may do to it, what stands here is what happened.
import type { Clock } from '../../../main/domain/clock.ts'
import {
  ApiError,
  buttonsOf,
  type EmulatedAgent,
  type EmulatedChat,
  type EmulatedEvent,
  type EmulatedThread,
  type EmulatedUser,
  hollow,
  type Push,
} from './shapes.ts'
import { presentIn, view } from './views.ts'

export interface LicencePorts {
  readonly clock: Clock
  /** Tells these agents, by id. */
  readonly tell: (agentIds: readonly string[], push: Push) => void
}

export class Licence {
  readonly id = '104130623'
  readonly chats = new Map<string, EmulatedChat>()
  readonly agents = new Map<string, EmulatedAgent>()
  /** Addresses of uploads, and their bytes. */
  readonly files = new Map<string, { name: string; mime: string; bytes: Uint8Array }>()
  /** What agents showed of their typing, and what they saw, in order. */
  readonly signs: { readonly kind: 'typing' | 'seen'; readonly chatId: string; readonly by: string }[] = []
  /** Which agents were in a thread when it ended, by its id. */
  readonly inAtEnd = new Map<string, readonly string[]>()
  readonly banned: { readonly customerId: string; readonly days: number }[] = []
  /** Whether the server knows a repeated custom_id again; nobody has seen the real one do it. */
  knowsCustomIds = false
  readonly #ports: LicencePorts
  #numbers = 0
  #lastMicros = 0

  constructor(ports: LicencePorts) {
    this.#ports = ports
  }

  /** Ever later, whatever the clock says, as events of one server are. */
  instant(): string {
    const micros = Math.max(this.#ports.clock.now() * 1000, this.#lastMicros + 1)
    this.#lastMicros = micros
    return `${new Date(Math.floor(micros / 1000)).toISOString().slice(0, -1)}${String(micros % 1000).padStart(3, '0')}Z`
  }

  number(prefix: string): string {
    return `${prefix}${(++this.#numbers).toString(36).toUpperCase().padStart(6, '0')}`
  }

  addAgent(id: string, name: string): EmulatedAgent {
    const agent: EmulatedAgent = { id, name, status: 'offline' }
    this.agents.set(id, agent)
    return agent
  }

  chat(id: string): EmulatedChat {
    const chat = this.chats.get(id)
    if (chat === undefined) throw new ApiError('not_found', 'chat not found')
    return chat
  }

  active(chat: EmulatedChat): EmulatedThread {
    const thread = chat.threads.at(-1)
    if (thread === undefined || !thread.active) throw new ApiError('chat_inactive', 'chat is inactive')
    return thread
  }

  /** A new thread, and LiveChat's router gives it to somebody. */
  open(chat: EmulatedChat): EmulatedThread {
    const thread: EmulatedThread = {
      id: this.number('T'),
      created_at: this.instant(),
      active: true,
      user_ids: chat.users.filter(user => user.type === 'customer').map(user => user.id),
      events: [],
      tags: [],
      access: { group_ids: [0] },
      properties: {},
    }
    for (const user of chat.users) if (user.type === 'agent') user.present = false
    chat.threads.push(thread)
    chat.followers.clear()
    const free = [...this.agents.values()].find(agent => agent.status === 'accepting_chats')
    if (free === undefined) thread.queue = { position: 1, wait_time: 60, queued_at: this.instant() }
    else this.#join(chat, thread, free.id)
    this.#tell(chat, { action: 'incoming_chat', payload: { chat: view(chat, thread) } })
    return thread
  }

  add(chat: EmulatedChat, event: Omit<EmulatedEvent, 'id' | 'created_at'>): EmulatedEvent {
    const thread = this.active(chat)
    const known = this.knowsCustomIds && event.custom_id !== undefined
    const double = known ? thread.events.find(one => one.custom_id === event.custom_id) : undefined
    if (double !== undefined) return double
    const added: EmulatedEvent = {
      type: 'message',
      visibility: 'all',
      ...event,
      id: `${thread.id}_${thread.events.length + 1}`,
      created_at: this.instant(),
    } as EmulatedEvent
    thread.events.push(added)
    const author = chat.users.find(user => user.id === event.author_id)
    if (author !== undefined) author.events_seen_up_to = added.created_at
    this.#tell(chat, {
      action: 'incoming_event',
      payload: { chat_id: chat.id, thread_id: thread.id, event: { ...added } },
    })
    return added
  }

  /** LiveChat itself says what happened. */
  says(chat: EmulatedChat, systemMessageType: string, text: string): void {
    const thread = chat.threads.at(-1)
    if (thread === undefined) return
    const event: EmulatedEvent = {
      id: `${thread.id}_${thread.events.length + 1}`,
      created_at: this.instant(),
      type: 'system_message',
      visibility: 'all',
      system_message_type: systemMessageType,
      text,
    }
    thread.events.push(event)
    this.#tell(chat, {
      action: 'incoming_event',
      payload: { chat_id: chat.id, thread_id: thread.id, event: { ...event } },
    })
  }

  deactivate(chat: EmulatedChat, by: EmulatedUser | null): void {
    const thread = this.active(chat)
    const type = by === null ? 'system_archived' : `manual_archived_${by.type}`
    this.says(chat, type, by === null ? 'Chat archived due to inactivity' : `${by.name} archived the chat`)
    thread.active = false
    this.inAtEnd.set(thread.id, presentIn(chat))
    delete thread.queue
    const told = { chat_id: chat.id, thread_id: thread.id, ...(by === null ? {} : { user_id: by.id }) }
    this.#tell(chat, { action: 'chat_deactivated', payload: told })
  }

  /** To an agent, or to nobody: then it waits. */
  transfer(chat: EmulatedChat, to: string | null, by: string): void {
    const thread = this.active(chat)
    if (to !== null && !this.agents.has(to)) throw new ApiError('validation', 'no such agent')
    const before = chat.users.filter(user => user.type === 'agent' && user.present)
    const concerned = this.#audience(chat)
    for (const user of before) {
      if (user.id === to) continue
      user.present = false
      this.#ports.tell(concerned, {
        action: 'user_removed_from_chat',
        payload: { chat_id: chat.id, thread_id: thread.id, user_id: user.id, reason: 'manual', requester_id: by },
      })
    }
    if (to === null) thread.queue = { position: 1, wait_time: 60, queued_at: this.instant() }
    else {
      delete thread.queue
      this.#join(chat, thread, to)
      const transferred = { group_ids: [0], agent_ids: before.map(user => user.id) }
      this.#ports.tell([to], {
        action: 'incoming_chat',
        payload: { requester_id: by, chat: view(chat, thread), transferred_from: transferred },
      })
    }
    const told = { chat_id: chat.id, thread_id: thread.id, requester_id: by, reason: 'manual' }
    const transferred_to = { group_ids: [0], agent_ids: to === null ? [] : [to] }
    this.#ports.tell([...new Set([...concerned, ...this.#audience(chat)])], {
      action: 'chat_transferred',
      payload: { ...told, transferred_to },
    })
    const name = to === null ? 'the queue' : (this.agents.get(to)?.name ?? to)
    this.says(chat, 'chat_transferred', `The chat was transferred to ${name}`)
  }

  tag(chat: EmulatedChat, threadId: string, tag: string, isOn: boolean): void {
    const thread = chat.threads.find(one => one.id === threadId)
    if (thread === undefined) throw new ApiError('not_found', 'thread not found')
    thread.tags = isOn ? [...new Set([...thread.tags, tag])] : thread.tags.filter(one => one !== tag)
    const action = isOn ? 'thread_tagged' : 'thread_untagged'
    this.#tell(chat, { action, payload: { chat_id: chat.id, thread_id: threadId, tag } })
  }

  /** Of the chat, or of one of its threads. `given`: values by namespace and name, or names by namespace to delete. */
  properties(chat: EmulatedChat, thread: EmulatedThread | null, how: 'updated' | 'deleted', given: object): void {
    const kept = (thread ?? chat).properties
    for (const [namespace, values] of Object.entries(given))
      if (how === 'updated') kept[namespace] = { ...kept[namespace], ...values }
      else for (const name of values) delete kept[namespace]?.[name]
    const about = { chat_id: chat.id, ...(thread === null ? {} : { thread_id: thread.id }) }
    const action = `${thread === null ? 'chat' : 'thread'}_properties_${how}`
    this.#tell(chat, { action, payload: { ...about, properties: given } })
  }

  change(chat: EmulatedChat, eventId: string, change: Partial<EmulatedEvent>): void {
    for (const thread of chat.threads)
      for (const event of thread.events) {
        if (event.id !== eventId) continue
        const about = { chat_id: chat.id, thread_id: thread.id }
        if (change.deleted === true) hollow(event)
        else Object.assign(event, change)
        if (change.deleted === true)
          this.#tell(chat, { action: 'event_deleted', payload: { ...about, event_id: eventId } })
        else this.#tell(chat, { action: 'event_updated', payload: { ...about, event: { ...event } } })
      }
  }

  sees(chat: EmulatedChat, userId: string, upTo: string): void {
    const user = chat.users.find(one => one.id === userId)
    if (user !== undefined && user.events_seen_up_to < upTo) user.events_seen_up_to = upTo
    const payload = { chat_id: chat.id, user_id: userId, seen_up_to: upTo }
    this.#tell(chat, { action: 'events_marked_as_seen', payload })
  }

  /** A button of a rich message, by its customer. */
  press(chat: EmulatedChat, eventId: string, buttonId: string, toggled: boolean): void {
    const customer = chat.users.find(user => user.type === 'customer')
    for (const thread of chat.threads)
      for (const event of thread.events) {
        if (event.id !== eventId || customer === undefined) continue
        for (const button of buttonsOf(event)) {
          if (button.postback_id !== buttonId) continue
          const others = button.user_ids.filter(id => id !== customer.id)
          button.user_ids = toggled ? [...others, customer.id] : others
        }
        const postback = { id: buttonId, toggled }
        const about = { user_id: customer.id, chat_id: chat.id, thread_id: thread.id, event_id: eventId }
        this.#tell(chat, { action: 'incoming_rich_message_postback', payload: { ...about, postback } })
      }
  }

  /** Whoever is banned is cut off, and what was open is over. */
  ban(customerId: string, days: number): void {
    for (const chat of this.chats.values()) {
      if (!chat.users.some(user => user.id === customerId)) continue
      this.banned.push({ customerId, days })
      this.says(chat, 'customer_banned', `The customer was banned for ${days} days`)
      this.#tell(chat, { action: 'customer_banned', payload: { customer_id: customerId, ban: { days } } })
      if (chat.threads.at(-1)?.active) this.deactivate(chat, null)
    }
  }

  customerChanged(chat: EmulatedChat, customer: EmulatedUser): void {
    const { id, name, email, phone_number } = customer
    this.#tell(chat, { action: 'customer_updated', payload: { id, name, email, phone_number, type: 'customer' } })
  }

  /** Signs of life that nothing keeps. */
  shows(chat: EmulatedChat, push: Push): void {
    this.#tell(chat, push)
  }

  #join(chat: EmulatedChat, thread: EmulatedThread, agentId: string): void {
    const user = chat.users.find(one => one.id === agentId)
    if (user !== undefined) user.present = true
    else {
      const name = this.agents.get(agentId)?.name ?? agentId
      chat.users.push({
        id: agentId,
        type: 'agent',
        name,
        email: agentId,
        present: true,
        events_seen_up_to: '',
        visibility: 'all',
      })
    }
    if (!thread.user_ids.includes(agentId)) thread.user_ids.push(agentId)
  }

  /** Members are told everything; while nobody is in it, everybody who may take it. */
  #audience(chat: EmulatedChat): readonly string[] {
    const members = chat.users.filter(user => user.type === 'agent' && user.present).map(user => user.id)
    return members.length > 0 ? [...members, ...chat.followers] : [...this.agents.keys()]
  }

  #tell(chat: EmulatedChat, push: Push): void {
    this.#ports.tell(this.#audience(chat), push)
  }
}
