// How the fields of a channel read when somebody else has changed them. A token is never shown, not even that it differs.
import { t } from '../../words/words.ts'
import type { Shown } from '../form/differences.ts'
import type { ChannelForm } from './channel-form.ts'

export const shownOfChannel = (queueName: (id: string) => string): Shown<ChannelForm> => ({
  name: { caption: t('settings.channels.name') },
  queueId: { caption: t('settings.channels.queue'), words: queueName },
  active: { caption: t('settings.channels.active') },
  apiRoot: { caption: t('settings.channels.telegram.apiRoot') },
  accountSid: { caption: t('settings.channels.whatsapp.accountSid') },
  sender: { caption: t('settings.channels.whatsapp.sender') },
  publicUrl: { caption: t('settings.channels.whatsapp.publicUrl') },
  pageId: { caption: t('settings.channels.facebook.pageId') },
  allowHumanAgent: { caption: t('settings.channels.facebook.allowHumanAgent') },
  clientId: { caption: t('settings.channels.livechat.clientId') },
  accountId: { caption: t('settings.channels.livechat.accountId') },
  accountsRoot: { caption: t('settings.channels.livechat.accountsRoot') },
  botFirst: { caption: t('settings.channels.facebook.botFirst') },
  title: { caption: t('settings.channels.web.title') },
  greeting: { caption: t('settings.channels.web.greeting') },
  color: { caption: t('settings.channels.web.color') },
  askName: { caption: t('settings.channels.web.askName') },
  maxFileMb: { caption: t('settings.channels.web.maxFileMb') },
  typingPreview: { caption: t('settings.channels.web.typingPreview') },
  allowedOrigins: { caption: t('settings.channels.web.allowedOrigins') },
})
