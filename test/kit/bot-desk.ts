// A hub with a Facebook page that a bot of somebody else's serves as well: the emulated Meta calls it over its public door, all on
// one hand clock. The bot has the conversations by default, as the page's default app.
import { onTestFinished } from 'vitest'
import { createFacebookConnector } from '../../main/channels/facebook/connector.ts'
import { GraphEmulator } from './graph-emulator/graph-emulator.ts'
import type { EmulatedPage } from './graph-emulator/page.ts'
import { HandClock } from './hand-clock.ts'
import { anOpenHouse, type OpenHouse } from './open-house.ts'
import { until } from './until.ts'

/** Of the bot's own app. */
export const botApp = '700100'

export interface BotDesk {
  readonly house: OpenHouse
  readonly graph: GraphEmulator
  readonly page: EmulatedPage
  readonly clock: HandClock
}

export interface BotDeskOptions {
  /** Where the built screens are, when somebody is to look at them. */
  readonly rendererDir?: string
  /** Null: none has the conversations by default. */
  readonly defaultApp?: string | null
  readonly whenNoDefaultApp?: 'agents' | 'bot'
}

export const aBotDesk = async (options: BotDeskOptions = {}): Promise<BotDesk> => {
  const { defaultApp = botApp, whenNoDefaultApp = 'agents', ...more } = options
  const clock = new HandClock()
  const graph = new GraphEmulator(clock)
  await graph.start()
  onTestFinished(() => graph.stop())
  const page = graph.world.addPage('Lampion')
  page.defaultApp = defaultApp
  const house = await anOpenHouse({ ...more, clock, connectors: [createFacebookConnector()] })
  graph.world.callback = `${house.url}/hooks/facebook`
  const admin = await house.session('ben', 'CanManageChats', 'CanSeeAllChats', 'CanTakeOverChats')
  await house.call('settings/set', { SiteUrl: house.url }, admin)
  const { status, body } = await house.call(
    'channels/register',
    {
      kind: 'facebook',
      name: 'Lampion',
      queueId: 'support',
      settings: { ...graph.settingsOf(page), whenNoDefaultApp },
    },
    admin,
  )
  if (status !== 200) throw new Error(`The channel could not be registered: ${JSON.stringify(body)}`)
  await until('the page to be subscribed', async () => {
    const { body } = await house.call('channels/list', {}, admin)
    return JSON.stringify(body).includes('"state":"online"') && page.subscribed.has('standby')
  })
  return { house, graph, page, clock }
}
