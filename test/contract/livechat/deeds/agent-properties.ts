// Properties of chats, threads and events.
import { expect } from 'vitest'
import type { AgentDeed } from './agent-deed.ts'

const properties = { tests: { score: 1, note: 'kept' } }

export const agentProperties = {
  async updateChatProperties(api, { ann, visitor, chatId }) {
    expect(await api.updateChatProperties(chatId, properties)).toEqual({})
    expect(await ann.pushed('chat_properties_updated')).toEqual({ chat_id: chatId, properties })
    expect(await visitor.pushed('chat_properties_updated')).toMatchObject({ chat_id: chatId, properties })
    expect(await api.getChat(chatId)).toMatchObject({ properties })
  },

  async deleteChatProperties(api, { ann, chatId }) {
    await api.updateChatProperties(chatId, properties)
    const names = { tests: ['note'] }
    expect(await api.deleteChatProperties(chatId, names)).toEqual({})
    expect(await ann.pushed('chat_properties_deleted')).toEqual({ chat_id: chatId, properties: names })
    expect((await api.getChat(chatId)).properties).toEqual({ tests: { score: 1 } })
  },

  async updateThreadProperties(api, { ann, chatId, threadId }) {
    expect(await api.updateThreadProperties(chatId, threadId, properties)).toEqual({})
    expect(await ann.pushed('thread_properties_updated')).toEqual({ chat_id: chatId, thread_id: threadId, properties })
    expect(await api.getChat(chatId)).toMatchObject({ thread: { properties } })
  },

  async deleteThreadProperties(api, { ann, chatId, threadId }) {
    await api.updateThreadProperties(chatId, threadId, properties)
    const names = { tests: ['note'] }
    expect(await api.deleteThreadProperties(chatId, threadId, names)).toEqual({})
    expect(await ann.pushed('thread_properties_deleted')).toEqual({
      chat_id: chatId,
      thread_id: threadId,
      properties: names,
    })
    expect((await api.getChat(chatId)).thread.properties).toEqual({ tests: { score: 1 } })
  },

  async updateEventProperties(api, { ann, chatId, threadId, eventId }) {
    expect(await api.updateEventProperties(chatId, threadId, eventId, properties)).toEqual({})
    const place = { chat_id: chatId, thread_id: threadId, event_id: eventId }
    expect(await ann.pushed('event_properties_updated')).toEqual({ ...place, properties })
    const { events } = (await api.getChat(chatId)).thread
    expect(events.find(event => event.id === eventId)).toMatchObject({ properties })
  },

  async deleteEventProperties(api, { ann, chatId, threadId, eventId }) {
    await api.updateEventProperties(chatId, threadId, eventId, properties)
    const names = { tests: ['note'] }
    expect(await api.deleteEventProperties(chatId, threadId, eventId, names)).toEqual({})
    const place = { chat_id: chatId, thread_id: threadId, event_id: eventId }
    expect(await ann.pushed('event_properties_deleted')).toEqual({ ...place, properties: names })
  },
} satisfies Record<string, AgentDeed>
