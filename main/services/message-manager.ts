// MessageManager of the seeds: receive into a channel, send from a chat, and the messages of a chat. Store first, then send.
import type { Connector } from '../channels/channel.ts'
import type { Clock } from '../domain/clock.ts'
import { type AttachmentId, asId, type ChannelId, type ChatId, type Ids, type MessageId } from '../domain/ids.ts'
import type { Message } from '../domain/message.ts'
import { may } from '../domain/permissions.ts'
import { isRefusal, type Refusal, refuse } from '../domain/refusal.ts'
import type { IncomingAttachment, MessageKind } from '../domain/unified-message.ts'
import type { FileStore, Store, Transaction } from '../storage/store.ts'
import type { IntakeService } from './intake.ts'
import type { Outbox } from './outbox.ts'
import { ownMessage } from './system-lines.ts'
import type { Actor, Done, MessageVerbs, ReceiveReport, SendInput } from './verbs.ts'
import { ownedBy, seenChat } from './visibility.ts'

export class MessageManager implements MessageVerbs {
  readonly #store: Store
  readonly #files: FileStore
  readonly #clock: Clock
  readonly #ids: Ids
  readonly #outbox: Outbox
  readonly #intake: IntakeService
  readonly #connectors: readonly Connector[]
  readonly #onSent: () => void

  constructor(parts: {
    store: Store
    files: FileStore
    clock: Clock
    ids: Ids
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
    this.#outbox = parts.outbox
    this.#intake = parts.intake
    this.#connectors = parts.connectors
    this.#onSent = parts.onSent
  }

  async send(actor: Actor, input: SendInput): Promise<Message | Refusal> {
    if (input.text.trim() === '' && input.file === undefined)
      return refuse('invalid', 'text: must not be empty. Write something or attach a file.', { field: 'text' })
    const size = input.file === undefined ? 0 : await this.#files.size(input.file.fileId)
    if (size === null) return refuse('invalid', 'file: upload it first, then send it.', { field: 'file' })
    const result = await this.#store.transact(tx => this.#keep(tx, actor, input, size))
    if (isRefusal(result)) return result
    if (!input.note) {
      this.#outbox.kick()
      this.#onSent()
    }
    return result
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
    const quoted = input.replyTo === undefined ? null : await tx.messages.get(input.replyTo)
    if (input.replyTo !== undefined && quoted?.conversationId !== chat.conversationId)
      return refuse('invalid', 'replyTo: choose a message of this conversation.', { field: 'replyTo' })
    const kind = input.file === undefined ? 'text' : kindOf(input.file.mime)
    const message = await tx.messages.insert({
      ...ownMessage(chat, now),
      direction: input.note ? 'note' : 'out',
      kind,
      text: input.text,
      agentId: actor.agentId,
      authorName: (await tx.agents.get(actor.agentId))?.name ?? null,
      attachments:
        input.file === undefined || kind === 'text'
          ? []
          : [
              {
                id: asId(this.#ids.next()),
                kind,
                name: input.file.name,
                mime: input.file.mime,
                size: fileSize,
                fileId: input.file.fileId,
              },
            ],
      replyTo: quoted === null ? null : { messageId: quoted.id, excerpt: quoted.text.slice(0, 300) },
      state: input.note ? null : 'queued',
      idempotencyKey: key,
    })
    const { conversationId, channelId } = chat
    const audience = [...new Set([actor.agentId, ...(chat.ownerId === null ? [] : [chat.ownerId])])]
    if (!input.note) await tx.outbox.add(message.id, conversationId, channelId, now)
    if (input.cannedReplyId !== undefined && !input.note) await tx.cannedReplies.countUse(input.cannedReplyId)
    if (!input.note && chat.ownerId === actor.agentId) await tx.chats.deleteDraft(chat.id, actor.agentId)
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

  async retry(actor: Actor, messageId: MessageId): Promise<Done | Refusal> {
    const message = await this.#mine(actor, messageId)
    if (isRefusal(message)) return message
    const held = await this.#outbox.isHeld(messageId)
    if (message.state !== 'failed' && !held) return refuse('conflict', 'This message does not need to be sent again.')
    await this.#outbox.sendAgain(message)
    return undefined
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
    const connector = this.#connectors.find(one => one.kind === channel.kind)
    const incoming =
      input.message === undefined
        ? connector?.toUnified(input.raw)
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

const kindOf = (mime: string): IncomingAttachment['kind'] & MessageKind => {
  if (/^image\/(jpeg|png|webp)$/.test(mime)) return 'photo'
  if (/^audio\/(ogg|opus)/.test(mime)) return 'voice'
  if (mime.startsWith('audio/')) return 'audio'
  if (mime === 'video/mp4') return 'video'
  if (mime === 'image/gif') return 'animation'
  return 'document'
}
