// TelegramOutcomeMessageWorker: one attempt at one reply. What Telegram cannot take is refused here, in words, before
// anything is sent; what Telegram answers, or does not answer, comes back as a SendResult.
import { type Api, InputFile } from 'grammy/web'
import { type Clock, SECOND } from '../../domain/clock.ts'
import type { OutgoingAttachment, OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import { deadline, type GrammySignal } from './api.ts'
import { withKeyboard } from './content/keyboard.ts'
import { sendFailure, type Trouble, troubleOf } from './errors.ts'
import type { Pace } from './pace.ts'
import * as wire from './wire.ts'

/** Limits of the Bot API (facts/channels.md 1.2). Texts are counted in UTF-16 units, the strictest way to count. */
const longestText = 4096
const longestCaption = 1024
const MB = 1024 * 1024
const largestPhoto = 10 * MB
const largestFile = 50 * MB
const graceMs = 3 * SECOND

export interface OutcomePorts {
  readonly api: Api
  readonly token: string
  readonly clock: Clock
  readonly pace: Pace
  /** Told of every failure, so that the channel's health can follow. */
  readonly onTrouble: (trouble: Trouble) => void
}

export class TelegramOutcomeMessageWorker {
  readonly #ports: OutcomePorts
  /** Chats that Telegram wants left alone for a while, until when. */
  readonly #held = new Map<string, number>()

  constructor(ports: OutcomePorts) {
    this.#ports = ports
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const { clock, pace } = this.#ports
    const impossible = whyImpossible(message)
    if (impossible !== null) return notSent(impossible, 'never')
    const heldUntil = this.#held.get(message.address) ?? 0
    if (heldUntil > clock.now()) return { ...notSent('Telegram asks for a pause.', 'later'), retryAt: heldUntil }
    this.#held.delete(message.address)

    let bytes: Uint8Array | null = null
    try {
      bytes = message.attachment ? await message.attachment.read() : null
    } catch {
      return notSent('The file could not be read from the disk of this workstation.', 'byHand')
    }
    await pace.turn(message.address, signal)
    if (signal.aborted) return notSent('Parley stopped before it was sent.', 'later')
    return this.#attempt(message, bytes, signal)
  }

  async #attempt(message: OutgoingMessage, bytes: Uint8Array | null, signal: AbortSignal): Promise<SendResult> {
    const { token, clock, onTrouble } = this.#ports
    // Time to speak, and a second for every 50 KB. Whoever stops Parley leaves an answer the time to arrive: a message that
    // may or may not have arrived costs a person more than these seconds.
    const limit = deadline(clock, 30 * SECOND + ((bytes?.length ?? 0) / (50 * 1024)) * SECOND, signal, graceMs)
    try {
      return sent(message, await this.#call(message, bytes, limit.signal))
    } catch (error) {
      const trouble = troubleOf(error, token)
      onTrouble(trouble)
      const result = sendFailure(trouble, clock.now())
      if (result.retryAt !== undefined) this.#hold(message.address, result.retryAt)
      return result
    } finally {
      limit.done()
    }
  }

  #hold(address: string, until: number) {
    for (const [other, heldUntil] of this.#held) if (heldUntil <= this.#ports.clock.now()) this.#held.delete(other)
    this.#held.set(address, until)
  }

  async #call(message: OutgoingMessage, bytes: Uint8Array | null, until: GrammySignal) {
    const { address, text, attachment, replyToExternalId } = message
    const { raw } = this.#ports.api
    const chat_id = Number(address)
    const reply = replyTo(address, replyToExternalId)
    if (!attachment || !bytes) {
      const keyboard = withKeyboard(message)
      if (keyboard === null) return raw.sendMessage({ chat_id, text, ...reply }, until)
      try {
        return await raw.sendMessage({ chat_id, ...keyboard, ...reply }, until)
      } catch (error) {
        // Telegram judges addresses of buttons by rules of its own. In words it takes any.
        if (!isNoKeyboard(troubleOf(error, this.#ports.token))) throw error
        return raw.sendMessage({ chat_id, text, ...reply }, until)
      }
    }
    const file = () => new InputFile(bytes, fileName(attachment.name))
    const common = { chat_id, ...(text === '' ? {} : { caption: text }), ...reply }
    switch (methodFor(attachment)) {
      case 'photo':
        try {
          return await raw.sendPhoto({ ...common, photo: file() }, until)
        } catch (error) {
          // Telegram judges pictures by more than their type: too wide, damaged, ... As a document it takes any.
          if (!isNoPicture(troubleOf(error, this.#ports.token))) throw error
          return raw.sendDocument({ ...common, document: file() }, until)
        }
      case 'animation':
        return raw.sendAnimation({ ...common, animation: file() }, until)
      case 'video':
        return raw.sendVideo({ ...common, video: file() }, until)
      case 'voice':
        return raw.sendVoice({ ...common, voice: file() }, until)
      case 'audio':
        return raw.sendAudio({ ...common, audio: file() }, until)
      case 'document':
        return raw.sendDocument({ ...common, document: file(), disable_content_type_detection: true }, until)
    }
  }
}

const notSent = (reason: string, retry: 'later' | 'byHand' | 'never') =>
  ({ outcome: 'failed', reason, surelyNotArrived: true, retry }) satisfies SendResult

const whyImpossible = ({ address, text, attachment }: OutgoingMessage): string | null => {
  if (!/^-?\d{1,16}$/.test(address)) return 'This is no address in Telegram.'
  if (!attachment && text.trim() === '') return 'Telegram takes no empty messages.'
  const limit = attachment ? longestCaption : longestText
  if (text.length > limit) {
    const what = attachment ? 'in the text with a file' : 'in one message'
    return `Telegram takes at most ${grouped(limit)} characters ${what}; these are ${grouped(text.length)}. Shorten it, or send it in parts.`
  }
  if (attachment?.size === 0) return 'The file is empty, and Telegram takes no empty files.'
  if (attachment && attachment.size > largestFile) {
    return `Telegram takes files of at most 50 MB; this one has ${Math.ceil(attachment.size / MB)} MB.`
  }
  return null
}

const grouped = (count: number): string => count.toLocaleString('en-US')

/** The method that shows the file best. What a method would not take goes as a document, which takes everything. */
const methodFor = ({ kind, mime, size }: OutgoingAttachment) => {
  const type = mime.split(';')[0]?.trim().toLowerCase() ?? ''
  const isSound = ['audio/mpeg', 'audio/mp3', 'audio/mp4', 'audio/x-m4a', 'audio/m4a'].includes(type)
  if (kind === 'animation' && ['image/gif', 'video/mp4'].includes(type)) return 'animation'
  if (kind === 'photo' && type === 'image/gif') return 'animation'
  if (['photo', 'sticker'].includes(kind) && ['image/jpeg', 'image/png', 'image/webp'].includes(type)) {
    return size <= largestPhoto ? 'photo' : 'document'
  }
  if (kind === 'video' && type === 'video/mp4') return 'video'
  if (kind === 'voice' && (isSound || ['audio/ogg', 'audio/opus'].includes(type))) return 'voice'
  if (kind === 'audio' && isSound) return 'audio'
  return 'document'
}

const isNoPicture = (trouble: Trouble): boolean =>
  trouble.kind === 'refused' &&
  trouble.code === 400 &&
  /PHOTO_\w+|IMAGE_PROCESS_FAILED|for a photo/.test(trouble.description)

const isNoKeyboard = (trouble: Trouble): boolean =>
  trouble.kind === 'refused' &&
  trouble.code === 400 &&
  /BUTTON_\w+|REPLY_MARKUP_\w+|inline keyboard|HTTP URL/.test(trouble.description)

/** The reply is sent even if what it answers is gone by now. */
const replyTo = (address: string, externalId: string | undefined) => {
  const [, chat, number] = /^(-?\d+):(\d+)$/.exec(externalId ?? '') ?? []
  if (number === undefined || chat !== address) return {}
  return { reply_parameters: { message_id: Number(number), allow_sending_without_reply: true } }
}

/** Goes into a header of the upload as it is: nothing in it may end the header or the name. */
const fileName = (name: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through
  name.replace(/[\u0000-\u001f\u007f"\\/;]/g, '_').slice(-120) || 'file'

const sent = (message: OutgoingMessage, answer: unknown): SendResult => {
  const made = wire.sentMessage.safeParse(answer).data
  // Telegram says that it took it; without a number it can neither be answered to nor matched, and that is all.
  if (!made) return { outcome: 'sent', externalId: `sent:${message.idempotencyKey}` }
  return { outcome: 'sent', externalId: `${made.chat.id}:${made.message_id}` }
}
