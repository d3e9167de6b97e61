// The website connector: our own network, whose customers come in through the customer's door of whichever host has one.
import type { Ids } from '../../domain/ids.ts'
import type { Connector } from '../channel.ts'
import { WebIncomeMessageWorker } from './income-worker.ts'
import { WebOmnichannelMessagingService } from './messaging-service.ts'
import { WebMessengerRegistrationWorker } from './registration-worker.ts'
import { createSeal, type Seal } from './seal.ts'
import { parseWebSettings, type WebSettings } from './settings.ts'
import { createVisitorTokens, type VisitorTokens } from './visitor-token.ts'

export interface WebConnectorOptions {
  /** At least 32 random bytes that stay the same over restarts; with another key every visitor is a stranger. */
  readonly visitorKey: Uint8Array
  readonly ids: Pick<Ids, 'secret'>
}

/** A connector with what the customer's door needs besides. */
export interface WebConnector extends Connector<WebSettings> {
  readonly channels: OpenChannels
  readonly tokens: VisitorTokens
  readonly seal: Seal
  newVisitor(): string
}

/** The website channels that are connected now. */
export interface OpenChannels {
  get(channelId: string): WebOmnichannelMessagingService | undefined
  /** Of those that are connected, the one that was connected first since the host started; a restart of it changes nothing. */
  first(): WebOmnichannelMessagingService | undefined
  /** It was connected once and is not now. */
  isSwitchedOff(channelId: string): boolean
}

export const createWebConnector = ({ visitorKey, ids }: WebConnectorOptions): WebConnector => {
  const seal = createSeal(visitorKey)
  // Never shrinks: null keeps the place of a channel that is switched off, so that `first` stays the same one.
  const places = new Map<string, WebOmnichannelMessagingService | null>()
  return {
    kind: 'web',
    resendIsSafe: true,
    secretFields: [],
    parseSettings: parseWebSettings,
    register: settings => new WebMessengerRegistrationWorker().register(settings),
    toUnified: payload => new WebIncomeMessageWorker().toUnified(payload),
    connect(config, door, signal) {
      const service = new WebOmnichannelMessagingService(config, door, signal)
      if (signal.aborted) return service
      places.set(config.channelId, service)
      signal.addEventListener(
        'abort',
        () => {
          // Its successor may be there already.
          if (places.get(config.channelId) === service) places.set(config.channelId, null)
        },
        { once: true },
      )
      service.open()
      return service
    },
    seal,
    tokens: createVisitorTokens(seal),
    newVisitor: () => ids.secret(16),
    channels: {
      get: channelId => places.get(channelId) ?? undefined,
      first: () => [...places.values()].find(service => service !== null) ?? undefined,
      isSwitchedOff: channelId => places.get(channelId) === null,
    },
  }
}
