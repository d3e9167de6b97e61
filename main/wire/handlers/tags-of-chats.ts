// Tags of one chat over the door; part of chatService.
import { asId, type ChatId } from '../../domain/ids.ts'
import { door } from '../door.ts'
import { granted } from '../outcomes.ts'

const done = { ok: true } as const
const os = door.chatService

export const tagsOfChats = {
  getTags: os.getTags.handler(async ({ input, context: { services, actor } }) => ({
    tags: [...granted(await services.protocol.tagsOf(actor, asId<ChatId>(input.chatId)))],
  })),

  tagChat: os.tagChat.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.protocol.tagChat(actor, asId<ChatId>(input.chatId), input.tag))
    return done
  }),

  untagChat: os.untagChat.handler(async ({ input, context: { services, actor } }) => {
    granted(await services.protocol.untagChat(actor, asId<ChatId>(input.chatId), input.tag))
    return done
  }),
}
