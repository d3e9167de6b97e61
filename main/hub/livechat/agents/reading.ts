// What an agent's program looks up: chats and threads.
import { z } from 'zod'
import { asId } from '../../../domain/ids.ts'
import { type Methods, method } from '../method.ts'
import { fail, isProtocolError } from '../protocol-error.ts'
import { chatSummariesOf } from './agent-chats.ts'
import type { AgentParts } from './agent-parts.ts'
import type { AgentParty } from './agent-party.ts'
import { seenThread } from './seen-thread.ts'

const getChat = z.object({ chat_id: z.string(), thread_id: z.string().optional() })
const readScopes = ['chats--all:ro', 'chats--access:ro']

export const reading = ({ services, views }: AgentParts): Methods<AgentParty> => ({
  get_chat: method(
    getChat,
    async (party: AgentParty, { chat_id, thread_id }) => {
      const thread = await seenThread({ services, views }, party, asId(chat_id), thread_id)
      if (isProtocolError(thread)) return thread
      const chat = await views.chat('agents', thread.conversationId, thread)
      return chat === null ? fail('not_found', 'There is no such chat.') : { payload: chat.view }
    },
    { scopes: readScopes },
  ),
  list_chats: method(
    z.object({ page_id: z.string().optional() }).loose(),
    async (party: AgentParty) => {
      const summaries = await chatSummariesOf(views, party)
      return { payload: { chats_summary: summaries, found_chats: summaries.length } }
    },
    { scopes: readScopes },
  ),
})
