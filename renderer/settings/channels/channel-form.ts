// A channel as its form shows it, and as the contract wants it. One form for all kinds: each shows the fields it has.
import type { ChannelKind } from '../../../main/domain/unified-message.ts'
import type { ChannelView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'
import { changesIn } from '../form/changes.ts'
import { checkNeededNumber, checkText, type Wrong, wrongOnly } from '../form/check.ts'
import { numberOrNull } from '../form/whole-number.ts'
import { checkFacebook, emptyFacebook, type FacebookForm, facebookForm, facebookSettings } from './facebook-form.ts'
import { checkLiveChat, emptyLiveChat, type LiveChatForm, liveChatForm, liveChatSettings } from './livechat-form.ts'
import { checkWhatsApp, emptyWhatsApp, type WhatsAppForm, whatsAppForm, whatsAppSettings } from './whatsapp-form.ts'

/** What is WhatsApp's, Facebook's or LiveChat's alone stands with it; the API root is Telegram's as well. */
export interface ChannelForm extends WhatsAppForm, FacebookForm, LiveChatForm {
  readonly name: string
  readonly queueId: string
  readonly active: boolean
  /** Telegram. Of a channel that exists: empty = stays as it is. */
  readonly token: string
  /** Somebody said that the bot shall be taken from the webhook that has it. */
  readonly takeOver: boolean
  /** Website. */
  readonly title: string
  readonly greeting: string
  readonly color: string
  readonly askName: boolean
  readonly maxFileMb: string
  readonly typingPreview: boolean
  /** One a line; empty = any. */
  readonly allowedOrigins: string
}

type Settings = Readonly<Record<string, unknown>>

/** Kinds that can be added here. */
export const addable = ['web', 'telegram', 'facebook', 'whatsapp', 'livechat'] as const satisfies readonly ChannelKind[]
export type Addable = (typeof addable)[number]

const telegramRoot = 'https://api.telegram.org'
const megabytes = { min: 0, max: 100 }

export const emptyChannel = (kind: ChannelKind, queueId: string): ChannelForm => ({
  name: kind === 'web' ? t('settings.channels.kind.web') : '',
  queueId,
  active: true,
  token: '',
  apiRoot: '',
  takeOver: false,
  ...emptyWhatsApp,
  ...emptyFacebook,
  ...emptyLiveChat,
  title: 'Chat with us',
  greeting: 'Hello! How can we help?',
  color: '#2f5bea',
  askName: true,
  maxFileMb: '20',
  typingPreview: false,
  allowedOrigins: '',
})

export const channelForm = ({ kind, name, queueId, active, settings }: ChannelView): ChannelForm => {
  const usual = emptyChannel(kind, queueId)
  const text = (value: unknown, otherwise: string) => (typeof value === 'string' ? value : otherwise)
  const { apiRoot, title, greeting, color, askName, maxFileMb, typingPreview, allowedOrigins } = settings
  return {
    ...usual,
    name,
    active,
    apiRoot: apiRoot === telegramRoot ? '' : text(apiRoot, ''),
    ...(kind === 'whatsapp' ? whatsAppForm(settings) : {}),
    ...(kind === 'facebook' ? facebookForm(settings) : {}),
    ...(kind === 'livechat' ? liveChatForm(settings) : {}),
    title: text(title, usual.title),
    greeting: text(greeting, usual.greeting),
    color: text(color, usual.color),
    askName: askName !== 'no',
    maxFileMb: typeof maxFileMb === 'number' ? String(maxFileMb) : usual.maxFileMb,
    typingPreview: typingPreview === true,
    allowedOrigins: Array.isArray(allowedOrigins) ? allowedOrigins.join('\n') : '',
  }
}

export const checkChannel = (form: ChannelForm, kind: ChannelKind, hasToken: boolean): Wrong<ChannelForm> =>
  wrongOnly<ChannelForm>({
    name: checkText(form.name, 200),
    queueId: form.queueId === '' ? t('settings.channels.queueMissing') : null,
    ...(kind === 'telegram' ? checkTelegram(form, hasToken) : {}),
    ...(kind === 'whatsapp' ? checkWhatsApp(form, hasToken) : {}),
    ...(kind === 'facebook' ? checkFacebook(form, hasToken) : {}),
    ...(kind === 'livechat' ? checkLiveChat(form, () => hasToken) : {}),
    ...(kind === 'web' ? checkWebsite(form) : {}),
  })

export const checkTelegram = (form: ChannelForm, hasToken: boolean): Wrong<ChannelForm> =>
  wrongOnly<ChannelForm>({
    token: form.token.trim() === '' && !hasToken ? t('settings.channels.telegram.tokenMissing') : null,
    apiRoot:
      form.apiRoot.trim() === '' || /^https?:\/\/[^/]/i.test(form.apiRoot.trim())
        ? null
        : t('settings.channels.telegram.apiRootWrong'),
  })

const checkWebsite = (form: ChannelForm): Wrong<ChannelForm> =>
  wrongOnly<ChannelForm>({
    title: checkText(form.title, 80),
    greeting: form.greeting.trim().length > 500 ? t('settings.tooLong', { max: 500 }) : null,
    color: /^#[0-9a-f]{6}$/i.test(form.color.trim()) ? null : t('settings.channels.web.colorWrong'),
    maxFileMb: checkNeededNumber(form.maxFileMb, megabytes),
    allowedOrigins: checkOrigins(form.allowedOrigins),
  })

const originsIn = (typed: string): string[] => typed.split(/[\s,]+/).filter(line => line !== '')

const checkOrigins = (typed: string): string | null => {
  const isOrigin = /^https?:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/i
  const wrong = originsIn(typed).find(origin => !isOrigin.test(origin))
  return wrong === undefined ? null : t('settings.channels.web.originWrong', { origin: wrong })
}

/** The settings of its kind; what is stored and not on the form stays. A token that was left empty is left out, and stays. */
export const channelSettings = (
  form: ChannelForm,
  kind: ChannelKind,
  stored: Settings = {},
): Record<string, unknown> => {
  switch (kind) {
    case 'telegram': {
      const token = form.token.trim()
      return { ...stored, apiRoot: form.apiRoot.trim() || telegramRoot, ...(token === '' ? {} : { token }) }
    }
    case 'whatsapp':
      return { ...stored, ...whatsAppSettings(form) }
    case 'facebook':
      return { ...stored, ...facebookSettings(form) }
    case 'livechat':
      return { ...stored, ...liveChatSettings(form) }
    case 'web':
      return {
        ...stored,
        title: form.title.trim(),
        greeting: form.greeting.trim(),
        color: form.color.trim().toLowerCase(),
        askName: form.askName ? 'optional' : 'no',
        maxFileMb: numberOrNull(form.maxFileMb, megabytes) ?? 0,
        typingPreview: form.typingPreview,
        allowedOrigins: originsIn(form.allowedOrigins),
      }
    default:
      return { ...stored }
  }
}

/** Only what was changed, over what is stored at present: what somebody else has set meanwhile stays. */
export const channelChange = (before: ChannelForm, after: ChannelForm, kind: ChannelKind, stored: Settings) => {
  const top = ({ name, queueId, active }: ChannelForm) => ({ name: name.trim(), queueId, active })
  const changed = changesIn(channelSettings(before, kind), channelSettings(after, kind))
  return {
    ...changesIn(top(before), top(after)),
    ...(Object.keys(changed).length === 0 ? {} : { settings: { ...stored, ...changed } }),
    ...(after.takeOver ? { takeOver: true } : {}),
  }
}
