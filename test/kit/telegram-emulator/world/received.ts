// What the bot sent, as the people in the chat see it now: edits applied, deletions struck out.
import type { Message, ReactionType } from 'grammy/types'
import type { Watch } from '../record/watch.ts'
import type { Chat, KeptMessage } from './chat.ts'
import type { StoredFile } from './file-store.ts'

export interface Received {
  messageId: number
  kind: string
  /** Text or caption; empty if there is neither. */
  text: string
  message: Message
  files: readonly StoredFile[]
  replyTo: number | undefined
  albumId: string | undefined
  /** Epoch ms. */
  at: number
  edits: number
  isDeleted: boolean
}

export type Match = string | RegExp | ((received: Received) => boolean)

/** Narrower kinds first: an animation is a document too, a venue a location too. */
const kinds = [
  'text',
  'photo',
  'animation',
  'document',
  'voice',
  'audio',
  'video',
  'video_note',
  'sticker',
  'venue',
  'location',
  'contact',
  'poll',
  'dice',
] as const

export function kindOf(message: Message): string {
  return kinds.find(kind => message[kind] !== undefined) ?? 'unknown'
}

export function receivedIn(chat: Chat): Received[] {
  return [...chat.messages.values()].filter(kept => kept.by === 'bot').map(describe)
}

/** The first message, past or to come, that matches; a string must be the whole text. */
export function waitToReceive(chat: Chat, watch: Watch, match?: Match, timeoutMs?: number): Promise<Received> {
  const what = match === undefined ? 'any message' : `a message like ${String(match)}`
  const where = chat.person?.user.first_name ?? chat.title
  return watch.until(`${what} to reach ${where}`, () => receivedIn(chat).find(one => matches(one, match)), timeoutMs)
}

export function emojiOf(reaction: ReactionType): string {
  return reaction.type === 'emoji' ? reaction.emoji : reaction.type
}

function matches(received: Received, match: Match | undefined): boolean {
  if (match === undefined) return true
  if (typeof match === 'string') return received.text === match
  return match instanceof RegExp ? match.test(received.text) : match(received)
}

function describe(kept: KeptMessage): Received {
  const { message } = kept
  return {
    messageId: message.message_id,
    kind: kindOf(message),
    text: message.text ?? message.caption ?? '',
    message,
    files: kept.files,
    replyTo: message.reply_to_message?.message_id,
    albumId: message.media_group_id,
    at: kept.sentAt,
    edits: kept.edits,
    isDeleted: kept.deletedAt !== undefined,
  }
}
