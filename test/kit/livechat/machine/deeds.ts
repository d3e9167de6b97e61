// What players can ask for: of each action of the protocol a payload as its documentation has it, out of what the run has heard of.
// Source: facts/livechat.md 2.1 and 2.3.
export interface Drawing {
  chat(): string
  thread(): string
  event(): string
  person(): string
  /** Numbers of the step, as many as are asked for. */
  draw(below: number): number
  /** A text of the player's own. */
  text(kind?: 'note' | 'attached'): string
}

type Make = (drawing: Drawing) => object

const message = ({ text, draw }: Drawing, more: object = {}) => ({
  type: 'message',
  text: text(),
  ...(draw(4) === 0 ? { custom_id: `custom-${draw(3)}` } : {}),
  ...more,
})

const rich = ({ text }: Drawing) => ({
  type: 'rich_message',
  template_id: 'cards',
  elements: [
    {
      title: text(),
      buttons: [
        { type: 'message', text: 'Yes', postback_id: 'yes', value: 'yes', user_ids: [] },
        { type: 'url', text: 'Look', postback_id: 'look', value: 'https://example.com/', user_ids: [] },
      ],
    },
  ],
})

const custom = ({ text }: Drawing) => ({ type: 'custom', content: { words: text() } })

const event = (drawing: Drawing) => [message, message, message, rich, custom][drawing.draw(5)]?.(drawing) ?? {}

const values = ({ text, draw }: Drawing) => ({
  test: { [['a', 'b', 'rating'][draw(3)] ?? 'a']: [text(), 1, true][draw(3)] },
})
const names = ({ draw }: Drawing) => ({ test: [['a', 'b', 'rating'][draw(3)] ?? 'a'] })
const chatOf = (d: Drawing) => ({ chat_id: d.chat() })
const threadOf = (d: Drawing) => ({ ...chatOf(d), thread_id: d.thread() })
const eventOf = (d: Drawing) => ({ ...threadOf(d), event_id: d.event() })

const both: Readonly<Record<string, Make>> = {
  get_chat: d => (d.draw(2) === 0 ? chatOf(d) : threadOf(d)),
  list_chats: ({ draw }) => (draw(2) === 0 ? {} : { limit: 1 + draw(25), sort_order: ['asc', 'desc'][draw(2)] }),
  list_threads: d => ({ ...chatOf(d), limit: 1 + d.draw(20) }),
  deactivate_chat: d => ({ id: d.chat() }),
  send_event: d => ({ ...chatOf(d), event: event(d) }),
  send_rich_message_postback: d => ({ ...eventOf(d), postback: { id: 'yes', toggled: d.draw(2) === 0 } }),
  update_chat_properties: d => ({ id: d.chat(), properties: values(d) }),
  delete_chat_properties: d => ({ id: d.chat(), properties: names(d) }),
  update_thread_properties: d => ({ ...threadOf(d), properties: values(d) }),
  delete_thread_properties: d => ({ ...threadOf(d), properties: names(d) }),
  update_event_properties: d => ({ ...eventOf(d), properties: values(d) }),
  delete_event_properties: d => ({ ...eventOf(d), properties: names(d) }),
  mark_events_as_seen: d => ({ ...chatOf(d), seen_up_to: '2030-01-01T00:00:00.000000Z' }),
  send_typing_indicator: d => ({ ...chatOf(d), is_typing: d.draw(2) === 0 }),
}

export const customerDeeds: Readonly<Record<string, Make>> = {
  ...both,
  start_chat: d => (d.draw(3) === 0 ? {} : { chat: { thread: { events: [event(d)] } }, continuous: d.draw(2) === 0 }),
  resume_chat: d => ({ chat: { id: d.chat(), thread: { events: d.draw(2) === 0 ? [event(d)] : [] } } }),
  attach: d => ({ ...chatOf(d), event: message(d, { text: d.text('attached') }), attach_to_last_thread: true }),
  delete_event: eventOf,
  send_sneak_peek: d => ({ ...chatOf(d), sneak_peek_text: d.text() }),
  update_customer: d => ({ name: d.text(), email: 'somebody@example.com', session_fields: [{ a: d.text() }] }),
  set_customer_session_fields: d => ({ session_fields: [{ a: d.text() }, { b: '2' }] }),
  update_customer_page: d => ({ url: `https://example.com/${d.draw(3)}`, title: d.text() }),
  get_customer: () => ({}),
  list_group_statuses: () => ({ all: true }),
  get_form: ({ draw }) => ({ group_id: draw(3), type: ['prechat', 'postchat', 'ticket'][draw(3)] }),
  get_predicted_agent: ({ draw }) => ({ group_id: draw(3) }),
  request_welcome_message: () => ({}),
  accept_greeting: () => ({ greeting_id: 7, unique_id: 'none' }),
}

export const agentDeeds: Readonly<Record<string, Make>> = {
  ...both,
  send_event: d => ({ ...chatOf(d), event: event(d), visibility: 'all' }),
  note: d => ({ ...chatOf(d), event: message(d, { text: d.text('note'), visibility: 'agents' }) }),
  set_routing_status: ({ draw }) => ({ status: draw(4) === 0 ? 'not_accepting_chats' : 'accepting_chats' }),
  set_away_status: ({ draw }) => ({ away: draw(3) === 0 }),
  list_routing_statuses: () => ({}),
  list_archives: ({ draw }) => ({ limit: 1 + draw(20), filters: draw(2) === 0 ? {} : { query: 'Yes' } }),
  start_chat: d => ({
    chat: { users: [{ id: d.person(), type: 'customer' }], thread: { events: [event(d)] } },
  }),
  resume_chat: d => ({ chat: { id: d.chat(), thread: { events: [] } } }),
  deactivate_chat: d => ({ id: d.chat(), ignore_requester_presence: d.draw(2) === 0 }),
  follow_chat: d => ({ id: d.chat() }),
  unfollow_chat: d => ({ id: d.chat() }),
  transfer_chat: d => ({
    id: d.chat(),
    ...[
      {},
      { target: { type: 'agent', ids: [['ann.login', 'ben.login'][d.draw(2)]] } },
      { target: { type: 'group', ids: [1 + d.draw(3)] } },
    ][d.draw(3)],
    ignore_agents_availability: d.draw(2) === 0,
  }),
  add_user_to_chat: d => ({
    ...chatOf(d),
    user_id: ['ann.login', 'ben.login', 'eve.login', d.person()][d.draw(4)],
    user_type: ['agent', 'customer'][d.draw(2)],
    visibility: ['all', 'agents'][d.draw(2)],
    ignore_requester_presence: d.draw(2) === 0,
  }),
  remove_user_from_chat: d => ({
    ...chatOf(d),
    user_id: ['ann.login', 'ben.login'][d.draw(2)],
    user_type: 'agent',
    ignore_requester_presence: d.draw(2) === 0,
  }),
  send_event_preview: d => ({ ...chatOf(d), event: message(d) }),
  send_thinking_indicator: d => ({
    ...chatOf(d),
    title: 'Thinking',
    description: d.text('note'),
    visibility: 'agents',
  }),
  tag_thread: d => ({ ...threadOf(d), tag: ['sale', 'Sale', d.text('note')][d.draw(3)] }),
  untag_thread: d => ({ ...threadOf(d), tag: ['sale', 'Sale'][d.draw(2)] }),
  get_customer: d => ({ id: d.person() }),
  update_customer: d => ({ id: d.person(), name: d.text() }),
  multicast: d => ({ recipients: { agents: { all: true } }, content: { words: d.text('note') } }),
  list_agents_for_transfer: chatOf,
  request_thread_summary: threadOf,
}

/** What most of them do most of the time. */
export const often = ['send_event', 'send_event', 'send_event', 'start_chat', 'resume_chat', 'deactivate_chat'] as const

/** The protocol's name of a deed. */
export const actionOf = (deed: string): string => (deed === 'note' || deed === 'attach' ? 'send_event' : deed)
