// System settings and canned replies as the contract shows them; the sound by an address relative to the page, no secret at all.
import type { CannedReplyView, SettingsView } from '../../../preload/views.ts'
import { may } from '../../domain/permissions.ts'
import { secretSettings } from '../../domain/settings.ts'
import type { Actor, Services } from '../../services/verbs.ts'
import type { CannedReply } from '../../storage/store.ts'

export const settingsOf = async (actor: Actor, settings: Services['settings']): Promise<SettingsView> => {
  const [now, changes] = await Promise.all([settings.get(), settings.lastChanges()])
  const sound = now.OmniChatNotificationSound
  const manages = may(actor.permissions, 'CanManageChats')
  return {
    OmniChatOperatorAcceptChatTimeout: now.OmniChatOperatorAcceptChatTimeout,
    SimultaneousChats: now.SimultaneousChats,
    OmniChatNotificationSound:
      sound === null ? null : { name: sound.name, mime: sound.mime, url: `sounds/${encodeURIComponent(sound.fileId)}` },
    SiteUrl: now.SiteUrl,
    IdentityServerUrl: manages ? now.IdentityServerUrl : '',
    IdentityServerClientId: manages ? now.IdentityServerClientId : '',
    OutboundAllowedHosts: manages ? now.OutboundAllowedHosts : '',
    SmtpServer: manages ? now.SmtpServer : '',
    SmtpUser: manages ? now.SmtpUser : '',
    SmtpFrom: manages ? now.SmtpFrom : '',
    secretsSet: manages ? secretSettings.filter(name => now[name] !== null) : [],
    lastChanges: manages ? Object.fromEntries(changes) : {},
  }
}

export const cannedReplyView = (reply: CannedReply): CannedReplyView => ({ ...reply })
