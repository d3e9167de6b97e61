// MessageManager of the seeds: receive into a channel, send from a chat, and the messages of a chat. Store first, then send.
import type { Connector } from '../channels/channel.ts'
import type { Chat } from '../domain/chat.ts'
import type { Clock } from '../domain/clock.ts'
import { type AttachmentId, asId, type ChannelId, type ChatId, type Ids, type MessageId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import type { MessageTemplate } from '../domain/message-template.ts'
import {
  allowsHumanAgent,
  humanWindowClosesAt,
  whyWindowIsClosed,
  windowClosesAt,
  windowState,
} from '../domain/messaging-window.ts'
import { may } from '../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import { type ReplyPart, replyParts } from '../domain/reply-parts.ts'
import type { IncomingAttachment, MessageKind } from '../domain/unified-message.ts'
import type { Channel, FileStore, Store, Transaction } from '../storage/store.ts'
import type { IntakeService } from './intake.ts'
import type { Links } from './links.ts'
import type { Outbox } from './outbox.ts'
import { type AgentPress, pressByAgent } from './presses.ts'
import { whyNotThere, whyUnfit, wordsOf } from './sent-content.ts'
import { ownMessage } from './system-lines.ts'
import { templatesOf, templateText } from './templates.ts'
import { takesNotes } from './threads/their-chats.ts'
import type { Actor, Done, MessageVerbs, ReceiveReport, SendInput } from './verbs.ts'
import { ownedBy, seenChat } from './visibility.ts'

export class MessageManager implements MessageVerbs {
  readonly #store: Store
  readonly #files: FileStore
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #links: Links
  readonly #outbox: Outbox
  readonly #intake: IntakeService
  readonly #connectors: readonly Connector[]
  readonly #onSent: () => void

  constructor(parts: {
    store: Store
    files: FileStore
    clock: Clock
    ids: Ids
    links: Links
    outbox: Outbox
    intake: IntakeService
    connectors: readonly Connector[]
    /** The customer owes the answer now: the completion timeout runs anew. */
    onSent: () => void
  }) {
    this.#store = parts.store
    this.#files = parts.files
    this.#clock = parts.clock
    this.#ids = parts.ids
    this.#links = parts.links
    this.#outbox = parts.outbox
    this.#intake = parts.intake
    this.#connectors = parts.connectors
    this.#onSent = parts.onSent
  }

  async send(actor: Actor, input: SendInput): Promise<Message | Refusal> {
    const { file, template, content } = input
    if (input.text.trim() === '' && file === undefined && template === undefined && content === undefined)
      return refuse('invalid', 'text: must not be empty. Write something or attach a file.', { field: 'text' })
    const size = file === undefined ? 0 : await this.#files.size(file.fileId)
    if (size === null) return refuse('invalid', 'file: upload it first, then send it.', { field: 'file' })
    const text = await this.#textOf(actor, input)
    if (isRefusal(text)) return text
    const result = await this.#store.transact(tx => this.#keep(tx, actor, { ...input, text }, size))
    if (isRefusal(result)) return result
    this.#outbox.kick()
    if (!input.note) this.#onSent()
    return result
  }

  /** What the customer will read: of a template, what it says with its variables; of content, what it says in words. */
  async #textOf(actor: Actor, input: SendInput): Promise<string | Refusal> {
    const { chatId, text, template, note, file, content } = input
    if (content !== undefined) return wordsOf(content, input)
    if (template === undefined) return text
    if (note || file !== undefined || text.trim() !== '')
      return refuse('invalid', 'template: it goes alone, without a text or a file of your own.', { field: 'template' })
    const chat = await seenChat(this.#store, actor, chatId)
    return isRefusal(chat) ? chat : templateText(this.#links, chat, template)
  }

  async templates(actor: Actor, chatId: ChatId): Promise<readonly MessageTemplate[] | Refusal> {
    const chat = await seenChat(this.#store, actor, chatId)
    return isRefusal(chat) ? chat : templatesOf(this.#links, chat)
  }

  async #keep(tx: Transaction, actor: Actor, input: SendInput, fileSize: number): Promise<Message | Refusal> {
    const now = this.#clock.now()
    const key = input.idempotencyKey === undefined ? null : `${actor.agentId}:${input.idempotencyKey}`
    const known = key === null ? null : await tx.messages.byIdempotencyKey(key)
    if (known !== null) return known
    const chat = await seenChat(tx, actor, input.chatId)
    if (isRefusal(chat)) return chat
    const no = await ownedBy(tx, actor, chat)
    // A supervisor may leave a note in another's chat, open or closed.
    if (no !== null && !(input.note && may(actor.permissions, 'CanSeeAllChats'))) return no
    const { content, customId, properties, ...rest } = input
    const namesake =
      customId === undefined ? null : await tx.messages.byCustomId(chat.conversationId, customId, actor.agentId)
    if (namesake !== null) return namesake
    const quoted = input.replyTo === undefined ? null : await tx.messages.get(input.replyTo)
    if (input.replyTo !== undefined && quoted?.conversationId !== chat.conversationId)
      return refuse('invalid', 'replyTo: choose a message of this conversation.', { field: 'replyTo' })
    const channel = await tx.channels.get(chat.channelId)
    const network = channel?.kind ?? 'web'
    const isFree = !input.note && input.template === undefined
    const shut = isFree && channel !== null ? whyShut(channel, chat.lastInboundAt, now) : null
    if (shut !== null) return shut
    const misplaced = input.note ? null : whyNotThere(content, network)
    if (misplaced !== null) return misplaced
    const whole = { text: input.text, hasFile: input.file !== undefined }
    // Notes that the network takes are held to its limits as well.
    const isCut = isFree || (input.note && takesNotes(this.#connectors, channel?.kind))
    const [first = whole, ...more] = isCut ? replyParts(network, input.text, input.file?.mime ?? null) : [whole]
    const message = await this.#insert(tx, actor, chat, input, { ...first, quoted, key, fileSize })
    for (const [i, part] of more.entries())
      await this.#insert(tx, actor, chat, rest, { ...part, quoted: null, key: key && `${key}/${i + 2}`, fileSize })
    if (input.cannedReplyId !== undefined && !input.note) await tx.cannedReplies.countUse(input.cannedReplyId)
    if (!input.note && chat.ownerId === actor.agentId) await tx.chats.deleteDraft(chat.id, actor.agentId)
    return message
  }

  async #insert(
    tx: Transaction,
    actor: Actor,
    chat: Chat,
    { note, file, template, content, customId, properties }: SendInput,
    part: ReplyPart & { readonly quoted: Message | null; readonly key: string | null; readonly fileSize: number },
  ): Promise<Message> {
    const now = this.#clock.now()
    const { conversationId, channelId, ownerId } = chat
    const goesOut = !note || takesNotes(this.#connectors, (await tx.channels.get(channelId))?.kind)
    const sent = part.hasFile && file !== undefined ? file : null
    const kind = sent === null ? 'text' : kindOf(sent.mime)
    const message = await tx.messages.insert({
      ...ownMessage(chat, now),
      direction: note ? 'note' : 'out',
      kind,
      text: part.text,
      agentId: actor.agentId,
      authorName: (await tx.agents.get(actor.agentId))?.name ?? null,
      attachments:
        sent === null || kind === 'text' ? [] : [{ ...sent, id: asId(this.#ids.next()), kind, size: part.fileSize }],
      replyTo: part.quoted && { messageId: part.quoted.id, excerpt: part.quoted.text.slice(0, 300) },
      template: template ?? null,
      content: content ?? null,
      customId: customId ?? null,
      state: goesOut ? 'queued' : null,
      idempotencyKey: part.key,
    })
    if (properties !== undefined)
      await tx.protocol.setProperties({ scope: 'message', id: message.id, conversationId }, properties)
    const audience = [...new Set([actor.agentId, ...(ownerId === null ? [] : [ownerId])])]
    if (goesOut) await tx.outbox.add(message.id, conversationId, channelId, now)
    await tx.events.append({
      type: 'message.added',
      at: now,
      audience,
      chatId: chat.id,
      conversationId,
      messageId: message.id,
      agentId: actor.agentId,
    })
    return message
  }

  press(actor: Actor, input: AgentPress): Promise<Done | Refusal> {
    return this.#store.transact(tx => pressByAgent(tx, actor, input, this.#clock.now()))
  }

  async retry(actor: Actor, messageId: MessageId): Promise<Done | Refusal> {
    const message = await this.#mine(actor, messageId)
    if (isRefusal(message)) return message
    const held = await this.#outbox.isHeld(messageId)
    if (message.state !== 'failed' && !held) return refuse('conflict', 'This message does not need to be sent again.')
    const shut = message.template === null ? await this.#whyShut(message) : null
    if (shut !== null) return shut
    await this.#outbox.sendAgain(message)
    return undefined
  }

  /** When the customer has been silent for longer than the network takes replies: why that is no use. */
  async #whyShut({ chatId, conversationId }: Message): Promise<Refusal | null> {
    const chat = (await this.#store.chats.openOfConversation(conversationId)) ?? (await this.#store.chats.get(chatId))
    const channel = chat === null ? null : await this.#store.channels.get(chat.channelId)
    return chat === null || channel === null ? null : whyShut(channel, chat.lastInboundAt, this.#clock.now())
  }

  async settle(actor: Actor, messageId: MessageId): Promise<Done | Refusal> {
    const message = await this.#mine(actor, messageId)
    if (isRefusal(message)) return message
    if (
      message.state === 'failed' ? message.trouble?.surelyNotArrived !== false : !(await this.#outbox.isHeld(messageId))
    )
      return refuse('conflict', 'It is known what became of this message.')
    await this.#outbox.settle(message)
    return undefined
  }

  /** A message of ours in a chat that this agent may act in. */
  async #mine(actor: Actor, messageId: MessageId): Promise<Message | Refusal> {
    const message = await this.#store.messages.get(messageId)
    const chat = message === null ? null : await seenChat(this.#store, actor, message.chatId)
    if (message === null || chat === null || isRefusal(chat) || message.direction !== 'out')
      return refuse('notFound', 'There is no such message among those you may send.', { field: 'messageId' })
    if (chat.ownerId !== actor.agentId && !may(actor.permissions, 'CanTakeOverChats'))
      return refuse('notAllowed', "Only the chat's owner may do this.")
    return message
  }

  async getMessagesByChatId(actor: Actor, chatId: ChatId, limit: number): Promise<readonly Message[] | Refusal> {
    const chat = await seenChat(this.#store, actor, chatId)
    return isRefusal(chat) ? chat : this.#store.messages.ofChat(chatId, limit)
  }

  async receive(channelId: ChannelId, input: Parameters<MessageVerbs['receive']>[1]): Promise<ReceiveReport | Refusal> {
    const channel = await this.#store.channels.get(channelId)
    if (channel === null) return refuse('notFound', 'There is no such channel.', { field: 'channelId' })
    if (!channel.active)
      return refuse('conflict', `The channel ${channel.name} is off. Activate it first.`, { field: 'channelId' })
    if ((input.raw === undefined) === (input.message === undefined))
      return refuse('invalid', 'Give either "raw" or "message".', { field: 'message' })
    const unfit = input.message?.content === undefined ? null : whyUnfit(input.message.content, 'message.content')
    if (unfit !== null) return unfit
    const connector = this.#connectors.find(one => one.kind === channel.kind)
    const incoming =
      input.message === undefined
        ? connector?.toUnified(input.raw, this.#clock.now())
        : { updates: [{ type: 'message' as const, kind: 'text' as const, at: this.#clock.now(), ...input.message }] }
    if (incoming === undefined)
      return refuse('unavailable', `Parley cannot read payloads of ${channel.kind}.`, { field: 'raw' })
    const { cursor: _, ...withoutCursor } = incoming
    const receipt = await this.#intake.receive(channel, withoutCursor)
    const messageIds = receipt.messageIds.filter(id => id !== null)
    const messages = incoming.updates.filter(update => update.type === 'message').length
    return {
      stored: messageIds.length,
      doubled: messages - messageIds.length,
      unreadable: incoming.unreadable?.length ?? 0,
      messageIds,
    }
  }

  async attachment(actor: Actor, id: AttachmentId) {
    const row = await this.#store.messages.attachment(id)
    const chat = row === null ? null : await seenChat(this.#store, actor, row.chatId)
    if (row === null || chat === null || isRefusal(chat))
      return refuse('notFound', 'There is no such file among those you may see.')
    return row
  }
}

const whyShut = (
  { kind, settings }: Pick<Channel, 'kind' | 'settings'>,
  lastInboundAt: number | null,
  now: number,
): Refusal | null => {
  const allowsHuman = allowsHumanAgent(settings)
  const humanUntil = humanWindowClosesAt(kind, lastInboundAt, allowsHuman)
  if (windowState(windowClosesAt(kind, lastInboundAt), now, humanUntil) !== 'closed') return null
  return refuse('conflict', whyWindowIsClosed(kind, allowsHuman), { field: 'text' })
}

const kindOf = (mime: string): IncomingAttachment['kind'] & MessageKind => {
  if (/^image\/(jpeg|png|webp)$/.test(mime)) return 'photo'
  if (/^audio\/(ogg|opus)/.test(mime)) return 'voice'
  if (mime.startsWith('audio/')) return 'audio'
  if (mime === 'video/mp4') return 'video'
  if (mime === 'image/gif') return 'animation'
  return 'document'
}
