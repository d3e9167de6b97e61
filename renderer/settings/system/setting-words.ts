// Which words of the catalogue are about which system setting.
import type { SettingName } from '../../../main/domain/settings.ts'
import { t } from '../../words/words.ts'

export const wordsOfSetting = {
  OmniChatOperatorAcceptChatTimeout: 'accept',
  SimultaneousChats: 'simultaneous',
  OmniChatNotificationSound: 'sound',
  SiteUrl: 'site',
  IdentityServerUrl: 'identityUrl',
  IdentityServerClientId: 'identityClient',
  IdentityServerClientSecret: 'identitySecret',
  OutboundAllowedHosts: 'allowedHosts',
  SmtpServer: 'smtpServer',
  SmtpUser: 'smtpUser',
  SmtpPassword: 'smtpPassword',
  SmtpFrom: 'smtpFrom',
} as const satisfies Record<SettingName, string>

export type SettingWords = (typeof wordsOfSetting)[SettingName]

/** The caption of the seeds; of a setting that is not known (any more), its name. */
export const captionOf = (code: string): string =>
  Object.hasOwn(wordsOfSetting, code) ? t(`settings.system.${wordsOfSetting[code as SettingName]}.caption`) : code
