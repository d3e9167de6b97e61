// One bot: its token, its updates, its chats and files. Knows nothing of HTTP.
import type { UserFromGetMe } from 'grammy/types'
import type { Ground } from './record/ground.ts'
import type { UpdateEntry } from './record/ledger.ts'
import type { RateLimiter } from './script/rate-limiter.ts'
import { AllowedUpdates } from './updates/allowed-updates.ts'
import { Poller } from './updates/poller.ts'
import { UpdateQueue } from './updates/update-queue.ts'
import { Webhook } from './updates/webhook.ts'
import { Chat } from './world/chat.ts'
import { FileStore } from './world/file-store.ts'
import type { Person } from './world/person.ts'
import type { Press } from './world/press.ts'

const dayMs = 24 * 3_600_000

export interface BotRules {
  token: string
  username?: string
  firstUpdateId: number
  restartId?: (() => number) | undefined
  slowsBusyPolls: boolean
  limiter: RateLimiter | undefined
}

export class EmulatedBot {
  readonly token: string
  readonly id: number
  readonly user: UserFromGetMe
  readonly ground: Ground
  readonly queue: UpdateQueue
  readonly poller: Poller
  readonly webhook: Webhook
  readonly allowed = new AllowedUpdates()
  readonly files: FileStore
  readonly limiter: RateLimiter | undefined
  readonly chats = new Map<number, Chat>()
  /** Buttons customers pressed, by callback query id. */
  readonly presses = new Map<string, Press>()
  /** Its own profile picture. */
  photo: Buffer | undefined
  /** Its owner asked for a new token: this one is refused from now on. */
  isRevoked = false
  #lastMessageId = 0
  #lastGroup = 0

  constructor(rules: BotRules, ground: Ground) {
    const { now, pace, watch } = ground
    this.token = rules.token
    this.id = Number(rules.token.split(':')[0])
    this.ground = ground
    this.user = describeBot(this.id, rules.username ?? `emulated_${this.id}_bot`)
    this.queue = new UpdateQueue(rules.firstUpdateId, rules.restartId)
    const changed = () => watch.changed()
    this.poller = new Poller({ queue: this.queue, pace, now, slowsBusyPolls: rules.slowsBusyPolls, changed })
    this.webhook = new Webhook({ queue: this.queue, poller: this.poller, allowed: this.allowed, pace, now })
    this.files = new FileStore(this.id)
    this.limiter = rules.limiter
  }

  /** Hands an update to the bot; undefined if it did not ask for that kind. Kept 24 h from its date, or as told. */
  push(kind: string, payload: unknown, dateMs = this.ground.now(), keptMs = dayMs): UpdateEntry | undefined {
    const { now, ledger, watch } = this.ground
    if (!this.allowed.allows(kind)) return undefined
    const id = this.queue.nextId(now())
    const entry: UpdateEntry = { bot: this.id, updateId: id, kind, payload, madeAt: now(), deliveredAt: [] }
    ledger.updates.push(entry)
    const bytes = JSON.stringify(payload).length
    this.queue.push({ id, kind, payload, bytes, expiresAt: dateMs + keptMs, entry }, now())
    if (!this.webhook.isActive) this.poller.wake()
    watch.changed()
    return entry
  }

  /** The chat with this person; the bot may write there once the person did. */
  privateChat(person: Person): Chat {
    const known = this.chats.get(person.user.id)
    if (known) return known
    const nextMessageId = () => ++this.#lastMessageId
    return this.#open(new Chat({ id: person.user.id, type: 'private', person, nextMessageId }))
  }

  newGroup(title: string, type: 'group' | 'supergroup'): Chat {
    const number = ++this.#lastGroup
    if (type === 'group') {
      return this.#open(
        new Chat({ id: -4_000_000_000 - number, type, title, nextMessageId: () => ++this.#lastMessageId }),
      )
    }
    let last = 0
    return this.#open(new Chat({ id: -1_002_000_000_000 - number, type, title, nextMessageId: () => ++last }))
  }

  #open(chat: Chat): Chat {
    this.chats.set(chat.id, chat)
    return chat
  }
}

function describeBot(id: number, username: string): UserFromGetMe {
  return {
    id,
    is_bot: true,
    first_name: 'Emulated bot',
    username,
    can_join_groups: true,
    can_read_all_group_messages: true,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
    has_topics_enabled: false,
    allows_users_to_create_topics: false,
    can_manage_bots: false,
    supports_join_request_queries: false,
  }
}
