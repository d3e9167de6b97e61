// An office beside a relay that a test plays: paired or about to be, with pages and a WhatsApp number behind it, on one hand clock.
import { onTestFinished } from 'vitest'
import { createWhatsAppConnector } from '../../main/channels/whatsapp/connector.ts'
import { asId, type ChannelId, type QueueId } from '../../main/domain/ids.ts'
import type { ChannelHealth } from '../../main/domain/unified-message.ts'
import type { RelayStatus } from '../../main/services/relay/relay-verbs.ts'
import type { Actor } from '../../main/services/verbs.ts'
import { HandClock } from './hand-clock.ts'
import { must } from './must.ts'
import { anOpenOffice, type OfficeOptions, type TestOffice } from './office.ts'
import { PageStage } from './page-stage.ts'
import { ScriptedRelay } from './scripted-relay.ts'
import { TwilioEmulator } from './twilio-emulator/twilio-emulator.ts'
import { until } from './until.ts'

export const goodCode = 'K7Q2-M4XW'

export interface RelayedOffice {
  readonly office: TestOffice
  readonly relay: ScriptedRelay
  readonly twilio: TwilioEmulator
  readonly pages: PageStage
  readonly clock: HandClock
  readonly boss: Actor
  pair(): Promise<RelayStatus>
  /** As soon as it is so. */
  status(isSo: (status: RelayStatus) => boolean): Promise<RelayStatus>
  health(id: string, isSo: (health: ChannelHealth) => boolean): Promise<ChannelHealth>
  aNumber(settings?: Readonly<Record<string, unknown>>): Promise<ChannelId>
  aPage(pageId: string, settings?: Readonly<Record<string, unknown>>): Promise<ChannelId>
}

export const aRelayedOffice = async (options: OfficeOptions = {}): Promise<RelayedOffice> => {
  const clock = options.clock ?? new HandClock()
  const relay = new ScriptedRelay()
  const twilio = new TwilioEmulator(clock)
  await Promise.all([relay.start(), twilio.start()])
  onTestFinished(async () => void (await Promise.all([relay.stop(), twilio.stop()])))
  const pages = new PageStage()
  const office = await anOpenOffice({
    ...options,
    clock,
    connectors: [createWhatsAppConnector(), ...(options.connectors ?? [pages])],
  })
  const { services } = office
  const boss = office.supervisor('ann')
  const status = (isSo: (status: RelayStatus) => boolean) =>
    until('the relay to be so', async () => {
      const now = await services.relay.status()
      return isSo(now) ? now : null
    })
  const register = async (kind: 'whatsapp' | 'facebook', name: string, settings: Readonly<Record<string, unknown>>) => {
    const queueId = asId<QueueId>('support')
    return must(await services.channels.register(boss, { kind, name, queueId, active: true, settings })).channel.id
  }
  return {
    office,
    relay,
    twilio,
    pages,
    clock,
    boss,
    status,
    async pair() {
      must(await services.relay.pair(boss, { url: relay.url, code: goodCode }))
      return status(({ state, publicUrl }) => state.state === 'online' && publicUrl !== null)
    },
    health: (id, isSo) =>
      until('the channel to be so', async () => {
        const card = (await services.channels.list()).find(({ channel }) => channel.id === id)
        return card !== undefined && isSo(card.health) ? card.health : null
      }),
    aNumber: (settings = {}) => register('whatsapp', 'WhatsApp', { ...twilio.settings, ...settings }),
    aPage: (pageId, settings = {}) =>
      register('facebook', `Page ${pageId}`, { pageId, pageToken: 'page token', ...settings }),
  }
}
