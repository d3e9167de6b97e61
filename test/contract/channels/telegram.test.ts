// Telegram, run through the suite that every connector must pass.
import { onTestFinished } from 'vitest'
import { createTelegramConnector } from '../../../main/channels/telegram/connector.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { TelegramEmulator } from '../../kit/telegram-emulator/telegram-emulator.ts'
import { connectorSuite } from './connector-suite.ts'

connectorSuite('Telegram', async () => {
  const clock = new HandClock()
  const telegram = new TelegramEmulator({ now: () => clock.now() })
  await telegram.start()
  onTestFinished(() => telegram.stop())
  const customer = telegram.customer({ firstName: 'Carol' })
  return {
    connector: createTelegramConnector(),
    clock,
    input: { token: telegram.token, apiRoot: telegram.apiRoot },
    address: String(customer.id),
    customerWrites: text => void customer.says(text),
    countsAsReceived: text =>
      telegram.ledger.confirmed.some(update => (update.payload as { text?: string }).text === text),
    customerSees: () => customer.received.map(message => message.text),
    goesDown: () => telegram.goesDown(),
    comesBack: () => telegram.comesBack(),
  }
})
