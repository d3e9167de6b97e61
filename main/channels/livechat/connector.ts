// LiveChat as a network of Parley: an agent application of a real licence over Agent RTM, its threads our chats.
import type { Connector } from '../channel.ts'
import type { Fetch } from './api/web-api.ts'
import { LiveChatIncomeMessageWorker } from './income-worker.ts'
import { LiveChatOmnichannelMessagingService } from './messaging-service.ts'
import { LiveChatMessengerRegistrationWorker } from './registration-worker.ts'
import { type LiveChatSettings, parseSettings } from './settings.ts'
import { liveChatSignIn } from './sign-in.ts'

export interface LiveChatOptions {
  /** Where there is a better one than Node's, such as Electron's, which knows the system's proxy. */
  readonly fetch?: Fetch
  /** From 0 up to 1. */
  readonly random?: () => number
}

export const createLiveChatConnector = (options: LiveChatOptions = {}): Connector<LiveChatSettings> => {
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const random = options.random ?? Math.random
  const income = new LiveChatIncomeMessageWorker()
  return {
    kind: 'livechat',
    // An attempt whose answer was lost is looked for before it is made again.
    resendIsSafe: true,
    takesNotes: true,
    secretFields: ['refreshToken', 'accessToken', 'personalToken'],
    secretsGoTo: ['apiRoot', 'accountsRoot'],
    placeFields: ['accountId'],
    signIn: liveChatSignIn(fetch),
    parseSettings,
    register: (settings, signal) => new LiveChatMessengerRegistrationWorker(settings).register(signal),
    toUnified: (payload, receivedAt) => income.toUnified(payload, receivedAt),
    connect: (config, door, signal) => {
      const service = new LiveChatOmnichannelMessagingService(config, door, signal, { fetch, random })
      service.start()
      return service
    },
  }
}
