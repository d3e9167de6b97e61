// What is said in a chat, seen, typed, tagged, and told to everybody.
import { expect } from 'vitest'
import { said } from '../../../kit/livechat/said.ts'
import type { AgentDeed } from './agent-deed.ts'
import { isEvent } from './frames.ts'

export const agentWords = {
  async sendEvent(api, { ann, visitor, chatId, threadId }) {
    const { event_id } = await api.sendEvent(chatId, said.message('Which lamp is it?'))
    const event = { id: event_id, type: 'message', text: 'Which lamp is it?', author_id: 'ann', visibility: 'all' }
    expect(await ann.pushed('incoming_event', isEvent(event_id))).toMatchObject({
      chat_id: chatId,
      thread_id: threadId,
      event,
    })
    const heard = await visitor.pushed('incoming_event', isEvent(event_id))
    expect(heard).toMatchObject({ chat_id: chatId, event: { id: event_id, text: 'Which lamp is it?' } })
    expect(JSON.stringify(heard)).not.toContain('"ann"')
  },

  async sendRichMessagePostback(api, { ann, chatId, threadId }) {
    const { event_id } = await ann.rtm.sendEvent(chatId, said.quickReplies('Which colour?', ['Red', 'Green']))
    const postback = { id: 'green', toggled: true }
    expect(await api.sendRichMessagePostback({ chat_id: chatId, thread_id: threadId, event_id, postback })).toEqual({})
    expect(await ann.pushed('incoming_rich_message_postback')).toMatchObject({
      chat_id: chatId,
      thread_id: threadId,
      event_id,
      user_id: 'ann',
      postback: { id: 'green', toggled: true },
    })
  },

  async markEventsAsSeen(api, { visitor, ann, chatId, stamp }) {
    const seen_up_to = await stamp()
    expect(await api.markEventsAsSeen(chatId, seen_up_to)).toEqual({})
    expect(await ann.pushed('events_marked_as_seen')).toMatchObject({ chat_id: chatId, user_id: 'ann' })
    expect(await visitor.pushed('events_marked_as_seen')).toMatchObject({ chat_id: chatId })
  },

  async sendTypingIndicator(api, { visitor, chatId }) {
    expect(await api.sendTypingIndicator(chatId, true)).toEqual({})
    expect(await visitor.pushed('incoming_typing_indicator')).toMatchObject({
      chat_id: chatId,
      typing_indicator: { is_typing: true },
    })
  },

  async multicast(api, { ben }) {
    const content = { fire: 'drill' }
    const nobody = { ids: [] }
    await api.multicast({ agents: { all: true, ids: [], groups: [] }, customers: nobody }, content, 'alarm')
    expect(await ben.pushed('incoming_multicast')).toMatchObject({ type: 'alarm', content, author_id: 'ann' })
  },

  async tagThread(api, { ann, chatId, threadId }) {
    expect(await api.tagThread(chatId, threadId, 'warranty')).toEqual({})
    expect(await ann.pushed('thread_tagged')).toEqual({ chat_id: chatId, thread_id: threadId, tag: 'warranty' })
    expect(await api.getChat(chatId)).toMatchObject({ thread: { tags: ['warranty'] } })
  },

  async untagThread(api, { ann, chatId, threadId }) {
    await api.tagThread(chatId, threadId, 'warranty')
    expect(await api.untagThread(chatId, threadId, 'warranty')).toEqual({})
    expect(await ann.pushed('thread_untagged')).toEqual({ chat_id: chatId, thread_id: threadId, tag: 'warranty' })
    expect(await api.getChat(chatId)).toMatchObject({ thread: { tags: [] } })
  },
} satisfies Record<string, AgentDeed>
