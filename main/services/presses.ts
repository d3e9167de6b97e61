// Buttons of messages: which stand pressed, by whom, and that everybody who sees the message hears of it.
import { asId, type ChannelId, type MessageId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import { buttonOf, type Postback, type PressChange, pressed, saidBy } from '../domain/message-content.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { InboundUpdate, IncomingPostback } from '../domain/unified-message.ts'
import type { Transaction } from '../storage/store.ts'
import { concernedBy } from './threads/thread-change.ts'
import type { Actor, Done } from './verbs.ts'
import { ownedBy, seenChat } from './visibility.ts'

/** How far back a button is looked for whose message the network does not name. */
const lookedBack = 50

/**
 * A customer reaches the messages of their own conversation that we sent, and no others. Where the network names none, the last
 * one with such a button.
 */
export const pressable = async (
  tx: Transaction,
  channelId: ChannelId,
  address: string,
  named: Pick<IncomingPostback, 'messageId' | 'externalId' | 'buttonId'>,
): Promise<Message | null> => {
  const conversation = await tx.contacts.conversationAt(channelId, address)
  if (conversation === null) return null
  if (named.messageId === undefined && named.externalId === undefined) {
    const { messages } = await tx.messages.page(conversation.id, { limit: lookedBack })
    return messages.findLast(one => one.direction === 'out' && buttonOf(one.content, named.buttonId) !== null) ?? null
  }
  const known = named.externalId === undefined ? null : await tx.messages.byExternalId(channelId, named.externalId)
  const message = known ?? (isNumber(named.messageId) ? await tx.messages.get(asId<MessageId>(named.messageId)) : null)
  return message?.direction === 'out' && message.conversationId === conversation.id ? message : null
}

/** As it is kept on the message that answers; what the network does not tell of the button is known from the button itself. */
export const postbackOf = ({ buttonId, type, value }: IncomingPostback, message: Message | null): Postback => {
  const button = message === null ? null : buttonOf(message.content, buttonId)
  return {
    messageId: message?.id ?? null,
    buttonId,
    type: type ?? button?.type ?? null,
    value: value ?? (button === null ? null : saidBy(button)),
  }
}

/** The customer presses a button, or takes it back; nothing happens when there is none, or it stands so already. */
export const takePress = async (
  tx: Transaction,
  channelId: ChannelId,
  update: Extract<InboundUpdate, { type: 'postback' }>,
  now: number,
): Promise<void> => {
  const message = await pressable(tx, channelId, update.address, update)
  const { buttonId, at, toggled } = update
  if (message !== null) await press(tx, message, { buttonId, agentId: null, at, isPressed: toggled }, now)
}

export interface AgentPress {
  readonly messageId: MessageId
  readonly buttonId: string
  readonly isPressed: boolean
}

/** Programs that answer as agents press buttons too; only where the agent may write. */
export const pressByAgent = async (
  tx: Transaction,
  actor: Actor,
  { messageId, buttonId, isPressed }: AgentPress,
  now: number,
): Promise<Done | Refusal> => {
  const message = await tx.messages.get(messageId)
  const chat = message === null ? null : await seenChat(tx, actor, message.chatId)
  if (message === null || chat === null || isRefusal(chat))
    return refuse('notFound', 'There is no such message among those you may see.', { field: 'messageId' })
  const no = await ownedBy(tx, actor, chat)
  if (no !== null) return no
  if (buttonOf(message.content, buttonId) === null)
    return refuse('notFound', 'This message has no such button.', { field: 'buttonId' })
  await press(tx, message, { buttonId, agentId: actor.agentId, at: now, isPressed }, now)
  return undefined
}

/** False: there is no such button, or it stands so already. */
export const press = async (tx: Transaction, message: Message, change: PressChange, now: number): Promise<boolean> => {
  const content = message.deletedAt === null ? pressed(message.content, change) : null
  const chat = content === null ? null : await tx.chats.get(message.chatId)
  if (content === null || chat === null) return false
  await tx.messages.setContent(message.id, content)
  await tx.events.append({
    type: 'message.changed',
    at: now,
    audience: await concernedBy(tx, chat),
    chatId: chat.id,
    conversationId: chat.conversationId,
    messageId: message.id,
    ...(change.agentId === null ? {} : { agentId: change.agentId }),
    facts: { pressedButton: change.buttonId, isPressed: change.isPressed },
  })
  return true
}

const isNumber = (id: string | undefined): id is MessageId => id !== undefined && /^\d{1,15}$/.test(id)
