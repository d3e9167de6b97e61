// WhatsApp, run through the suite that every connector must pass.
import { HOUR } from '../../../main/domain/clock.ts'
import { connectorSuite } from './connector-suite.ts'
import { aWhatsAppNetwork } from './whatsapp-network.ts'

connectorSuite('WhatsApp', async () => {
  const { twilio, clock, connector } = await aWhatsAppNetwork()
  const customer = twilio.customer('+491701234567', 'Carol')
  return {
    connector,
    clock,
    input: twilio.settings,
    address: customer.address,
    customerWrites: async text => void (await customer.says(text)),
    countsAsReceived: text => twilio.isTaken(text),
    customerSees: () => customer.received.map(message => message.body),
    goesDown: async () => {
      await twilio.goesDown()
      // Nobody notices that a network is down which calls us; the next look at the account does.
      clock.advance(HOUR)
    },
    comesBack: () => twilio.comesBack(),
  }
})
