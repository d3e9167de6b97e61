// Facebook Messenger as a network of Parley: Meta's calls bring what customers write, its Graph API takes the answers.
import type { Connector } from '../channel.ts'
import { type Fetch, GraphApi } from './graph/api.ts'
import { FacebookIncomeMessageWorker } from './income-worker.ts'
import { FacebookOmnichannelMessagingService } from './messaging-service.ts'
import { FacebookMessengerRegistrationWorker } from './registration-worker.ts'
import { type FacebookSettings, parseSettings } from './settings.ts'

export interface FacebookOptions {
  /** Where there is a better one than Node's, such as Electron's, which knows the system's proxy. */
  readonly fetch?: Fetch
}

export const createFacebookConnector = (options: FacebookOptions = {}): Connector<FacebookSettings> => {
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const income = new FacebookIncomeMessageWorker()
  return {
    kind: 'facebook',
    secretFields: ['pageToken', 'appSecret', 'verifyToken', 'relayKey'],
    secretsGoTo: ['apiRoot'],
    placeFields: ['pageId'],
    noDefaultApp: settings => (settings.whenNoDefaultApp === 'bot' ? 'bot' : 'agents'),
    parseSettings,
    register: (settings, signal, webhookUrl = null) =>
      new FacebookMessengerRegistrationWorker(new GraphApi(settings, fetch), settings).register(webhookUrl, signal),
    toUnified: (payload, receivedAt) => income.toUnified(payload, receivedAt),
    connect: (config, door, signal) => {
      const service = new FacebookOmnichannelMessagingService(config, door, signal, fetch)
      service.start()
      return service
    },
  }
}
