// The part of a channel's form that is WhatsApp's: the account at Twilio, the number, and where Twilio calls.
import { t } from '../../words/words.ts'
import { type Wrong, wrongOnly } from '../form/check.ts'

type Settings = Readonly<Record<string, unknown>>

export interface WhatsAppForm {
  readonly accountSid: string
  /** Of a channel that exists: empty = stays as it is. */
  readonly authToken: string
  readonly sender: string
  /** Empty = the Website URL. */
  readonly publicUrl: string
  /** Empty = Twilio's own. */
  readonly apiRoot: string
}

const officialRoot = 'https://api.twilio.com'

export const emptyWhatsApp = { accountSid: '', authToken: '', sender: '', publicUrl: '' }

export const whatsAppForm = ({ accountSid, sender, publicUrl, apiRoot }: Settings): Omit<WhatsAppForm, 'authToken'> => {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return {
    accountSid: text(accountSid),
    sender: text(sender).replace(/^whatsapp:/, ''),
    publicUrl: text(publicUrl),
    apiRoot: apiRoot === officialRoot ? '' : text(apiRoot),
  }
}

export const checkWhatsApp = (form: WhatsAppForm, hasToken: boolean): Wrong<WhatsAppForm> => {
  const wrongAddress = (typed: string) =>
    typed.trim() === '' || /^https?:\/\/[^/]/i.test(typed.trim()) ? null : t('settings.channels.whatsapp.addressWrong')
  return wrongOnly<WhatsAppForm>({
    accountSid: /^AC[0-9a-f]{32}$/i.test(form.accountSid.trim())
      ? null
      : t('settings.channels.whatsapp.accountSidWrong'),
    authToken: form.authToken.trim() === '' && !hasToken ? t('settings.channels.whatsapp.authTokenMissing') : null,
    sender: /^\+[1-9]\d{6,14}$/.test(plainNumber(form.sender)) ? null : t('settings.channels.whatsapp.senderWrong'),
    publicUrl: wrongAddress(form.publicUrl),
    apiRoot: wrongAddress(form.apiRoot),
  })
}

/** A token that was left empty is left out, and stays. */
export const whatsAppSettings = (form: WhatsAppForm): Record<string, unknown> => {
  const authToken = form.authToken.trim()
  return {
    accountSid: form.accountSid.trim(),
    sender: `whatsapp:${plainNumber(form.sender)}`,
    publicUrl: form.publicUrl.trim(),
    apiRoot: form.apiRoot.trim() || officialRoot,
    ...(authToken === '' ? {} : { authToken }),
  }
}

const plainNumber = (typed: string): string =>
  typed
    .trim()
    .replace(/^whatsapp:/i, '')
    .replace(/[\s().-]/g, '')
