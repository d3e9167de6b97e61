// LiveChat for the tests of its connector: Parley's emulator on the test's own clock, one customer, and one channel.
import { onTestFinished } from 'vitest'
import type { ChannelLink } from '../../../main/channels/channel.ts'
import { createLiveChatConnector } from '../../../main/channels/livechat/connector.ts'
import type { LiveChatSettings } from '../../../main/channels/livechat/settings.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { LiveChatEmulator } from '../../kit/livechat-emulator/livechat-emulator.ts'
import type { LiveChatCustomer } from '../../kit/livechat-emulator/people.ts'
import { RecordingDoor } from './recording-door.ts'
import { until } from './until.ts'

export interface LiveChatChannel {
  readonly livechat: LiveChatEmulator
  readonly clock: HandClock
  readonly door: RecordingDoor
  readonly carol: LiveChatCustomer
  readonly settings: LiveChatSettings
  /** Connects the channel; a second time as after a restart, with what was stored. */
  connect(): { readonly link: ChannelLink; stop(): Promise<void> }
  /** So much time goes by in steps, and nothing is left unread between us and LiveChat. */
  passes(ms: number): Promise<void>
}

export const connector = createLiveChatConnector({ random: () => 0.5 })

export const settingsOf = (input: unknown): LiveChatSettings => {
  const settings = connector.parseSettings(input)
  if (isRefusal(settings)) throw new Error(settings.sentence)
  return settings
}

export const aLiveChatChannel = async (
  choose: (livechat: LiveChatEmulator) => unknown = livechat => livechat.settingsByToken(),
  /** By how much our clock is ahead of LiveChat's. */
  aheadMs = 0,
): Promise<LiveChatChannel> => {
  const clock = new HandClock()
  clock.advance(Math.max(0, aheadMs))
  // LiveChat's own: it waits for things of its own, which are none of the connector's.
  const theirClock = new HandClock()
  theirClock.advance(Math.max(0, -aheadMs))
  const livechat = new LiveChatEmulator(theirClock)
  await livechat.start()
  onTestFinished(() => livechat.stop())
  const door = new RecordingDoor(clock)
  const settings = settingsOf(choose(livechat))
  return {
    livechat,
    clock,
    door,
    carol: livechat.customer('Carol Ng'),
    settings,
    connect() {
      const off = new AbortController()
      const memory = door.memories.at(-1) ?? null
      const config = { channelId: 'livechat', name: 'LiveChat', settings, cursor: door.cursor, memory }
      const link = connector.connect(config, door, off.signal)
      const stop = () => {
        off.abort()
        return link.stopped()
      }
      onTestFinished(stop)
      return { link, stop }
    },
    async passes(ms) {
      for (let left = ms; left > 0; left -= 5_000) {
        theirClock.advance(Math.min(5_000, left))
        clock.advance(Math.min(5_000, left))
        await livechat.rtm.quiet()
      }
    },
  }
}

/** The channel is online, and LiveChat's router may give it chats. */
export const untilAccepting = async ({ door, livechat }: LiveChatChannel): Promise<void> => {
  await door.untilHealth('online')
  await until('the account to accept chats', () =>
    [...livechat.licence.agents.values()].some(agent => agent.status === 'accepting_chats'),
  )
}
