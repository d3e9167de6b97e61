// The system settings as their form shows them, by the names of the seeds, and as the contract wants them.
import { base64Of } from '../../../main/domain/base64.ts'
import { hostFault, hostsIn } from '../../../main/domain/outbound-address.ts'
import { relayRoot } from '../../../main/domain/relay.ts'
import { defaultSettings } from '../../../main/domain/settings.ts'
import { addressFault } from '../../../main/domain/web-address.ts'
import type { SettingsView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { checkNeededNumber, type Wrong, wrongOnly } from '../form/check.ts'
import { numberOrNull } from '../form/whole-number.ts'
import type { ChosenSound } from './sound-file.ts'

export interface SystemForm {
  readonly OmniChatOperatorAcceptChatTimeout: string
  readonly SimultaneousChats: string
  readonly OmniChatNotificationSound: SoundChoice
  readonly SiteUrl: string
  readonly IdentityServerUrl: string
  readonly IdentityServerClientId: string
  /** Empty: as it is stored; null: to be cleared. */
  readonly IdentityServerClientSecret: string | null
  readonly OutboundAllowedHosts: string
  readonly SmtpServer: string
  readonly SmtpUser: string
  /** Empty: as it is stored; null: to be cleared. */
  readonly SmtpPassword: string | null
  readonly SmtpFrom: string
}

/** As it is stored, Parley's own, or a file that somebody chose. */
export type SoundChoice = 'stored' | 'own' | ChosenSound

const minutes = { min: 1, max: 1_440 }
const chats = { min: 0, max: 99 }
const longestName = 200
const longestSecret = 1_000
const longestHosts = 5_000

export const systemForm = (settings: SettingsView): SystemForm => ({
  OmniChatOperatorAcceptChatTimeout: String(settings.OmniChatOperatorAcceptChatTimeout),
  SimultaneousChats: String(settings.SimultaneousChats),
  OmniChatNotificationSound: 'stored',
  SiteUrl: settings.SiteUrl,
  IdentityServerUrl: settings.IdentityServerUrl,
  IdentityServerClientId: settings.IdentityServerClientId,
  IdentityServerClientSecret: '',
  OutboundAllowedHosts: settings.OutboundAllowedHosts,
  SmtpServer: settings.SmtpServer,
  SmtpUser: settings.SmtpUser,
  SmtpPassword: '',
  SmtpFrom: settings.SmtpFrom,
})

/** What "Reset to default" puts into the fields. */
export const defaultForm = {
  OmniChatOperatorAcceptChatTimeout: String(defaultSettings.OmniChatOperatorAcceptChatTimeout),
  SimultaneousChats: String(defaultSettings.SimultaneousChats),
  SiteUrl: defaultSettings.SiteUrl,
  IdentityServerUrl: defaultSettings.IdentityServerUrl,
  IdentityServerClientId: defaultSettings.IdentityServerClientId,
  OutboundAllowedHosts: defaultSettings.OutboundAllowedHosts,
  SmtpServer: defaultSettings.SmtpServer,
  SmtpUser: defaultSettings.SmtpUser,
  SmtpFrom: defaultSettings.SmtpFrom,
} as const

export const checkSystem = (form: SystemForm): Wrong<SystemForm> =>
  wrongOnly<SystemForm>({
    OmniChatOperatorAcceptChatTimeout: checkNeededNumber(form.OmniChatOperatorAcceptChatTimeout, minutes, 'minutes'),
    SimultaneousChats: checkNeededNumber(form.SimultaneousChats, chats),
    SiteUrl: checkAddress(form.SiteUrl.trim(), t('settings.system.site.wrong')),
    IdentityServerUrl: checkAddress(form.IdentityServerUrl.trim(), t('settings.system.identityUrl.wrong')),
    IdentityServerClientId: checkLength(form.IdentityServerClientId, longestName),
    IdentityServerClientSecret: checkLength(form.IdentityServerClientSecret ?? '', longestSecret),
    OutboundAllowedHosts:
      checkLength(form.OutboundAllowedHosts, longestHosts) ??
      hostsIn(form.OutboundAllowedHosts)
        .map(hostFault)
        .find(fault => fault !== null) ??
      null,
    SmtpServer: form.SmtpServer.trim() === '' ? null : hostFault(form.SmtpServer.trim()),
    SmtpUser: checkLength(form.SmtpUser, longestName),
    SmtpPassword: checkLength(form.SmtpPassword ?? '', longestSecret),
    SmtpFrom: /^$|^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(form.SmtpFrom.trim()) ? null : t('settings.system.smtpFrom.wrong'),
  })

const checkAddress = (text: string, sentence: string): string | null => {
  const fault = text === '' ? null : addressFault(text)
  if (fault === null) return null
  return fault === 'notWeb' ? sentence : t(`settings.system.address.${fault}`)
}

const checkLength = (text: string, max: number): string | null =>
  text.trim().length > max ? t('settings.tooLong', { max }) : null

/** Only what was changed; the sound goes its own way. */
export const systemChange = (before: SystemForm, after: SystemForm) => {
  const accept = numberOrNull(after.OmniChatOperatorAcceptChatTimeout, minutes)
  const limit = numberOrNull(after.SimultaneousChats, chats)
  const site = after.SiteUrl.trim()
  const identity = after.IdentityServerUrl.trim()
  const client = after.IdentityServerClientId.trim()
  const hosts = after.OutboundAllowedHosts.trim()
  const secret = after.IdentityServerClientSecret?.trim() ?? null
  return {
    ...(accept === null || accept === numberOrNull(before.OmniChatOperatorAcceptChatTimeout, minutes)
      ? {}
      : { OmniChatOperatorAcceptChatTimeout: accept }),
    ...(limit === null || limit === numberOrNull(before.SimultaneousChats, chats) ? {} : { SimultaneousChats: limit }),
    ...(site === before.SiteUrl ? {} : { SiteUrl: site }),
    ...(identity === before.IdentityServerUrl ? {} : { IdentityServerUrl: identity }),
    ...(client === before.IdentityServerClientId ? {} : { IdentityServerClientId: client }),
    ...(hosts === before.OutboundAllowedHosts ? {} : { OutboundAllowedHosts: hosts }),
    ...(secret === '' ? {} : { IdentityServerClientSecret: secret }),
    ...smtpChange(before, after),
  }
}

const smtpChange = (before: SystemForm, after: SystemForm) => {
  const [server, user, from] = [after.SmtpServer.trim(), after.SmtpUser.trim(), after.SmtpFrom.trim()]
  return {
    ...(server === before.SmtpServer ? {} : { SmtpServer: server }),
    ...(user === before.SmtpUser ? {} : { SmtpUser: user }),
    ...(from === before.SmtpFrom ? {} : { SmtpFrom: from }),
    ...(after.SmtpPassword === '' ? {} : { SmtpPassword: after.SmtpPassword }),
  }
}

/** The stored secret goes to no other relay than the one that gave it. */
export const dropsSecret = (stored: SettingsView, typed: SystemForm): boolean =>
  stored.secretsSet.includes('IdentityServerClientSecret') &&
  stored.IdentityServerUrl !== '' &&
  relayRoot(typed.IdentityServerUrl) !== relayRoot(stored.IdentityServerUrl) &&
  typed.IdentityServerClientSecret === ''

/** What the contract is told about the sound; a file's bytes go ahead, through `upload`. */
export const soundWanted = async (
  choice: SoundChoice,
  upload: (base64: string) => Promise<{ readonly fileId: string }>,
) => {
  if (choice === 'stored') return {}
  if (choice === 'own') return { OmniChatNotificationSound: null }
  const { fileId } = await upload(base64Of(choice.bytes))
  return { OmniChatNotificationSound: { fileId, name: choice.name, mime: choice.mime } }
}
