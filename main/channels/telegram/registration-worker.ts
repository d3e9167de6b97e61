// TelegramRegistrationWorker: what happens when a bot is added: who is it, and does somebody else receive for it?
import type { Api } from 'grammy/web'
import { type Refusal, refuse } from '../../domain/refusal.ts'
import type { GrammySignal } from './api.ts'
import { present } from './content/present.ts'
import { troubleOf } from './errors.ts'
import type { TelegramSettings } from './settings.ts'
import * as wire from './wire.ts'

export interface Registration {
  readonly profile: Record<string, string>
  readonly warning?: string
}

export class TelegramRegistrationWorker {
  readonly #api: Api
  readonly #settings: TelegramSettings

  constructor(api: Api, settings: TelegramSettings) {
    this.#api = api
    this.#settings = settings
  }

  /** A dead network is no refusal: the bot can be met later. A wrong token or address is. */
  async register(signal: AbortSignal): Promise<Registration | Refusal> {
    try {
      const profile = await this.profile(signal)
      const warning = await this.#webhookWarning(signal)
      return { profile, ...present({ warning }) }
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

  /** Who the bot is. Rejects as grammY does. */
  async profile(signal: AbortSignal): Promise<Record<string, string>> {
    const bot = wire.bot.safeParse(await this.#api.getMe(signal as GrammySignal)).data
    if (!bot) return {}
    const { username } = bot
    return {
      id: String(bot.id),
      name: bot.first_name ?? username ?? String(bot.id),
      ...(username ? { username: `@${username}`, link: `https://t.me/${username}` } : {}),
    }
  }

  /** Some servers do not know this question: then there is nothing to warn of. */
  async #webhookWarning(signal: AbortSignal): Promise<string | undefined> {
    try {
      const info = wire.webhookInfo.safeParse(await this.#api.getWebhookInfo(signal as GrammySignal)).data
      if (!info?.url) return undefined
      // Only the host: whole addresses of webhooks are often secret.
      const host = URL.canParse(info.url) ? new URL(info.url).host : 'another product'
      return `The messages of this bot go to a webhook at ${host}. Switch the bot off there, or Parley receives nothing.`
    } catch {
      return undefined
    }
  }
}
