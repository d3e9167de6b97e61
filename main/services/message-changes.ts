// What networks tell of messages that are stored already: another text, taken back, reactions. Said twice it is told once.
import type { ChannelId, ChatId, MessageId } from '../domain/ids.ts'
import type { DeliveryState, Message } from '../domain/message.ts'
import type { InboundUpdate } from '../domain/unified-message.ts'
import type { Transaction } from '../storage/store.ts'

type Update<Type extends InboundUpdate['type']> = Extract<InboundUpdate, { type: Type }>

/** `update.text` is as long as it may be. */
export const takeEdit = async (
  tx: Transaction,
  channelId: ChannelId,
  { externalId, text, at }: Update<'edit'>,
  now: number,
): Promise<void> => {
  const message = await tx.messages.byExternalId(channelId, externalId)
  if (message === null || message.text === text) return
  await tx.messages.edit(message.id, text, at)
  await tellChanged(tx, message, now)
}

export const takeDeletion = async (
  tx: Transaction,
  channelId: ChannelId,
  { externalId, at }: Update<'deletion'>,
  now: number,
): Promise<void> => {
  const message = await tx.messages.byExternalId(channelId, externalId)
  if (message === null || message.deletedAt !== null) return
  await tx.messages.markDeleted(message.id, at)
  await tellChanged(tx, message, now)
}

export const takeReaction = async (
  tx: Transaction,
  channelId: ChannelId,
  { externalId, author, emoji }: Update<'reaction'>,
  now: number,
): Promise<void> => {
  const message = await tx.messages.byExternalId(channelId, externalId)
  if (message === null) return
  const others = message.reactions.filter(reaction => reaction.author !== author)
  await tx.messages.setReactions(message.id, emoji.length === 0 ? others : [...others, { author, emoji }])
  await tellChanged(tx, message, now)
}

/** The owner of its chat, or those at whom it rings. */
export const tellChanged = async (
  tx: Transaction,
  { id: messageId, chatId }: Pick<Message, 'id' | 'chatId'> | { readonly id: MessageId; readonly chatId: ChatId },
  at: number,
  /** Missing: what it says is another thing than before. */
  how?: { readonly state: DeliveryState },
): Promise<void> => {
  const chat = await tx.chats.get(chatId)
  const offered = chat?.status === 'waiting' ? (await tx.offers.open(chatId)).map(offer => offer.agentId) : []
  const audience = chat?.ownerId ? [chat.ownerId] : offered
  const facts = how === undefined ? {} : { facts: how }
  await tx.events.append({ type: 'message.changed', at, audience, chatId, messageId, ...facts })
}
