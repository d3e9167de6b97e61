// TelegramRegistrationWorker: what happens when a bot is added: who is it, and does somebody else receive for it?
import type { Api } from 'grammy/web'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { Rival } from '../channel.ts'
import { type Fetch, type GrammySignal, withoutToken } from './api.ts'
import { botPicture } from './bot-picture.ts'
import { troubleOf } from './errors.ts'
import type { TelegramSettings } from './settings.ts'
import * as wire from './wire.ts'

export interface Registration {
  readonly profile: Record<string, string>
  readonly warning?: string
  readonly rival?: Rival
}

/** How long we hold a poll open to see whether another program ends it: most come back within this after being ended. */
const listenSeconds = 4

export class TelegramRegistrationWorker {
  readonly #api: Api
  readonly #settings: TelegramSettings
  readonly #fetch: Fetch

  constructor(api: Api, settings: TelegramSettings, fetch: Fetch) {
    this.#api = api
    this.#settings = settings
    this.#fetch = fetch
  }

  /** A dead network is no refusal: the bot can be met later. A wrong token or address is. Changes nothing at Telegram. */
  async register(signal: AbortSignal): Promise<Registration | Refusal> {
    try {
      const profile = await this.profile(signal)
      const url = await this.#webhook(signal)
      return url === null ? { profile } : { profile, warning: whoHasIt(url), rival: { kind: 'webhook', url } }
    } catch (error) {
      const trouble = troubleOf(error, this.#settings.token)
      if (trouble.kind === 'refused' && [401, 404].includes(trouble.code)) {
        return refuse('invalid', 'Telegram does not know a bot with this token. Copy it again from @BotFather.', {
          field: 'token',
        })
      }
      if (trouble.kind === 'foreign' && trouble.status < 500) {
        return refuse(
          'invalid',
          'What answers at the API root is no server of the Telegram Bot API. Check the address.',
          {
            field: 'apiRoot',
          },
        )
      }
      return {
        profile: {},
        warning: 'Telegram could not be asked about the bot just now. Parley connects as soon as it can be reached.',
      }
    }
  }

  /** Who the bot is, and how it looks. Rejects as grammY does. */
  async profile(signal: AbortSignal): Promise<Record<string, string>> {
    const bot = wire.bot.safeParse(await this.#api.getMe(signal as GrammySignal)).data
    if (!bot) return {}
    const { username } = bot
    const ports = { api: this.#api, settings: this.#settings, fetch: this.#fetch }
    const picture = await botPicture(ports, bot.id, signal)
    return {
      id: String(bot.id),
      name: bot.first_name ?? username ?? String(bot.id),
      ...(username ? { username: `@${username}`, link: `https://t.me/${username}` } : {}),
      ...(picture === null ? {} : { picture }),
    }
  }

  /**
   * Of two that poll, each ends the other's poll with a 409 (facts/channels.md 1.1): if ours is ended, somebody else polls.
   * No offset is given, so nothing is confirmed, and what waits there goes on waiting.
   */
  async listensElsewhere(signal: AbortSignal): Promise<boolean> {
    try {
      await this.#api.getUpdates({ timeout: listenSeconds, limit: 1 }, signal as GrammySignal)
      return false
    } catch (error) {
      const trouble = troubleOf(error, this.#settings.token)
      return trouble.kind === 'refused' && trouble.code === 409 && !/webhook/i.test(trouble.description)
    }
  }

  /** Removes the webhook; what waits at Telegram is kept for us. */
  async takeOver(signal: AbortSignal): Promise<Refusal | null> {
    try {
      await this.#api.deleteWebhook({ drop_pending_updates: false }, signal as GrammySignal)
      return null
    } catch {
      return refuse('unavailable', 'Telegram did not hand the bot over just now. Press Test, then try it again.')
    }
  }

  /** Some servers do not know this question: then there is none. */
  async #webhook(signal: AbortSignal): Promise<string | null> {
    try {
      const info = wire.webhookInfo.safeParse(await this.#api.getWebhookInfo(signal as GrammySignal)).data
      return info?.url ? this.#shown(info.url) : null
    } catch {
      return null
    }
  }

  /** Where the messages go, without what may be a secret: the query, the token, and long random parts of the path. */
  #shown(url: string): string {
    if (!URL.canParse(url)) return 'another product'
    const { origin, pathname } = new URL(url)
    const path = withoutToken(pathname, this.#settings.token)
      .split('/')
      .map(part => (part.length >= 16 && /\d/.test(part) ? '…' : part))
      .join('/')
    return `${origin}${path === '/' ? '' : path}`
  }
}

const whoHasIt = (url: string): string =>
  `The messages of this bot go to ${url}, and Parley receives none. Take the bot over, or switch it off there.`
