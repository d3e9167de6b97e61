// What a customer's program can do by either API: one deed for each method that lc-sdk-js has, with what it answers and what it tells others.
import { expect } from 'vitest'
import type { ProtocolStage } from '../../../kit/livechat/protocol-stage.ts'
import { refusal } from '../../../kit/livechat/refusal.ts'
import { said } from '../../../kit/livechat/said.ts'
import type { CustomerRtm, sdkCustomerWeb } from '../../../kit/livechat/sdk-clients.ts'

type CustomerWeb = ReturnType<typeof sdkCustomerWeb>
type DeedName = Exclude<keyof CustomerRtm & keyof CustomerWeb, 'send' | 'version' | 'APIURL'>
export type CustomerApi = Pick<CustomerRtm, DeedName>
type Deed = (api: CustomerApi, stage: ProtocolStage) => Promise<void>

const properties = { tests: { score: 1, note: 'kept' } }

/** A method without a deed does not compile. */
export const customerDeeds: Record<DeedName, Deed> = {
  async listChats(api, { chatId, threadId, visitorId }) {
    const { chats_summary, total_chats } = await api.listChats()
    expect(total_chats).toBe(1)
    expect(chats_summary).toMatchObject([
      {
        id: chatId,
        active: true,
        last_thread_id: threadId,
        last_event_per_type: { message: { event: { text: 'Hello, my lamp is broken', author_id: visitorId } } },
        users: [
          { id: visitorId, type: 'customer' },
          { type: 'agent', name: 'Ann' },
        ],
      },
    ])
    expect(JSON.stringify(chats_summary)).not.toContain('"ann"')
  },

  async listThreads(api, { chatId, threadId, ann }) {
    await ann.rtm.sendEvent(chatId, said.message('A word among agents', { recipients: 'agents' }))
    const { threads, found_threads } = await api.listThreads(chatId)
    expect(found_threads).toBe(1)
    expect(threads).toMatchObject([{ id: threadId, active: true }])
    expect(JSON.stringify(threads)).toContain('Hello, my lamp is broken')
    expect(JSON.stringify(threads)).not.toContain('A word among agents')
  },

  async getChat(api, { chatId, threadId, ann }) {
    await ann.rtm.sendEvent(chatId, said.message('A word among agents', { recipients: 'agents' }))
    const chat = await api.getChat(chatId, threadId)
    expect(chat).toMatchObject({ id: chatId, thread: { id: threadId, active: true }, access: { group_ids: [1] } })
    expect(JSON.stringify(chat)).not.toContain('A word among agents')
    expect(await refusal(api.getChat('nothing'))).toBe('not_found')
  },

  async startChat(api, { chatId }) {
    // One chat for each customer: while there is one, another cannot be begun.
    expect(await refusal(api.startChat())).toBe('validation')
    expect((await api.listChats()).chats_summary.map(chat => chat.id)).toEqual([chatId])
  },

  async resumeChat(api, { ann, visitor, chatId, threadId }) {
    await ann.rtm.deactivateChat(chatId)
    ann.forget()
    const { thread_id, event_ids } = await api.resumeChat({
      chat: Object.assign({ id: chatId }, { thread: { events: [said.message('It broke again')] } }),
    })
    expect(thread_id).not.toBe(threadId)
    expect(event_ids).toHaveLength(1)
    const chat = {
      id: chatId,
      thread: { id: thread_id, active: true, events: expect.arrayContaining([said('It broke again')]) },
    }
    expect(await ann.pushed('incoming_chat')).toMatchObject({ chat })
    expect(await visitor.pushed('incoming_chat', heard => JSON.stringify(heard).includes(thread_id))).toMatchObject({
      chat,
    })
  },

  async deactivateChat(api, { ann, visitor, visitorId, chatId, threadId }) {
    expect(await api.deactivateChat(chatId)).toEqual({})
    const closed = { chat_id: chatId, thread_id: threadId, user_id: visitorId }
    expect(await visitor.pushed('chat_deactivated')).toMatchObject(closed)
    expect(await ann.pushed('chat_deactivated')).toMatchObject(closed)
    expect(await refusal(api.deactivateChat(chatId))).toBe('chat_inactive')
  },

  async sendEvent(api, { ann, visitor, visitorId, chatId, threadId }) {
    const { event_id } = await api.sendEvent(chatId, said.message('It is the green one', { custom_id: 'mine-1' }))
    const event = { id: event_id, text: 'It is the green one', author_id: visitorId, custom_id: 'mine-1' }
    const isIt = (heard: object) => JSON.stringify(heard).includes(event_id)
    expect(await visitor.pushed('incoming_event', isIt)).toMatchObject({ chat_id: chatId, thread_id: threadId, event })
    expect(await ann.pushed('incoming_event', isIt)).toMatchObject({ chat_id: chatId, event })
    await ann.rtm.deactivateChat(chatId)
    expect(await refusal(api.sendEvent(chatId, said.message('too late')))).toBe('chat_inactive')
  },

  async sendRichMessagePostback(api, { ann, visitor, visitorId, chatId, threadId }) {
    const { event_id } = await ann.rtm.sendEvent(chatId, said.quickReplies('Which colour?', ['Red', 'Green']))
    expect(await visitor.pushed('incoming_event', heard => JSON.stringify(heard).includes(event_id))).toMatchObject({
      event: {
        type: 'rich_message',
        template_id: 'quick_replies',
        elements: [{ title: 'Which colour?', buttons: [{ text: 'Red' }, { text: 'Green', postback_id: 'green' }] }],
      },
    })
    const postback = { id: 'green', toggled: true }
    expect(await api.sendRichMessagePostback({ chat_id: chatId, thread_id: threadId, event_id, postback })).toEqual({})
    expect(await ann.pushed('incoming_rich_message_postback')).toMatchObject({ user_id: visitorId, event_id, postback })
    const { events } = (await api.getChat(chatId)).thread
    expect(JSON.stringify(events)).toMatch(new RegExp(`"green"[^}]*"user_ids":\\["${visitorId}"\\]`))
  },

  async sendSneakPeek(api, { ann, chatId }) {
    expect(await api.sendSneakPeek(chatId, 'It is the gre')).toEqual({})
    expect(await ann.pushed('incoming_sneak_peek')).toMatchObject({
      chat_id: chatId,
      sneak_peek: { text: 'It is the gre' },
    })
  },

  async updateChatProperties(api, { ann, visitor, chatId }) {
    expect(await api.updateChatProperties(chatId, properties)).toEqual({})
    expect(await ann.pushed('chat_properties_updated')).toMatchObject({ chat_id: chatId, properties })
    expect(await visitor.pushed('chat_properties_updated')).toMatchObject({ chat_id: chatId, properties })
  },

  async deleteChatProperties(api, { visitor, chatId }) {
    await api.updateChatProperties(chatId, properties)
    expect(await api.deleteChatProperties(chatId, { tests: ['note'] })).toEqual({})
    expect(await visitor.pushed('chat_properties_deleted')).toMatchObject({ properties: { tests: ['note'] } })
    expect((await api.getChat(chatId)).properties).toEqual({ tests: { score: 1 } })
  },

  async updateThreadProperties(api, { ann, chatId, threadId }) {
    // As customer-sdk rates a chat.
    const rating = { rating: { score: 1, comment: 'Quick' } }
    expect(await api.updateThreadProperties(chatId, threadId, rating)).toEqual({})
    expect(await ann.pushed('thread_properties_updated')).toMatchObject({ thread_id: threadId, properties: rating })
  },

  async deleteThreadProperties(api, { chatId, threadId }) {
    await api.updateThreadProperties(chatId, threadId, properties)
    expect(await api.deleteThreadProperties(chatId, threadId, { tests: ['note'] })).toEqual({})
    expect((await api.getChat(chatId)).thread.properties).toEqual({ tests: { score: 1 } })
  },

  async updateEventProperties(api, { visitor, chatId, threadId, eventId }) {
    expect(await api.updateEventProperties(chatId, threadId, eventId, properties)).toEqual({})
    expect(await visitor.pushed('event_properties_updated')).toMatchObject({ event_id: eventId, properties })
  },

  async deleteEventProperties(api, { visitor, chatId, threadId, eventId }) {
    await api.updateEventProperties(chatId, threadId, eventId, properties)
    expect(await api.deleteEventProperties(chatId, threadId, eventId, { tests: ['note'] })).toEqual({})
    expect(await visitor.pushed('event_properties_deleted')).toMatchObject({ properties: { tests: ['note'] } })
  },

  async listLicenseProperties(api) {
    expect(await api.listLicenseProperties()).toBeTypeOf('object')
  },

  async listGroupProperties(api) {
    expect(await api.listGroupProperties(1)).toBeTypeOf('object')
  },

  async updateCustomer(api, { ann, visitor, visitorId }) {
    expect(await api.updateCustomer({ name: 'Vera Vale', session_fields: [{ shoe: '38' }] })).toMatchObject({})
    expect(await visitor.pushed('customer_updated')).toMatchObject({ id: visitorId, name: 'Vera Vale' })
    expect(await ann.pushed('customer_updated')).toMatchObject({ id: visitorId, name: 'Vera Vale' })
    expect(await api.getCustomer()).toMatchObject({ name: 'Vera Vale', session_fields: [{ shoe: '38' }] })
  },

  async setCustomerSessionFields(api, { visitorId, ann }) {
    expect(await api.setCustomerSessionFields([{ order: '42' }, { plan: 'gold' }])).toEqual({})
    const session_fields = [{ order: '42' }, { plan: 'gold' }]
    expect(await api.getCustomer()).toMatchObject({ session_fields })
    expect(await ann.rtm.getCustomer(visitorId)).toMatchObject({ session_fields })
  },

  async getCustomer(api, { visitorId }) {
    expect(await api.getCustomer()).toMatchObject({
      id: visitorId,
      type: 'customer',
      name: 'Vera',
      email: 'vera@example.com',
      statistics: { chats_count: 1, threads_count: 1, visits_count: expect.any(Number) },
    })
  },

  async listGroupStatuses(api) {
    expect(await api.listGroupStatuses(true)).toEqual({ groups_status: { 0: 'online', 1: 'online' } })
    expect(await api.listGroupStatuses([1])).toEqual({ groups_status: { 1: 'online' } })
  },

  async checkGoals(api) {
    expect(await api.checkGoals([{ order: '42' }], 1, Object('https://shop.example/cart'))).toEqual({})
  },

  async getForm(api) {
    const fields = [{ type: 'name' }, { type: 'email' }]
    expect(await api.getForm(1, 'prechat')).toMatchObject({ enabled: true, form: { fields } })
    expect(await api.getForm(1, 'postchat')).toEqual({ enabled: false })
  },

  async getPredictedAgent(api) {
    const { agent, queue } = await api.getPredictedAgent()
    expect(queue).toBe(false)
    expect(agent).toMatchObject({ type: 'agent', name: expect.stringMatching(/^(Ann|Ben)$/) })
    expect(['ann', 'ben']).not.toContain(agent.id)
  },

  async getURLInfo(api) {
    // Addresses are not fetched for strangers.
    expect(await refusal(api.getURLInfo('http://127.0.0.1/secret'))).toBe('not_allowed')
  },

  async markEventsAsSeen(api, { ann, visitorId, chatId, stamp }) {
    await ann.rtm.sendEvent(chatId, said.message('Which lamp?'))
    const seen_up_to = await stamp()
    expect(await api.markEventsAsSeen(chatId, seen_up_to)).toEqual({})
    const seen = await ann.pushed('events_marked_as_seen', ({ user_id }) => user_id === visitorId)
    expect(seen).toMatchObject({ chat_id: chatId, seen_up_to: expect.any(String) })
  },

  async acceptGreeting(api) {
    expect(await refusal(api.acceptGreeting(1, 'none'))).toBe('greeting_not_found')
  },

  async cancelGreeting(api) {
    expect(await refusal(api.cancelGreeting('none'))).toBe('greeting_not_found')
  },
}
