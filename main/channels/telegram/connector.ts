// Telegram as a network of Parley: a bot that receives by long polling and answers through the Bot API.
import type { Connector } from '../channel.ts'
import { type Fetch, telegramApi } from './api.ts'
import { TelegramIncomeMessageWorker } from './income-worker.ts'
import { TelegramOmnichannelMessagingService } from './messaging-service.ts'
import { TelegramRegistrationWorker } from './registration-worker.ts'
import { parseSettings, type TelegramSettings } from './settings.ts'

export interface TelegramOptions {
  /** Where there is a better one than Node's, such as Electron's, which knows the system's proxy. */
  readonly fetch?: Fetch
  /** From 0 up to 1; spreads retries. */
  readonly random?: () => number
}

export const createTelegramConnector = (options: TelegramOptions = {}): Connector<TelegramSettings> => {
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const random = options.random ?? Math.random
  const income = new TelegramIncomeMessageWorker()
  const workerFor = (settings: TelegramSettings) =>
    new TelegramRegistrationWorker(telegramApi(settings, fetch), settings, fetch)
  return {
    kind: 'telegram',
    secretFields: ['token'],
    secretsGoTo: ['apiRoot'],
    parseSettings,
    register: (settings, signal) => workerFor(settings).register(signal),
    listensElsewhere: (settings, signal) => workerFor(settings).listensElsewhere(signal),
    takeOver: (settings, signal) => workerFor(settings).takeOver(signal),
    toUnified: (payload, receivedAt) => income.toUnified(payload, receivedAt),
    connect: (config, door, signal) => {
      const service = new TelegramOmnichannelMessagingService(config, door, signal, { fetch, random }, income)
      service.start()
      return {
        send: (message, until) => service.send(message, until),
        sendTyping: address => service.sendTyping(address),
        fetchAttachment: (remote, until) => service.fetchAttachment(remote, until),
        stopped: () => service.stopped(),
      }
    },
  }
}
