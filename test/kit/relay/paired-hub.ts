// A workstation that is paired with a relay and has one WhatsApp number behind it, set up as somebody would.
import type { HubProcess } from '../hub-process.ts'
import type { TwilioEmulator } from '../twilio-emulator/twilio-emulator.ts'
import { until } from '../until.ts'
import { healthOf } from './health-of.ts'
import type { RelayProcess } from './relay-process.ts'

/** Gives the channel's id; from then on Twilio's emulator calls it at the relay. `lineUrl`: how the workstation reaches the relay. */
export const pairWithNumber = async (
  hub: HubProcess,
  relay: RelayProcess,
  lineUrl: string,
  twilio: TwilioEmulator,
): Promise<string> => {
  const token = await hub.signIn()
  const { queues } = await hub.must<{ queues: { id: string }[] }>('queues/list', {}, token)
  await hub.must('relay/pair', { url: lineUrl, code: relay.ready.code }, token)
  const { id } = await hub.must<{ id: string }>(
    'channels/register',
    { kind: 'whatsapp', name: 'WhatsApp', queueId: queues[0]?.id, active: true, settings: twilio.settings },
    token,
  )
  await until('the relay to know the channel', async () => (await healthOf(relay.url)).desks[0]?.channels === 1)
  twilio.webhook = `${relay.url}/hooks/whatsapp/${id}`
  return id
}
