// WhatsApp as a network of Parley, through Twilio: webhooks bring what customers write, Twilio's API takes the answers.
import type { Connector } from '../channel.ts'
import { type Fetch, TwilioApi } from './api.ts'
import { WhatsAppIncomeMessageWorker } from './income-worker.ts'
import { WhatsAppOmnichannelMessagingService } from './messaging-service.ts'
import { WhatsAppMessengerRegistrationWorker } from './registration-worker.ts'
import { parseSettings, type WhatsAppSettings } from './settings.ts'

export interface WhatsAppOptions {
  /** Where there is a better one than Node's, such as Electron's, which knows the system's proxy. */
  readonly fetch?: Fetch
}

export const createWhatsAppConnector = (options: WhatsAppOptions = {}): Connector<WhatsAppSettings> => {
  const fetch: Fetch = options.fetch ?? ((input, init) => globalThis.fetch(input, init))
  const income = new WhatsAppIncomeMessageWorker()
  return {
    kind: 'whatsapp',
    secretFields: ['authToken'],
    secretsGoTo: ['apiRoot'],
    // One account may have several numbers, each a channel of its own.
    placeFields: ['accountSid', 'sender'],
    parseSettings,
    register: (settings, signal, webhookUrl = null) =>
      new WhatsAppMessengerRegistrationWorker(new TwilioApi(settings, fetch), settings).register(webhookUrl, signal),
    toUnified: (payload, receivedAt) => income.toUnified(payload, receivedAt),
    connect: (config, door, signal) => {
      const service = new WhatsAppOmnichannelMessagingService(config, door, signal, fetch, income)
      service.start()
      return service
    },
  }
}
