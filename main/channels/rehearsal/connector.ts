// The rehearsal network: scripted customers for demonstrations and tests. It speaks to nobody outside.
import type { Connector } from '../channel.ts'
import { RehearsalIncomeMessageWorker } from './income-worker.ts'
import { RehearsalOmnichannelMessagingService } from './messaging-service.ts'
import { RehearsalRegistrationWorker } from './registration-worker.ts'
import { parseRehearsalSettings, type RehearsalSettings } from './settings.ts'

export interface RehearsalOptions {
  /** From 0 up to 1: picks the script of a channel whose settings name no seed. All other chance follows from the seed. */
  readonly random?: () => number
}

export const createRehearsalConnector = ({
  random = Math.random,
}: RehearsalOptions = {}): Connector<RehearsalSettings> => {
  const income = new RehearsalIncomeMessageWorker()
  const registration = new RehearsalRegistrationWorker()
  return {
    kind: 'rehearsal',
    resendIsSafe: true,
    secretFields: [],
    parseSettings: parseRehearsalSettings,
    register: settings => registration.register(settings),
    toUnified: payload => income.toUnified(payload),
    connect(config, door, signal) {
      const service = new RehearsalOmnichannelMessagingService(
        config,
        door,
        signal,
        Math.floor(random() * 0x1_0000_0000),
      )
      service.start()
      return service
    },
  }
}
