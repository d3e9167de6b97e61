// One open page of a visitor: its frames in, our frames out. A stranger's frames are counted before they are parsed, and
// parsed before they are believed; what is said is acknowledged only when it is on disk.
import { assertNever } from '../../../domain/assert-never.ts'
import { isRefusal, type Refusal, refuse } from '../../../domain/refusal.ts'
import type { Listener, Present } from '../audience.ts'
import { closeCodes } from '../close-codes.ts'
import { pagesRetryMs, type WebOmnichannelMessagingService } from '../messaging-service.ts'
import type { PageFrame, VisitorFrame } from '../wire.ts'
import { admit, type Hello } from './admission.ts'
import { Patience } from './patience.ts'
import type { Reception } from './reception.ts'
import { messageOf, olderOf, welcomeOf } from './showing.ts'
import { type Said, tooFast, understand, weigh } from './understanding.ts'

const maxMalformed = 5

/** A page's socket, as much of it as a session needs. */
export interface PageSocket {
  tell(frame: PageFrame): void
  close(code: number, reason: string): void
  /** Says no more, and reads nothing more of one who goes on sending. */
  shut(code: number, reason: string): void
}

/** Whom the session is with, once they have said hello. */
interface Guest {
  readonly visitor: string
  readonly service: WebOmnichannelMessagingService
  readonly present: Present
  readonly language: string | undefined
}

interface About {
  readonly clientId?: string
  readonly retryAfterMs?: number
}

export class VisitorSession {
  readonly #socket: PageSocket
  readonly #network: string | null
  readonly #reception: Reception
  readonly #patience: Patience
  readonly #listener: Listener = {
    tell: frame => this.#tell(frame),
    leave: (code, reason) => this.#leave(code, reason),
  }
  #guest: Guest | null = null
  /** Our messages that this page was shown: it has nothing to report about others. */
  readonly #shown = new Set<string>()
  readonly #reported = new Set<string>()
  #malformed = 0
  #over = false
  /** One thing after the other, so that answers come in the order of what was said. */
  #lane: Promise<void> = Promise.resolve()

  constructor(socket: PageSocket, network: string | null, reception: Reception) {
    this.#socket = socket
    this.#network = network
    this.#reception = reception
    this.#patience = new Patience(reception.frames, reception.clock, reception.limits.patience)
  }

  get isKnown(): boolean {
    return this.#guest !== null
  }

  /** A frame as it came, not yet looked at. `text` null: it was binary. */
  hear(text: string | null): void {
    if (this.#over || (this.#guest && this.#isTooMuch(this.#guest))) return
    const frame = understand(text, this.#guest !== null)
    if (isRefusal(frame)) this.#object(frame)
    else if (frame.type === 'hello') this.#greet(frame)
    else if (this.#guest) this.#obey(this.#guest, frame)
  }

  /** The page has gone. */
  end(): void {
    this.#over = true
    if (this.#guest) this.#guest.service.audience.part(this.#guest.visitor, this.#listener)
    this.#guest = null
  }

  /** Refuses with a sentence, then closes. */
  dismiss(closeCode: number, refusal: Refusal, about: About = {}): void {
    this.#refuse(refusal, about)
    this.#leave(closeCode, refusal.sentence)
  }

  #greet(hello: Hello): void {
    const admitted = admit(hello, this.#network, this.#reception)
    if ('refusal' in admitted) {
      const { closeCode, refusal, retryAfterMs } = admitted
      this.dismiss(closeCode, refusal, retryAfterMs ? { retryAfterMs } : {})
      return
    }
    const { service, visitor, token } = admitted
    const present = service.audience.join(visitor, this.#listener, hello.profile ?? {})
    this.#guest = { service, visitor, present, language: hello.language }
    this.#inLane(async () => this.#tell(await welcomeOf(service, visitor, token)))
  }

  #obey(guest: Guest, frame: Exclude<VisitorFrame, Hello>): void {
    switch (frame.type) {
      case 'ping':
        this.#tell({ type: 'pong' })
        break
      case 'say':
        this.#say(guest, frame)
        break
      case 'press':
        if (this.#shown.has(frame.messageId) && this.#mayWrite(guest)) this.#press(guest, frame)
        break
      case 'typing': {
        const preview = guest.service.settings.typingPreview ? frame.preview : undefined
        this.#report(guest, preview === undefined ? { type: 'typing' } : { type: 'typing', preview })
        break
      }
      case 'received':
      case 'read':
        if (this.#isNews(frame)) this.#report(guest, frame)
        break
      case 'profile':
        guest.present.profile = frame.profile
        if (this.#mayWrite(guest)) this.#report(guest, { type: 'profile' })
        break
      case 'older':
        this.#inLane(async () => this.#tell(await olderOf(guest.service, guest.visitor, frame.before)))
        break
      case 'end':
        if (this.#mayWrite(guest)) this.#inLane(() => guest.service.customerCloses(guest.visitor))
        break
      default:
        assertNever(frame)
    }
  }

  /** What is written to disk counts as a message, whatever it is. */
  #mayWrite(guest: Guest, about: About = {}): boolean {
    const waitMs = this.#reception.says.take(keyOf(guest))
    if (waitMs > 0) this.#refuse(tooFast, { ...about, retryAfterMs: waitMs })
    return waitMs === 0
  }

  #say(guest: Guest, said: Said): void {
    const { clientId } = said
    if (!this.#mayWrite(guest, { clientId })) return
    const frame = weigh(said, this.#reception.connector.seal, guest)
    if (isRefusal(frame)) {
      this.#refuse(frame, { clientId })
      return
    }
    const at = this.#reception.clock.now()
    this.#inLane(
      async () => {
        const receipt = await guest.service.hear({ visitor: guest.visitor, at, sender: senderOf(guest), frame })
        const messageId = receipt.messageIds[0] ?? null
        this.#tell({ type: 'ack', clientId, messageId, at })
        if (messageId !== null) await this.#show(guest, messageId, frame.file !== undefined)
        if (frame.postback !== undefined) await this.#show(guest, frame.postback.messageId, false)
      },
      { clientId },
    )
  }

  #press(guest: Guest, frame: Extract<VisitorFrame, { type: 'press' }>): void {
    this.#report(guest, frame)
    this.#inLane(() => this.#show(guest, frame.messageId, false))
  }

  /** Read back from the store for the visitor's other tabs, and for this one when it has yet to learn its file's id. */
  async #show(guest: Guest, messageId: string, hasFile: boolean): Promise<void> {
    const { service, visitor } = guest
    if (!hasFile && service.audience.openPages(visitor) < 2) return
    const message = await messageOf(service, visitor, messageId)
    if (!message) return
    if (hasFile) service.audience.push(visitor, { type: 'message', message })
    else service.audience.push(visitor, { type: 'message', message }, this.#listener)
  }

  /** Each report is a write, so each is taken once, and only of what this page was shown. */
  #isNews({ type, upTo }: { readonly type: string; readonly upTo: string }): boolean {
    const report = `${type} ${upTo}`
    if (!this.#shown.has(upTo) || this.#reported.has(report)) return false
    this.#reported.add(report)
    return true
  }

  /** Something that needs no answer. */
  #report(guest: Guest, frame: Parameters<typeof guest.service.hear>[0]['frame']): void {
    const at = this.#reception.clock.now()
    this.#inLane(async () => {
      await guest.service.hear({ visitor: guest.visitor, at, sender: senderOf(guest), frame })
    })
  }

  #inLane(work: () => Promise<void>, about: About = {}): void {
    const log = this.#guest?.service.inside.log
    this.#lane = this.#lane.then(work).catch(error => {
      log?.error('What a visitor said could not be stored or answered', { reason: String(error) })
      this.#refuse(ourFault, { ...about, retryAfterMs: pagesRetryMs })
    })
  }

  #isTooMuch(guest: Guest): boolean {
    const verdict = this.#patience.judge(keyOf(guest))
    if (verdict.say === 'fine') return false
    if (verdict.say === 'warn') this.#refuse(tooMuchAtOnce, { retryAfterMs: verdict.waitMs })
    if (verdict.say === 'enough') {
      const { bans, limits } = this.#reception
      bans.add(keyOf(guest), limits.banMs)
      this.#refuse(farTooMuch, { retryAfterMs: limits.banMs })
      this.end()
      this.#socket.shut(closeCodes.tooMany, farTooMuch.sentence)
    }
    return true
  }

  /** Refuses what no page of ours would send; after a few times there is nothing more to say. */
  #object(refusal: Refusal): void {
    this.#refuse(refusal)
    if (++this.#malformed >= maxMalformed) this.#leave(closeCodes.malformed, 'Too much that we do not understand')
  }

  #refuse({ code, sentence, field }: Refusal, about: About = {}): void {
    this.#tell({ type: 'refused', code, sentence, ...(field === undefined ? {} : { field }), ...about })
  }

  #tell(frame: PageFrame): void {
    const messages = 'messages' in frame ? frame.messages : 'message' in frame ? [frame.message] : []
    for (const message of messages) if (!message.mine) this.#shown.add(message.id)
    this.#socket.tell(frame)
  }

  #leave(code: number, reason: string): void {
    this.end()
    this.#socket.close(code, reason)
  }
}

const tooMuchAtOnce = refuse('tooMany', 'This page sends too much at once. Wait a moment.')
const farTooMuch = refuse('tooMany', 'This page sends far too much. It is disconnected for a while.')
const ourFault = refuse(
  'unavailable',
  'Something is wrong on our side. What you wrote is kept, and sent again in a moment.',
)

const keyOf = (guest: Guest) => `${guest.service.channelId}:${guest.visitor}`

const senderOf = ({ present, language }: Guest) => ({ ...present.profile, ...(language ? { language } : {}) })
