// Tags of one chat, as agents and programs give them; part of chatService.
import { z } from 'zod'
import { longestTag } from '../../main/domain/tag.ts'
import * as s from '../shapes.ts'
import { at } from './gates.ts'

const oneTag = z.strictObject({
  chatId: s.id,
  tag: z.string().trim().min(1).max(longestTag, `must be at most ${longestTag} characters`),
})
const done = z.object({ ok: z.literal(true) })

export const tagsOfChats = {
  getTags: at('signedIn', 'The tags of a chat, in the order in which they were given')
    .input(z.strictObject({ chatId: s.id }))
    .output(z.object({ tags: z.array(z.string()) })),
  tagChat: at('signedIn', 'Give a chat a tag, open or closed; upper and lower case are two tags')
    .input(oneTag)
    .output(done),
  untagChat: at('signedIn', 'Take a tag from a chat').input(oneTag).output(done),
}
