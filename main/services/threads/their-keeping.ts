// What a network keeps with its own pieces of work: tags and properties. Theirs are the truth: what is given here goes to the
// network, and comes back from there.
import type { Chat } from '../../domain/chat.ts'
import type { ChatId } from '../../domain/ids.ts'
import { isTooMuch, newProperties, type Properties, presentNames } from '../../domain/property.ts'
import type { Standing } from '../../domain/their-chat.ts'
import type { PropertyPlace } from '../../storage/protocol-store.ts'
import type { Transaction } from '../../storage/store.ts'

interface Deed {
  readonly tx: Transaction
  readonly now: number
}

export const takeTags = async ({ tx, now }: Deed, chatId: ChatId, tags: Standing['tags']): Promise<void> => {
  const chat = tags === undefined ? null : await tx.chats.get(chatId)
  if (chat === null || tags === undefined) return
  const before = await tx.protocol.tags(chatId)
  const tell = (tag: string, given: boolean) =>
    tx.events.append({ type: 'chat.tagged', ...about(chat, now), facts: { tag, given } })
  for (const tag of before) if (!tags.includes(tag) && (await tx.protocol.untag(chatId, tag))) await tell(tag, false)
  for (const tag of tags)
    if (!before.includes(tag) && (await tx.protocol.tag(chatId, tag, now, null))) await tell(tag, true)
}

/** Of the conversation and of the chat; what is beyond our bounds is left there. */
export const takeProperties = async (deed: Deed, chatId: ChatId, given: Standing['properties']): Promise<void> => {
  const chat = given === undefined ? null : await deed.tx.chats.get(chatId)
  if (chat === null || given === undefined) return
  const { conversationId } = chat
  await makeEqual(deed, chat, { scope: 'conversation', id: conversationId, conversationId }, given.conversation)
  await makeEqual(deed, chat, { scope: 'chat', id: chatId, conversationId }, given.chat)
}

const makeEqual = async ({ tx, now }: Deed, chat: Chat, place: PropertyPlace, given: Properties): Promise<void> => {
  if (isTooMuch(given)) return
  const { scope, id } = place
  const before = await tx.protocol.properties(place)
  const tell = (change: { readonly set: string } | { readonly deleted: string }) =>
    tx.events.append({ type: 'properties.changed', ...about(chat, now), facts: { scope, id, ...change } })
  const gone = presentNames(before, namesWithout(before, given))
  if (Object.keys(gone).length > 0) {
    await tx.protocol.deleteProperties(place, gone)
    await tell({ deleted: JSON.stringify(gone) })
  }
  const fresh = newProperties(before, given)
  if (Object.keys(fresh).length > 0) {
    await tx.protocol.setProperties(place, fresh)
    await tell({ set: JSON.stringify(fresh) })
  }
}

const namesWithout = (before: Properties, given: Properties) =>
  Object.fromEntries(
    Object.entries(before).map(([namespace, values]) => {
      const kept = Object.hasOwn(given, namespace) ? (given[namespace] ?? {}) : {}
      return [namespace, Object.keys(values).filter(name => !Object.hasOwn(kept, name))]
    }),
  )

const about = (chat: Chat, at: number) => ({
  at,
  audience: chat.ownerId === null ? [] : [chat.ownerId],
  chatId: chat.id,
  conversationId: chat.conversationId,
})
