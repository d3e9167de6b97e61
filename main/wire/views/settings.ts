// System settings and canned replies as the contract shows them; the sound by an address relative to the page.
import type { CannedReplyView, SettingsView } from '../../../preload/views.ts'
import type { SystemSettings } from '../../domain/settings.ts'
import type { CannedReply } from '../../storage/store.ts'

export const settingsView = (settings: SystemSettings): SettingsView => {
  const sound = settings.OmniChatNotificationSound
  return {
    OmniChatOperatorAcceptChatTimeout: settings.OmniChatOperatorAcceptChatTimeout,
    SimultaneousChats: settings.SimultaneousChats,
    OmniChatNotificationSound:
      sound === null ? null : { name: sound.name, mime: sound.mime, url: `sounds/${encodeURIComponent(sound.fileId)}` },
    SiteUrl: settings.SiteUrl,
  }
}

export const cannedReplyView = ({ id, name, text, queueId, usedCount }: CannedReply): CannedReplyView => ({
  id,
  name,
  text,
  queueId,
  usedCount,
})
