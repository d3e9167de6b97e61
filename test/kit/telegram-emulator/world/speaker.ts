// Everything a person can say or send in a chat with the bot. Each verb makes the update at once and returns the message
// as Telegram numbered it.
import { seconds } from '../record/ground.ts'
import { Correspondent, type FileManner, type Manner, type Said } from './correspondent.ts'
import { detectEntities } from './entities.ts'
import { mediaFields } from './media.ts'
import { Press } from './press.ts'
import { emojiOf } from './received.ts'

export interface AlbumItem extends FileManner {
  kind: 'photo' | 'video' | 'document' | 'audio'
  bytes?: Buffer
}

/** Callback queries must be answered within 150 s. */
const pressMs = 150_000

export class Speaker extends Correspondent {
  says(text: string, manner: Manner = {}): Said {
    const entities = detectEntities(text)
    return this.post(entities.length > 0 ? { text, entities } : { text }, manner)
  }

  replies(to: number, text: string, manner: Manner = {}): Said {
    return this.says(text, { ...manner, replyTo: to })
  }

  sendsPhoto(bytes?: Buffer, manner?: FileManner): Said {
    return this.sendsFile('photo', bytes, manner)
  }

  sendsDocument(name: string, bytes?: Buffer, mime?: string, manner: FileManner = {}): Said {
    return this.sendsFile('document', bytes, { name, ...(mime === undefined ? {} : { mime }), ...manner })
  }

  sendsVoice(bytes?: Buffer, manner?: FileManner): Said {
    return this.sendsFile('voice', bytes, manner)
  }

  sendsAudio(bytes?: Buffer, manner?: FileManner): Said {
    return this.sendsFile('audio', bytes, manner)
  }

  sendsVideo(bytes?: Buffer, manner?: FileManner): Said {
    return this.sendsFile('video', bytes, manner)
  }

  sendsVideoNote(bytes?: Buffer, manner?: FileManner): Said {
    return this.sendsFile('video_note', bytes, manner)
  }

  sendsAnimation(bytes?: Buffer, manner?: FileManner): Said {
    return this.sendsFile('animation', bytes, manner)
  }

  sendsSticker(emoji = '👋', manner: FileManner = {}): Said {
    const file = this.keepFile('sticker', undefined, manner)
    return this.post(mediaFields(file, 'sticker', { emoji }, this.bot.files), manner, [file])
  }

  sendsLocation(latitude: number, longitude: number, manner?: Manner): Said {
    return this.post({ location: { latitude, longitude } }, manner)
  }

  sendsVenue(title: string, address: string, latitude: number, longitude: number, manner?: Manner): Said {
    const location = { latitude, longitude }
    return this.post({ venue: { title, address, location }, location }, manner)
  }

  sendsContact(phoneNumber: string, firstName: string, manner?: Manner): Said {
    return this.post({ contact: { phone_number: phoneNumber, first_name: firstName } }, manner)
  }

  sendsPoll(question: string, options: string[], manner?: Manner): Said {
    const poll = {
      id: String(9_000_000 + this.bot.ground.ledger.updates.length),
      question,
      options: options.map((text, index) => ({ persistent_id: String(index), text, voter_count: 0 })),
      total_voter_count: 0,
      is_closed: false,
      is_anonymous: true,
      type: 'regular',
      allows_multiple_answers: false,
    }
    return this.post({}, { ...manner, fields: { poll, ...manner?.fields } })
  }

  rollsDice(value = 6, manner?: Manner): Said {
    return this.post({ dice: { emoji: '🎲', value } }, manner)
  }

  /** Several messages at once that belong together; the manner's caption goes to the first. */
  sendsAlbum(items: AlbumItem[], manner: Manner = {}): Said[] {
    const media_group_id = String(13_000_000_000 + this.bot.ground.ledger.updates.length)
    return items.map(({ kind, bytes, ...item }, index) =>
      this.sendsFile(kind, bytes, {
        ...(index === 0 ? manner : {}),
        ...item,
        fields: { media_group_id, ...item.fields },
      }),
    )
  }

  /** A kind of message this program cannot know yet. */
  sendsUnknown(kind: string, content: unknown = {}, manner: Manner = {}): Said {
    return this.post({}, { ...manner, fields: { [kind]: content, ...manner.fields } })
  }

  edits(messageId: number, text: string): Said {
    return this.edit(messageId, { text, entities: detectEntities(text) })
  }

  editsCaption(messageId: number, caption: string): Said {
    return this.edit(messageId, { caption })
  }

  /** Replaces this person's reaction to a message; no emoji takes it back. Undefined: the bot did not ask to know. */
  reacts(messageId: number, ...emoji: string[]): number | undefined {
    const { now } = this.bot.ground
    const kept = this.kept(messageId)
    const old = kept.reactions.get(this.id) ?? []
    const reactions = emoji.map(one => ({ type: 'emoji', emoji: one })) as typeof old
    kept.reactions.set(this.id, reactions)
    // In groups only administrators are told (facts 1.1).
    if (this.chat.type !== 'private' && !this.chat.isBotAdmin) return undefined
    const update = { chat: this.chat.describe(), message_id: messageId, user: this.person.user, date: seconds(now()) }
    return this.bot.push('message_reaction', { ...update, old_reaction: old, new_reaction: reactions })?.updateId
  }

  /** The button of a message from the bot, by its callback data or its label. */
  presses(button: string, onMessageId?: number): Press {
    const { now, watch } = this.bot.ground
    const candidates = [...this.chat.messages.values()].filter(kept => kept.by === 'bot').reverse()
    for (const { message } of candidates) {
      if (onMessageId !== undefined && message.message_id !== onMessageId) continue
      for (const one of message.reply_markup?.inline_keyboard.flat() ?? []) {
        if (!('callback_data' in one) || (one.callback_data !== button && one.text !== button)) continue
        const id = String(4_000_000_000_000 + this.bot.presses.size)
        const press = new Press(id, one.callback_data, now() + pressMs, watch)
        this.bot.presses.set(id, press)
        const query = {
          id,
          from: this.person.user,
          message,
          chat_instance: String(this.chat.id),
          data: one.callback_data,
        }
        this.bot.push('callback_query', query, now(), pressMs)
        return press
      }
    }
    throw new Error(`No message from the bot has a button "${button}"`)
  }

  /** What the bot reacted with to one of the messages here. */
  reactionsTo(messageId: number): string[] {
    return this.kept(messageId).botReactions.map(emojiOf)
  }
}
