// A person in a chat with the bot, and the mechanics of speaking: messages get their numbers, are kept in the chat and go
// out as updates. What can be said is Speaker's.
import type { Message } from 'grammy/types'
import type { EmulatedBot } from '../bot.ts'
import { seconds } from '../record/ground.ts'
import type { Chat, KeptMessage } from './chat.ts'
import { detectEntities } from './entities.ts'
import type { MediaKind, StoredFile } from './file-store.ts'
import { mediaFields } from './media.ts'
import type { Person } from './person.ts'
import { tinyMp3, tinyMp4, tinyOgg, tinyPng, tinyWebp } from './sample-files.ts'

export interface Said {
  messageId: number
  message: Message
  /** Undefined if the bot did not ask for such updates. */
  updateId: number | undefined
}

/** How something is said. */
export interface Manner {
  replyTo?: number
  /** The quoted part of the message replied to. */
  quote?: string
  caption?: string
  /** Epoch ms; the clock's now unless told. */
  sentAt?: number
  /** Further fields of the message, raw, over all others. */
  fields?: Record<string, unknown>
}

/** How a file is sent. */
export interface FileManner extends Manner {
  name?: string
  mime?: string
  /** Pretended length in bytes. */
  size?: number
  durationS?: number
}

/** What a file of each kind is, where the test does not say. */
const samples: Record<MediaKind, { name: string; bytes: Buffer }> = {
  photo: { name: 'photo.jpg', bytes: tinyPng },
  document: { name: 'document.pdf', bytes: Buffer.from('%PDF-1.4') },
  voice: { name: 'voice.ogg', bytes: tinyOgg },
  audio: { name: 'audio.mp3', bytes: tinyMp3 },
  video: { name: 'video.mp4', bytes: tinyMp4 },
  video_note: { name: 'note.mp4', bytes: tinyMp4 },
  animation: { name: 'animation.mp4', bytes: tinyMp4 },
  sticker: { name: 'sticker.webp', bytes: tinyWebp },
}

export class Correspondent {
  readonly bot: EmulatedBot
  readonly chat: Chat
  readonly person: Person

  constructor(bot: EmulatedBot, chat: Chat, person: Person) {
    this.bot = bot
    this.chat = chat
    this.person = person
  }

  get id(): number {
    return this.person.user.id
  }

  /** Before a message leaves: a private chat opens itself, see Customer. */
  protected opens(): void {}

  protected sendsFile(kind: MediaKind, bytes: Buffer | undefined, manner: FileManner = {}): Said {
    const file = this.keepFile(kind, bytes, manner)
    const { durationS } = manner
    const details = durationS === undefined ? {} : { durationS }
    return this.post(mediaFields(file, kind, details, this.bot.files), manner, [file])
  }

  protected keepFile(kind: MediaKind, bytes: Buffer | undefined, manner: FileManner): StoredFile {
    const { name = samples[kind].name, mime, size } = manner
    return this.bot.files.keep({
      kind,
      name,
      bytes: bytes ?? samples[kind].bytes,
      ...(mime === undefined ? {} : { mime }),
      ...(size === undefined ? {} : { size }),
    })
  }

  protected post(content: Partial<Message>, manner: Manner = {}, files: StoredFile[] = []): Said {
    this.opens()
    const sentAt = manner.sentAt ?? this.bot.ground.now()
    const { reply_to_message: _, ...repliedTo } = manner.replyTo === undefined ? {} : this.kept(manner.replyTo).message
    const message = {
      message_id: this.chat.nextMessageId(),
      from: this.person.user,
      chat: this.chat.describe(),
      date: seconds(sentAt),
      ...content,
      ...(manner.caption === undefined
        ? {}
        : { caption: manner.caption, caption_entities: detectEntities(manner.caption) }),
      ...(manner.replyTo === undefined ? {} : { reply_to_message: repliedTo }),
      ...(manner.quote === undefined ? {} : { quote: { text: manner.quote, position: 0, is_manual: true } }),
      ...manner.fields,
    } as Message
    this.chat.keep(message, 'customer', files, sentAt)
    const entry = this.bot.push('message', message, sentAt)
    return { messageId: message.message_id, message, updateId: entry?.updateId }
  }

  protected edit(messageId: number, content: Partial<Message>): Said {
    const { now } = this.bot.ground
    const kept = this.kept(messageId)
    kept.message = { ...kept.message, ...content, edit_date: seconds(now()) } as Message
    kept.edits += 1
    const entry = this.bot.push('edited_message', kept.message)
    return { messageId, message: kept.message, updateId: entry?.updateId }
  }

  protected kept(messageId: number): KeptMessage {
    const kept = this.chat.find(messageId)
    if (!kept) throw new Error(`No message ${messageId} in chat ${this.chat.id}`)
    return kept
  }
}
