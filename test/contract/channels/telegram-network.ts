// Telegram for the tests of its connector: Parley's emulator on the test's own clock, one customer, and one channel.
import { onTestFinished } from 'vitest'
import type { ChannelLink } from '../../../main/channels/channel.ts'
import { createTelegramConnector, type TelegramOptions } from '../../../main/channels/telegram/connector.ts'
import type { TelegramSettings } from '../../../main/channels/telegram/settings.ts'
import { isRefusal } from '../../../main/domain/refusal.ts'
import { HandClock } from '../../kit/hand-clock.ts'
import { type EmulatorOptions, TelegramEmulator } from '../../kit/telegram-emulator/telegram-emulator.ts'
import { RecordingDoor } from './recording-door.ts'

export interface TelegramChannel {
  readonly telegram: TelegramEmulator
  readonly clock: HandClock
  readonly door: RecordingDoor
  readonly settings: TelegramSettings
  /** Connects the channel; a second time as after a restart, with the cursor that was stored. */
  connect(options?: TelegramOptions): TelegramConnection
}

export interface TelegramConnection {
  readonly link: Required<Pick<ChannelLink, 'send' | 'sendTyping' | 'fetchAttachment' | 'stopped'>>
  stop(): Promise<void>
}

/** Chance that is always the same, so that pauses are known: half way between shortest and longest. */
export const evenChance = () => 0.5

export const aTelegramChannel = async (options: EmulatorOptions = {}): Promise<TelegramChannel> => {
  const clock = new HandClock()
  const telegram = new TelegramEmulator({ now: () => clock.now(), ...options })
  await telegram.start()
  onTestFinished(() => telegram.stop())
  const door = new RecordingDoor(clock)
  const settings = settingsFor(telegram)
  return {
    telegram,
    clock,
    door,
    settings,
    connect(more = {}) {
      const off = new AbortController()
      const connector = createTelegramConnector({ random: evenChance, ...more })
      const config = { channelId: 'telegram', name: 'Telegram', settings, cursor: door.cursor }
      const { send, sendTyping, fetchAttachment, stopped } = connector.connect(config, door, off.signal)
      if (!sendTyping || !fetchAttachment) throw new Error('The link of Telegram types and fetches')
      const stop = () => {
        off.abort()
        return stopped()
      }
      onTestFinished(stop)
      return { link: { send, sendTyping, fetchAttachment, stopped }, stop }
    },
  }
}

export const settingsFor = (telegram: TelegramEmulator): TelegramSettings => {
  const settings = createTelegramConnector().parseSettings({ token: telegram.token, apiRoot: telegram.apiRoot })
  if (isRefusal(settings)) throw new Error(settings.sentence)
  return settings
}
