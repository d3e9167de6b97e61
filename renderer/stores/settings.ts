// What belongs to the whole workstation and a panel needs: the sound, canned replies, and how channels are doing.
import { create } from 'zustand'
import type { CannedReplyView, ChannelView, HealthView, SettingsView } from '../../preload/views.ts'
import { ask } from './door.ts'

interface Shared {
  readonly settings: SettingsView | null
  readonly replies: readonly CannedReplyView[]
  readonly channels: readonly ChannelView[]
}

export const useShared = create<Shared>(() => ({ settings: null, replies: [], channels: [] }))

export const refreshSettings = async (): Promise<void> => {
  useShared.setState({ settings: await ask().settings.get({}) })
}

export const refreshReplies = async (): Promise<void> => {
  useShared.setState({ replies: (await ask().cannedReplies.list({})).replies })
}

export const refreshChannels = async (): Promise<void> => {
  useShared.setState({ channels: (await ask().channels.list({})).channels })
}

export const takeHealth = (channelId: string, health: HealthView): void =>
  useShared.setState(state => ({
    channels: state.channels.map(channel => (channel.id === channelId ? { ...channel, health } : channel)),
  }))
