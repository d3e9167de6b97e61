// Messenger, run through the suite that every connector must pass.
import { DAY } from '../../../main/domain/clock.ts'
import { connectorSuite } from './connector-suite.ts'
import { aFacebookNetwork } from './facebook-network.ts'

connectorSuite('Facebook Messenger', async () => {
  const { graph, page, clock, connector } = await aFacebookNetwork()
  // Subscribed before: what is written while no channel is connected waits at Meta.
  for (const field of graph.world.appFields) page.subscribed.add(field)
  const carol = graph.customer(page, 'Carol', 'Ngata')
  carol.person.lastActionAt = clock.now()
  graph.echoesByItself = false
  return {
    connector,
    clock,
    input: graph.settingsOf(page),
    address: carol.psid,
    customerWrites: async text => void (await carol.says(text)),
    countsAsReceived: text => graph.isTaken(text),
    customerSees: () => carol.received.map(message => message.text ?? ''),
    goesDown: async () => {
      await graph.goesDown()
      // Nobody notices that a network is down which calls us; the next look at the page does.
      clock.advance(DAY)
    },
    comesBack: () => graph.comesBack(),
  }
})
