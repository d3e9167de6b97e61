// The methods of the Agent Chat API 3.6 that an agent application needs, over the licence's truth.
import type { Licence } from './licence.ts'
import { ApiError, type EmulatedChat, type EmulatedUser } from './shapes.ts'
import { summaryOf, threadView, view } from './views.ts'

type Payload = Readonly<Record<string, unknown>>

/** Which scope a method asks for (Agent Chat API, "Scopes"). */
const scopes: Readonly<Record<string, readonly string[]>> = {
  list_chats: ['chats--access:ro', 'chats--access:rw', 'chats--all:ro', 'chats--all:rw'],
  list_threads: ['chats--access:ro', 'chats--access:rw', 'chats--all:ro', 'chats--all:rw'],
  get_chat: ['chats--access:ro', 'chats--access:rw', 'chats--all:ro', 'chats--all:rw'],
  send_event: ['chats--access:rw', 'chats--all:rw'],
  deactivate_chat: ['chats--access:rw', 'chats--all:rw'],
  transfer_chat: ['chats--access:rw', 'chats--all:rw'],
  tag_thread: ['chats--access:rw', 'chats--all:rw'],
  untag_thread: ['chats--access:rw', 'chats--all:rw'],
  follow_chat: ['chats--access:ro', 'chats--access:rw', 'chats--all:ro', 'chats--all:rw'],
  mark_events_as_seen: ['chats--access:ro', 'chats--access:rw', 'chats--all:ro', 'chats--all:rw'],
  send_typing_indicator: ['chats--access:rw', 'chats--all:rw'],
  ban_customer: ['customers.ban:rw'],
  set_routing_status: ['agents--my:rw', 'agents--all:rw'],
}

/** Methods that name their chat by `id`; the others by `chat_id`. */
const namedById = new Set([
  'deactivate_chat',
  'transfer_chat',
  'follow_chat',
  'update_chat_properties',
  'delete_chat_properties',
])

export class Methods {
  readonly #licence: Licence
  readonly #pages = new Map<
    string,
    { readonly action: string; readonly rest: readonly unknown[]; readonly limit: number }
  >()

  constructor(licence: Licence) {
    this.#licence = licence
  }

  /** The answer's payload; throws ApiError. */
  run(action: string, payload: Payload, me: string, granted: ReadonlySet<string>): unknown {
    const needed = scopes[action]
    if (needed !== undefined && !needed.some(scope => granted.has(scope)))
      throw new ApiError('authorization', `missing scope ${needed[0]}`)
    const licence = this.#licence
    const chat = () => licence.chat(text(namedById.has(action) ? payload.id : payload.chat_id))
    switch (action) {
      case 'list_chats':
        return this.#listChats(payload)
      case 'list_threads':
        return this.#listThreads(payload, chat)
      case 'get_chat': {
        const found = chat()
        const id = payload.thread_id
        return view(found, id === undefined ? found.threads.at(-1) : found.threads.find(one => one.id === id))
      }
      case 'send_event':
        return this.#send(payload, chat(), me)
      case 'deactivate_chat':
        return this.#deactivate(payload, chat(), me)
      case 'transfer_chat':
        return this.#transfer(payload, chat(), me)
      case 'tag_thread':
      case 'untag_thread':
        return licence.tag(chat(), text(payload.thread_id), text(payload.tag), action === 'tag_thread')
      case 'follow_chat':
        chat().followers.add(me)
        return {}
      case 'mark_events_as_seen':
        licence.signs.push({ kind: 'seen', chatId: chat().id, by: me })
        return licence.sees(chat(), me, text(payload.seen_up_to))
      case 'send_typing_indicator':
        licence.signs.push({ kind: 'typing', chatId: chat().id, by: me })
        return {}
      case 'update_chat_properties':
      case 'delete_chat_properties':
      case 'update_thread_properties':
      case 'delete_thread_properties': {
        const [verb, noun] = action.split('_')
        const thread = noun === 'chat' ? null : chat().threads.find(one => one.id === payload.thread_id)
        const { properties } = payload
        if (thread === undefined || typeof properties !== 'object' || properties === null)
          throw new ApiError('validation', 'no such thread, or no properties')
        licence.properties(chat(), thread, verb === 'update' ? 'updated' : 'deleted', properties)
        return {}
      }
      case 'ban_customer': {
        const { ban } = payload
        const days = typeof ban === 'object' && ban !== null && 'days' in ban ? ban.days : null
        if (typeof days !== 'number' || !Number.isInteger(days) || days < 1)
          throw new ApiError('validation', 'ban.days is required')
        return licence.ban(text(payload.id), days)
      }
      case 'set_routing_status': {
        const status = payload.status
        if (status !== 'accepting_chats' && status !== 'not_accepting_chats')
          throw new ApiError('validation', 'status is not allowed')
        const agent = licence.agents.get(me)
        if (agent !== undefined) agent.status = status
        return {}
      }
      default:
        throw new ApiError('validation', `unknown action ${action}`)
    }
  }

  #listChats(payload: Payload): unknown {
    const newestFirst = [...this.#licence.chats.values()]
      .filter(chat => isAsked(chat, payload.filters))
      .toSorted((a, b) => (b.threads.at(-1)?.created_at ?? '').localeCompare(a.threads.at(-1)?.created_at ?? ''))
    const page = this.#page('list_chats', payload, newestFirst.map(summaryOf), 10)
    return { chats_summary: page.items, found_chats: newestFirst.length, ...page.next }
  }

  #listThreads(payload: Payload, chat: () => EmulatedChat): unknown {
    const all = payload.page_id === undefined ? chat().threads.toReversed().map(threadView) : []
    const page = this.#page('list_threads', payload, all, 3)
    return { threads: page.items, found_threads: all.length, ...page.next }
  }

  #page(action: string, payload: Payload, all: readonly unknown[], limitByDefault: number) {
    const { page_id: pageId, limit, filters } = payload
    if (pageId !== undefined && (limit !== undefined || filters !== undefined))
      throw new ApiError('validation', 'page_id goes alone')
    if (limit !== undefined && (typeof limit !== 'number' || limit < 1 || limit > 100))
      throw new ApiError('validation', 'limit is out of range')
    const known = pageId === undefined ? null : this.#pages.get(text(pageId))
    if (known === undefined || (known !== null && known.action !== action))
      throw new ApiError('validation', 'wrong page_id')
    const items = known?.rest ?? all
    const size = known?.limit ?? (typeof limit === 'number' ? limit : limitByDefault)
    if (items.length <= size) return { items, next: {} }
    const next = this.#licence.number('page')
    this.#pages.set(next, { action, rest: items.slice(size), limit: size })
    return { items: items.slice(0, size), next: { next_page_id: next } }
  }

  #send(payload: Payload, chat: EmulatedChat, me: string): unknown {
    const event = payload.event
    if (typeof event !== 'object' || event === null || !('type' in event)) throw new ApiError('validation', 'no event')
    this.#licence.active(chat)
    memberOf(chat, me)
    const { type } = event
    if (type === 'message' && !('text' in event && typeof event.text === 'string' && event.text !== ''))
      throw new ApiError('validation', 'text must not be empty')
    if (type === 'message' && 'text' in event && new TextEncoder().encode(text(event.text)).length > 16 * 1024)
      throw new ApiError('entity_too_large', 'text is too long')
    if (type === 'rich_message') checkRich(event)
    const url = 'url' in event ? text(event.url) : ''
    const file = this.#licence.files.get(url)
    if (type === 'file' && file === undefined) throw new ApiError('validation', 'url is not of the CDN')
    const more = file === undefined ? {} : { name: file.name, content_type: file.mime, size: file.bytes.length }
    const visibility = 'visibility' in event && event.visibility === 'agents' ? 'agents' : 'all'
    const added = this.#licence.add(chat, { ...event, ...more, type: text(type), author_id: me, visibility })
    return { event_id: added.id }
  }

  #deactivate(payload: Payload, chat: EmulatedChat, me: string): unknown {
    this.#licence.active(chat)
    const agent = this.#licence.agents.get(me)
    const user = payload.ignore_requester_presence === true ? null : memberOf(chat, me)
    const by = user ?? { id: me, type: 'agent' as const, name: agent?.name ?? me, present: true, events_seen_up_to: '' }
    this.#licence.deactivate(chat, by)
    return {}
  }

  #transfer(payload: Payload, chat: EmulatedChat, me: string): unknown {
    this.#licence.active(chat)
    if (payload.ignore_requester_presence !== true) memberOf(chat, me)
    const target = payload.target
    const ids = typeof target === 'object' && target !== null && 'ids' in target ? target.ids : null
    const to = Array.isArray(ids) && ids.length === 1 ? text(ids[0]) : null
    this.#licence.transfer(chat, to, me)
    return {}
  }
}

const text = (value: unknown): string => {
  if (typeof value !== 'string') throw new ApiError('validation', 'must be text')
  return value
}

/** As documented: templates, at most ten elements of at most 13 buttons, and a height for every web page. */
const checkRich = (event: object): void => {
  const template = 'template_id' in event ? event.template_id : null
  const elements = 'elements' in event && Array.isArray(event.elements) ? event.elements : []
  if (template !== 'cards' && template !== 'sticker' && template !== 'quick_replies')
    throw new ApiError('validation', 'template_id is not allowed')
  if (elements.length > 10) throw new ApiError('validation', 'too many elements')
  for (const { buttons = [] } of elements) {
    if (buttons.length > 13) throw new ApiError('validation', 'too many buttons')
    for (const { type, value, webview_height } of buttons)
      if ((type === undefined) !== (value === undefined) || (type === 'webview' && webview_height === undefined))
        throw new ApiError('validation', 'a button is not as it should be')
  }
}

const memberOf = (chat: EmulatedChat, me: string): EmulatedUser => {
  const user = chat.users.find(one => one.id === me && one.present)
  if (user === undefined) throw new ApiError('authorization', 'requester is not a chat member')
  return user
}

const isAsked = (chat: EmulatedChat, filters: unknown): boolean => {
  if (typeof filters !== 'object' || filters === null || !('active' in filters)) return true
  return (chat.threads.at(-1)?.active === true) === filters.active
}
