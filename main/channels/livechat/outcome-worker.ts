// OutcomeMessageWorker of LiveChat: one reply, note or file -> one event, marked with our own key. An attempt whose answer was lost
// is looked for before it is made again, so nothing is said twice.
import type { OutgoingMessage, SendResult } from '../../domain/unified-message.ts'
import type { Trouble } from './api/trouble.ts'
import type { WebApi, WebCall } from './api/web-api.ts'
import { eventOf } from './content/content-out.ts'
import { chatIsOver, notSent, sendFailure } from './error-words.ts'
import { markOf } from './income-worker.ts'
import { type Call, fetchChat, fetchThreads } from './sync/fetching.ts'
import * as wire from './wire.ts'

/** UTF-8 bytes of a text, and bytes of a file (Agent Chat API, "Message", "Upload File"). */
const longestText = 16 * 1024
export const largestFile = 10 * 1024 * 1024

export interface OutcomePorts {
  readonly channelId: string
  readonly now: () => number
  readonly call: Call
  readonly web: WebApi
  /** How the Web API may be called; null: not at all now. */
  readonly webCall: () => WebCall | null
  /** Whether our account is in the chat, and the chat goes on; false: it is over. */
  readonly enter: (chatId: string) => Promise<boolean | Trouble>
}

export class LiveChatOutcomeMessageWorker {
  readonly #ports: OutcomePorts

  constructor(ports: OutcomePorts) {
    this.#ports = ports
  }

  async send(message: OutgoingMessage, signal: AbortSignal): Promise<SendResult> {
    const { call, channelId, enter, now } = this.#ports
    const impossible = whyImpossible(message)
    if (impossible !== null) return notSent.never(impossible)
    if (signal.aborted) return notSent.later('Parley stopped before it was sent.')
    const mark = markOf(channelId, message.messageId)
    if (message.attempt > 1) {
      const found = await this.#find(message.address, mark)
      if (found === null) return notSent.later('LiveChat cannot be asked now. Parley tries again by itself.')
      if (found !== 'nowhere') return { outcome: 'sent', externalId: found.id }
    }
    const entered = await enter(message.address)
    if (entered === false) return chatIsOver
    if (entered !== true) return { ...sendFailure(entered, now()), surelyNotArrived: true }
    const made = await this.#contentOf(message, signal)
    if ('trouble' in made) return { ...sendFailure(made.trouble, now()), surelyNotArrived: true }
    if (signal.aborted) return notSent.later('Parley stopped before it was sent.')
    const visibility = message.note === true ? 'agents' : 'all'
    const answer = await call('send_event', {
      chat_id: message.address,
      event: { ...made.content, custom_id: mark, visibility },
    })
    if (!answer.ok) return sendFailure(answer.trouble, now())
    const sent = wire.sentEvent.safeParse(answer.payload).data
    return { outcome: 'sent', externalId: sent?.event_id ?? mark }
  }

  async #contentOf(
    { text, attachment, content }: OutgoingMessage,
    signal: AbortSignal,
  ): Promise<{ readonly content: object } | { readonly trouble: Trouble }> {
    if (content !== undefined) return { content: eventOf(content) }
    if (attachment === undefined) return { content: { type: 'message', text } }
    const to = this.#ports.webCall()
    if (to === null) return { trouble: { kind: 'unreached', why: 'no connection' } }
    const form = new FormData()
    const bytes = new Uint8Array(await attachment.read())
    form.append('file', new Blob([bytes], { type: attachment.mime }), attachment.name)
    const answer = await this.#ports.web.upload(to, form, signal)
    if (!answer.ok) return { trouble: answer.trouble }
    const url = wire.uploaded.safeParse(answer.payload).data?.url
    if (url === undefined) return { trouble: { kind: 'foreign', status: 200 } }
    return { content: { type: 'file', url, ...(text === '' ? {} : { alternative_text: text }) } }
  }

  /** Whether an attempt before arrived: in the latest thread, or in those just before it. Null: nobody can tell now. */
  async #find(chatId: string, mark: string): Promise<wire.Event | 'nowhere' | null> {
    const { call } = this.#ports
    const found = await fetchChat(call, chatId)
    if (found === null) return null
    const chat = 'unreadable' in found ? null : found.chat
    if (chat === 'gone') return 'nowhere'
    let looked = 0
    const earlier = await fetchThreads(call, chatId, async () => looked++ < 3)
    const threads = [...(chat?.thread == null ? [] : [chat.thread]), ...(earlier ?? [])]
    for (const thread of threads)
      for (const event of thread.events ?? []) {
        const read = wire.event.safeParse(event).data
        if (read?.custom_id === mark) return read
      }
    return earlier === null ? null : 'nowhere'
  }
}

const whyImpossible = ({ text, attachment, template, content }: OutgoingMessage): string | null => {
  if (template !== undefined) return 'LiveChat has no approved templates. Write the message yourself.'
  // Its parts have limits of their own, which it was held to when it was written.
  if (content !== undefined) return null
  if (attachment === undefined && text.trim() === '') return 'LiveChat takes no empty messages.'
  const bytes = new TextEncoder().encode(text).length
  if (bytes > longestText)
    return `LiveChat takes at most 16 KB in one message; these are ${Math.ceil(bytes / 1024)} KB. Send it in parts.`
  if (attachment === undefined || attachment.size <= largestFile) return null
  return `LiveChat takes files of at most 10 MB; this one has ${Math.ceil(attachment.size / 1024 / 1024)} MB.`
}
