// Chats and threads: looked up, begun, ended, followed, given on.
import { RoutingStatus } from '@livechat/lc-sdk-js/lib/src/objects/index.js'
import { expect } from 'vitest'
import { refusal } from '../../../kit/livechat/refusal.ts'
import { said } from '../../../kit/livechat/said.ts'
import type { AgentDeed } from './agent-deed.ts'
import { idOf, threadOf } from './frames.ts'

/** The SDK's types know numbers of groups only; the protocol has agents by their login. */
const toBen = JSON.parse('{ "target": { "type": "agent", "ids": ["ben"] }, "ignore_agents_availability": true }')

export const agentChats = {
  async listChats(api, { chatId, threadId, visitorId }) {
    const { chats_summary, found_chats } = await api.listChats()
    expect(found_chats).toBe(1)
    expect(chats_summary).toMatchObject([
      {
        id: chatId,
        last_thread_summary: { id: threadId, active: true, user_ids: [visitorId, 'ann'] },
        last_event_per_type: { message: { thread_id: threadId, event: { text: 'Hello, my lamp is broken' } } },
        users: [
          { id: visitorId, type: 'customer', name: 'Vera' },
          { id: 'ann', type: 'agent', present: true },
        ],
        is_followed: false,
      },
    ])
    expect((await api.listChats({ filters: { include_active: false } })).chats_summary).toEqual([])
  },

  async listThreads(api, { chatId, threadId }) {
    const { threads, found_threads } = await api.listThreads(chatId)
    expect(found_threads).toBe(1)
    expect(threads).toMatchObject([
      { id: threadId, active: true, events: expect.arrayContaining([said('Hello, my lamp is broken')]) },
    ])
  },

  async getChat(api, { chatId, threadId, visitorId }) {
    const chat = await api.getChat(chatId)
    expect(chat).toMatchObject({
      id: chatId,
      thread: { id: threadId, active: true, user_ids: [visitorId, 'ann'], access: { group_ids: [1] } },
      access: { group_ids: [1] },
      properties: {},
      is_followed: false,
    })
    expect(await api.getChat(chatId, threadId)).toEqual(chat)
    expect(await refusal(api.getChat('nothing'))).toBe('not_found')
  },

  async listArchives(api, { ann, chatId, threadId }) {
    await ann.rtm.deactivateChat(chatId)
    const { chats, found_chats } = await api.listArchives({ filters: { query: 'lamp' } })
    expect(found_chats).toBe(1)
    expect(chats).toMatchObject([{ id: chatId, thread: { id: threadId, active: false } }])
    expect((await api.listArchives({ filters: { query: 'submarine' } })).chats).toEqual([])
  },

  async startChat(api, stage) {
    const other = await stage.customer('Otto')
    const before = await other.line.rtm.startChat({ continuous: true })
    await other.line.rtm.deactivateChat(before.chat_id)
    await stage.ann.pushed('chat_deactivated')
    for (const line of [stage.ann, other.line]) line.forget()
    const { chat_id, thread_id, event_ids } = await api.startChat({
      chat: { users: [{ id: other.id, type: 'customer' }], thread: { events: [said.message('May I help?')] } },
      continuous: true,
    })
    expect(event_ids).toHaveLength(1)
    expect(await stage.ann.pushed('incoming_chat', ({ chat }) => idOf(chat) === chat_id)).toMatchObject({
      chat: { thread: { id: thread_id, active: true } },
    })
    expect(await other.line.pushed('incoming_chat')).toMatchObject({ chat: { id: chat_id } })
  },

  async resumeChat(api, { ann, visitor, chatId, threadId }) {
    expect(await refusal(api.resumeChat(chatId))).toBe('validation')
    await ann.rtm.deactivateChat(chatId)
    await ann.pushed('chat_deactivated')
    ann.forget()
    const { thread_id } = await api.resumeChat(chatId)
    expect(thread_id).not.toBe(threadId)
    expect(await ann.pushed('incoming_chat')).toMatchObject({ chat: { id: chatId, thread: { id: thread_id } } })
    expect(await visitor.pushed('incoming_chat', ({ chat }) => threadOf(chat) === thread_id)).toBeTruthy()
  },

  async deactivateChat(api, { ann, visitor, chatId, threadId }) {
    expect(await api.deactivateChat(chatId)).toEqual({})
    expect(await ann.pushed('chat_deactivated')).toMatchObject({ chat_id: chatId, thread_id: threadId, user_id: 'ann' })
    const heard = await visitor.pushed('chat_deactivated')
    expect(heard).toMatchObject({ chat_id: chatId, thread_id: threadId })
    expect(heard.user_id).not.toBe('ann')
    expect(await refusal(api.sendEvent(chatId, said.message('too late')))).toBe('chat_inactive')
  },

  async followChat(api, { ann, ben, chatId }) {
    await ann.rtm.transferChat(chatId, toBen)
    await ben.pushed('incoming_chat')
    expect(await api.followChat(chatId)).toEqual({})
    expect(await api.getChat(chatId)).toMatchObject({ is_followed: true })
    expect(await ben.rtm.getChat(chatId)).toMatchObject({ is_followed: false })
    await ben.rtm.sendEvent(chatId, said.message('It is mine now'))
    await ann.pushed('incoming_event', ({ event }) => JSON.stringify(event).includes('It is mine now'))
  },

  async unfollowChat(api, { ann, ben, chatId }) {
    expect(await refusal(api.unfollowChat(chatId))).toBe('not_allowed')
    await ann.rtm.transferChat(chatId, toBen)
    await ben.pushed('incoming_chat')
    await api.followChat(chatId)
    await api.unfollowChat(chatId)
    expect(await ann.pushed('chat_unfollowed')).toEqual({ chat_id: chatId })
    expect(await api.getChat(chatId)).toMatchObject({ is_followed: false })
  },

  async transferChat(api, { ann, ben, visitor, chatId, threadId }) {
    expect(await api.transferChat(chatId, toBen)).toEqual({})
    const transferred = { chat_id: chatId, thread_id: threadId, transferred_to: { agent_ids: ['ben'] } }
    expect(await ann.pushed('chat_transferred')).toMatchObject({
      ...transferred,
      requester_id: 'ann',
      reason: 'manual',
    })
    expect(await ben.pushed('incoming_chat')).toMatchObject({ chat: { id: chatId, thread: { id: threadId } } })
    const heard = JSON.stringify(await visitor.pushed('chat_transferred'))
    expect(heard).not.toContain('"ben"')
  },

  async addUserToChat(api, { ann, ben, customer, chatId, house }) {
    // A chat has one agent: whoever adds another is told to transfer it.
    expect(await refusal(api.addUserToChat(chatId, 'ben', 'agent', 'all'))).toBe('not_allowed')
    // With a panel open, what comes rings there and is not taken by a program at once.
    house.office.connect('ann')
    await ben.rtm.setRoutingStatus(RoutingStatus.NotAcceptingChats)
    const { line } = await customer('Otto')
    const waiting = await line.rtm.startChat({ continuous: true })
    await ann.pushed('incoming_chat', ({ chat }) => idOf(chat) === waiting.chat_id)
    expect(await api.addUserToChat(waiting.chat_id, 'ann', 'agent', 'all', true)).toEqual({})
    expect(await line.pushed('user_added_to_chat')).toMatchObject({ user: { type: 'agent', name: 'Ann' } })
    expect(await ann.pushed('user_added_to_chat')).toMatchObject({ chat_id: waiting.chat_id, user: { id: 'ann' } })
  },

  async removeUserFromChat(api, { ann, chatId }) {
    expect(await api.removeUserFromChat(chatId, 'ann')).toEqual({})
    expect(await ann.pushed('user_removed_from_chat')).toMatchObject({ chat_id: chatId, user_id: 'ann' })
    expect(await api.getChat(chatId)).toMatchObject({ users: expect.arrayContaining([]) })
  },
} satisfies Record<string, AgentDeed>
