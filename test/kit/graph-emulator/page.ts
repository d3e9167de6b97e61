// A page of the emulated Meta: its token, its subscriptions, the people who wrote to it, what it sent them, and who holds each
// of its conversations (Messenger Platform, "Conversation Routing").
import { DAY } from '../../../main/domain/clock.ts'

export const inboxApp = '263902037430900'

export interface EmulatedPerson {
  readonly psid: string
  readonly firstName: string
  readonly lastName: string
  picture: string | null
  /** Epoch ms of what counts as a user's action; null: never wrote. */
  lastActionAt: number | null
  hasBlocked: boolean
}

/** A message that a page sent. */
export interface SentMessage {
  readonly mid: string
  readonly psid: string
  readonly text: string | null
  readonly metadata: string | null
  readonly tag: string | null
  readonly messagingType: string | null
  readonly replyTo: string | null
  readonly quickReplies: readonly { readonly title: string; readonly payload: string }[]
  readonly file: {
    readonly type: string
    readonly name: string
    readonly mime: string
    readonly bytes: Uint8Array
  } | null
  readonly at: number
  readonly byApp: string
}

interface Thread {
  readonly app: string
  readonly until: number
}

export class EmulatedPage {
  readonly id: string
  readonly name: string
  /** The one that is valid; null: none is any more. */
  token: string | null
  /** Tokens that were valid once, and the subcode by which calls with them end. */
  readonly ended = new Map<string, number>()
  readonly tasks: string[] = ['MODERATE', 'MESSAGING', 'ANALYZE', 'MANAGE']
  /** Fields that our app is subscribed to at this page. Empty: not at all. */
  readonly subscribed = new Set<string>()
  /** Other apps that are subscribed to everything at this page. */
  readonly alsoSubscribed: string[] = []
  /** App that everything goes to by default; null: no routing, all apps get everything and all may answer. */
  defaultApp: string | null = null
  humanAgentAllowed = true
  isRestricted = false
  /** Whether the page answers what routing it has. */
  tellsRouting = true
  readonly people = new Map<string, EmulatedPerson>()
  readonly sent: SentMessage[] = []
  /** Files that were uploaded and not sent yet. */
  readonly uploads = new Map<string, NonNullable<SentMessage['file']>>()
  readonly actions: { readonly psid: string; readonly action: string }[] = []
  readonly #threads = new Map<string, Thread>()

  constructor(id: string, name: string, token: string) {
    this.id = id
    this.name = name
    this.token = token
  }

  /** Nobody's token is good any more: it ran out, or somebody changed a password (460), or left the app (458). */
  endToken(subcode = 463): void {
    if (this.token !== null) this.ended.set(this.token, subcode)
    this.token = null
  }

  /** As after a new login. */
  renewToken(): string {
    this.token = `EAAGnew${this.ended.size}${this.id}`
    return this.token
  }

  /** Who holds the conversation now; null: it is idle. */
  holder(psid: string, now: number): string | null {
    const thread = this.#threads.get(psid)
    return thread === undefined || thread.until <= now ? null : thread.app
  }

  /** Null: released. */
  setHolder(psid: string, app: string | null, now: number, forMs = DAY): void {
    if (app === null) this.#threads.delete(psid)
    else this.#threads.set(psid, { app, until: now + forMs })
  }

  /** The app that gets what the customer does as `messaging` and may answer; null: every app. */
  speaker(psid: string, now: number): string | null {
    return this.defaultApp === null ? null : (this.holder(psid, now) ?? this.defaultApp)
  }
}
