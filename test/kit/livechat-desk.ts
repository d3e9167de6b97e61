// A workstation with a LiveChat channel, an emulated licence behind it, and agents: all on one hand clock.
import { onTestFinished } from 'vitest'
import { createLiveChatConnector } from '../../main/channels/livechat/connector.ts'
import { SECOND } from '../../main/domain/clock.ts'
import type { ChannelId } from '../../main/domain/ids.ts'
import { asId } from '../../main/domain/ids.ts'
import { HandClock, settled } from './hand-clock.ts'
import { LiveChatEmulator } from './livechat-emulator/livechat-emulator.ts'
import { must } from './must.ts'
import { anOpenOffice, type OfficeOptions, type TestOffice } from './office.ts'
import { until } from './until.ts'

export interface LiveChatDesk {
  readonly office: TestOffice
  readonly livechat: LiveChatEmulator
  readonly clock: HandClock
  readonly channelId: ChannelId
  /** So much time goes by in steps, and whoever speaks with LiveChat meanwhile is heard. */
  passes(ms: number): Promise<void>
  health(): Promise<string>
  /** Online, and LiveChat's router gives the account chats. */
  untilAccepting(): Promise<void>
}

export const aLiveChatDesk = async (
  options: OfficeOptions & { readonly settings?: (livechat: LiveChatEmulator) => Record<string, unknown> } = {},
): Promise<LiveChatDesk> => {
  const clock = options.clock ?? new HandClock()
  const livechat = new LiveChatEmulator(clock)
  await livechat.start()
  onTestFinished(() => livechat.stop())
  const connectors = [createLiveChatConnector({ random: () => 0.5 })]
  const office = await anOpenOffice({ simultaneousChats: 50, ...options, clock, connectors })
  const { channels } = office.services
  const settings = options.settings?.(livechat) ?? livechat.settingsByToken()
  const { channel } = must(
    await channels.register(office.supervisor('ben'), {
      kind: 'livechat',
      name: 'Lampion on LiveChat',
      queueId: asId('support'),
      active: true,
      settings,
    }),
  )
  const health = async () => (await channels.list()).find(one => one.channel.id === channel.id)?.health.state ?? 'none'
  const desk: LiveChatDesk = {
    office,
    livechat,
    clock,
    channelId: channel.id,
    health,
    async passes(ms) {
      for (let left = ms; left > 0; left -= 5 * SECOND) {
        clock.advance(Math.min(5 * SECOND, left))
        await settled()
        await livechat.rtm.quiet()
        await settled()
      }
    },
    async untilAccepting() {
      await until('the channel to be online', async () => (await health()) === 'online')
      await until('the account to take chats', () =>
        [...livechat.licence.agents.values()].some(agent => agent.status === 'accepting_chats'),
      )
    },
  }
  await desk.untilAccepting()
  return desk
}
