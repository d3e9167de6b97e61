// The page's one centre: line, outbox and conversation in one place, and a picture of all of it for the screen.
import { assertNever } from '../../../domain/assert-never.ts'
import { type RichButton, saidBy } from '../../../domain/message-content.ts'
import { closeCodes } from '../close-codes.ts'
import type { PageFrame, VisitorProfile } from '../wire.ts'
import {
  type Conversation,
  emptyConversation,
  noticed,
  nowSaid,
  readUpTo,
  welcomed,
  withMessage,
  withOlder,
  withPress,
} from './conversation.ts'
import type { Keeper } from './keeper.ts'
import { Line } from './line.ts'
import { Outbox } from './outbox.ts'
import type { Picture } from './picture.ts'
import { Sight } from './sight.ts'

export interface TalkPorts {
  readonly url: string
  readonly channel: string
  readonly keeper: Keeper
  /** A message came that the visitor may not be looking at. */
  arrived(authorName: string | null, text: string): void
  /** The visitor has spoken for the first time on this site. */
  started(): void
}

const typingShownMs = 6_000
const typingEveryMs = 2_000

export class Talk {
  readonly #ports: TalkPorts
  readonly #line: Line
  readonly #outbox: Outbox
  readonly #listeners = new Set<() => void>()
  #picture: Picture
  #refusal: Extract<PageFrame, { type: 'refused' }> | null = null
  #typingOver: ReturnType<typeof setTimeout> | undefined
  #typedAt = 0
  #greeted: (() => void) | null = null
  readonly #sight: Sight

  constructor(ports: TalkPorts) {
    this.#ports = ports
    this.#outbox = new Outbox({
      keeper: ports.keeper,
      say: message => this.#line.send({ type: 'say', ...message }),
      changed: () => this.#change({ unsent: this.#outbox.unsent }),
    })
    this.#picture = {
      conversation: emptyConversation,
      unsent: this.#outbox.unsent,
      connection: 'connecting',
      trouble: null,
      texts: null,
      typing: null,
      loadingOlder: false,
      unread: 0,
      profile: ports.keeper.profile,
    }
    this.#sight = new Sight(
      () => this.#picture.conversation.messages,
      (type, upTo) => this.#line.send({ type, upTo }),
    )
    this.#line = new Line(ports.url, {
      opened: () => void this.#hello(),
      frame: frame => this.#hear(frame),
      lost: code => this.#lost(code),
    })
    ports.keeper.onProfile(profile => this.#change({ profile }))
  }

  get picture(): Picture {
    return this.#picture
  }

  get isUploading(): boolean {
    return this.#outbox.isUploading
  }

  /** Calls back after each change; returns how to stop it. */
  follow(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  start(): void {
    this.#line.open()
  }

  say(text: string, files: readonly File[]): void {
    this.#ports.started()
    const only = files.length === 1 ? files[0] : undefined
    if (only) this.#outbox.add(text, { source: only })
    else for (const source of files) this.#outbox.add('', { source })
    if (text && !only) this.#outbox.add(text)
  }

  /** A button of one of our messages: what it says is said, and it stands pressed. */
  press(messageId: string, button: RichButton): void {
    const postback = { messageId, buttonId: button.postbackId }
    if (button.type === 'message')
      this.#outbox.add(saidBy(button).slice(0, this.#picture.texts?.maxTextLength), { postback })
    else this.#line.send({ type: 'press', ...postback, isPressed: true })
    this.#change({ conversation: withPress(this.#picture.conversation, messageId, button.postbackId) })
  }

  retry(clientId: string): void {
    this.#outbox.retry(clientId)
  }

  remove(clientId: string): void {
    this.#outbox.remove(clientId)
  }

  typing(text: string): void {
    const now = Date.now()
    if (now - this.#typedAt < typingEveryMs || text === '') return
    this.#typedAt = now
    const preview = this.#picture.texts?.typingPreview ? { preview: text.slice(0, 500) } : {}
    this.#line.send({ type: 'typing', ...preview })
  }

  older(): void {
    const oldest = this.#picture.conversation.messages[0]
    if (!oldest || this.#picture.loadingOlder || !this.#picture.conversation.hasOlder) return
    if (this.#line.send({ type: 'older', before: oldest.id })) this.#change({ loadingOlder: true })
  }

  introduce(profile: VisitorProfile): void {
    this.#ports.keeper.profile = profile
    this.#change({ profile })
    this.#line.send({ type: 'profile', profile })
  }

  end(): void {
    this.#line.send({ type: 'end' })
  }

  /** Our message has been on screen, before the visitor's eyes. */
  sawUpTo(id: string): void {
    this.#sight.sawUpTo(id)
    this.#look()
  }

  /** Gives up the pass that is not accepted. What was not sent yet goes to the new conversation. */
  startAnew(): void {
    this.#ports.keeper.token = null
    this.#change({ conversation: emptyConversation, connection: 'connecting', trouble: null })
    this.#line.open()
  }

  async #hello(): Promise<void> {
    const { keeper, channel } = this.#ports
    const send = () => {
      const token = keeper.token
      const known = { profile: this.#picture.profile, ...(token ? { token } : {}) }
      this.#line.send({ type: 'hello', channel, language: navigator.language, ...known })
    }
    if (keeper.token !== null || !navigator.locks) return send()
    // Two tabs that open at once must not become two visitors: the second waits for the first one's pass.
    await navigator.locks.request(`parley:${channel}:hello`, { ifAvailable: false }, async () => {
      const welcomedOrLost = new Promise<void>(resolve => {
        this.#greeted = resolve
      })
      send()
      await welcomedOrLost
    })
  }

  #hear(frame: PageFrame): void {
    const { conversation } = this.#picture
    switch (frame.type) {
      case 'welcome': {
        const { token, title, greeting, askName, typingPreview, maxTextLength, maxFileSize } = frame
        this.#ports.keeper.token = token
        this.#line.settled()
        this.#refusal = null
        this.#greeted?.()
        for (const message of frame.messages) if (message.clientId) this.#outbox.done(message.clientId)
        this.#change({
          conversation: this.#remember(welcomed(conversation, frame)),
          connection: 'online',
          trouble: null,
          loadingOlder: false,
          texts: { title, greeting, askName, typingPreview, maxTextLength, maxFileSize },
        })
        this.#sight.forgetReports()
        this.#look()
        this.#outbox.open()
        break
      }
      case 'older':
        this.#change({ conversation: this.#remember(withOlder(conversation, frame)), loadingOlder: false })
        break
      case 'message': {
        const { message } = frame
        if (message.clientId) this.#outbox.done(message.clientId)
        const isNew = !conversation.messages.some(known => known.id === message.id)
        this.#change({ conversation: withMessage(conversation, message), ...(message.mine ? {} : { typing: null }) })
        if (message.mine || !isNew) break
        this.#look()
        this.#ports.arrived(message.authorName, message.text || (message.attachments[0]?.name ?? ''))
        break
      }
      case 'ack':
        this.#acked(frame)
        break
      case 'state':
        this.#ports.keeper.readUpTo = frame.clientId
        this.#change({ conversation: readUpTo(conversation, frame.clientId) })
        break
      case 'typing':
        clearTimeout(this.#typingOver)
        this.#typingOver = setTimeout(() => this.#change({ typing: null }), typingShownMs)
        this.#change({ typing: frame.agentName })
        break
      case 'notice':
        this.#change({ conversation: noticed(conversation, frame, Date.now()) })
        break
      case 'availability':
        this.#change({ conversation: { ...conversation, here: frame.here } })
        break
      case 'refused':
        this.#refusal = frame
        this.#change({ loadingOlder: false })
        if (this.#picture.connection === 'online') this.#outbox.refused(frame)
        // The welcome itself failed: it takes a new hello to get one.
        else if (frame.code === 'unavailable') this.#line.again()
        break
      case 'pong':
        break
      default:
        assertNever(frame)
    }
  }

  #acked({ clientId, messageId, at }: Extract<PageFrame, { type: 'ack' }>): void {
    const unsent = this.#outbox.find(clientId)
    if (!unsent) return
    if (messageId !== null) {
      const conversation = withMessage(this.#picture.conversation, nowSaid(unsent, messageId, at))
      // A push with more to tell (the file's id) may have been faster.
      if (!this.#has(clientId)) this.#change({ conversation })
    }
    const isKnown = messageId !== null || this.#has(clientId)
    this.#outbox.done(clientId)
    // It had arrived before, we do not know where it stands: a new welcome shows it.
    if (!isKnown) this.#line.again()
  }

  #has(clientId: string): boolean {
    return this.#picture.conversation.messages.some(message => message.clientId === clientId)
  }

  #lost(code: number): { againInMs: number } | 'stay' | undefined {
    this.#outbox.close()
    this.#greeted?.()
    clearTimeout(this.#typingOver)
    const sentence = this.#refusal?.sentence ?? null
    const againInMs = this.#refusal?.retryAfterMs ?? 0
    this.#refusal = null
    this.#change({ typing: null, loadingOlder: false })
    if (code === closeCodes.token) {
      this.#change({ connection: 'stopped', trouble: sentence })
      return 'stay'
    }
    if (code === closeCodes.notOpen || code === closeCodes.tooMany) {
      this.#change({ connection: 'away', trouble: sentence })
      return { againInMs: Math.max(againInMs, 10_000) }
    }
    this.#change({ connection: 'offline', trouble: null })
    return { againInMs }
  }

  /** The history says what is stored; what we were told live is not less true for it. */
  #remember(conversation: Conversation): Conversation {
    const { readUpTo: clientId } = this.#ports.keeper
    return clientId === null ? conversation : readUpTo(conversation, clientId)
  }

  #look(): void {
    const { unread } = this.#sight
    if (unread !== this.#picture.unread) this.#change({ unread })
    this.#sight.reportSoon()
  }

  #change(change: Partial<Picture>): void {
    this.#picture = { ...this.#picture, ...change }
    for (const listener of this.#listeners) listener()
  }
}
