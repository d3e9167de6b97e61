// The part of a channel's form that is Facebook's: the page, its token, what it lets agents do, and an app of one's own.
import { t } from '../../words/words.ts'
import { type Wrong, wrongOnly } from '../form/check.ts'

type Settings = Readonly<Record<string, unknown>>

export interface FacebookForm {
  readonly pageId: string
  /** Secrets of a channel that exists: empty = stays as it is. */
  readonly pageToken: string
  readonly appSecret: string
  readonly verifyToken: string
  readonly allowHumanAgent: boolean
  /** Where the page has no default app. */
  readonly botFirst: boolean
  /** Empty = Facebook's own. */
  readonly apiRoot: string
}

const officialRoot = 'https://graph.facebook.com'

export const emptyFacebook = {
  pageId: '',
  pageToken: '',
  appSecret: '',
  verifyToken: '',
  allowHumanAgent: false,
  botFirst: false,
}

export const facebookForm = ({ pageId, allowHumanAgent, whenNoDefaultApp, apiRoot }: Settings) => ({
  pageId: typeof pageId === 'string' ? pageId : '',
  allowHumanAgent: allowHumanAgent === true,
  botFirst: whenNoDefaultApp === 'bot',
  apiRoot: typeof apiRoot !== 'string' || apiRoot === officialRoot ? '' : apiRoot,
})

export const checkFacebook = (form: FacebookForm, hasToken: boolean): Wrong<FacebookForm> => {
  const apiRoot = form.apiRoot.trim()
  return wrongOnly<FacebookForm>({
    pageId: /^\d{3,30}$/.test(form.pageId.trim()) ? null : t('settings.channels.facebook.pageIdWrong'),
    pageToken: form.pageToken.trim() === '' && !hasToken ? t('settings.channels.facebook.pageTokenMissing') : null,
    apiRoot: apiRoot === '' || /^https?:\/\/[^/]/i.test(apiRoot) ? null : t('settings.channels.facebook.addressWrong'),
  })
}

/** A secret that was left empty is left out, and stays. */
export const facebookSettings = (form: FacebookForm): Record<string, unknown> => {
  const { pageToken, appSecret, verifyToken } = form
  const typed = Object.entries({ pageToken, appSecret, verifyToken }).map(
    ([name, word]) => [name, word.trim()] as const,
  )
  return {
    pageId: form.pageId.trim(),
    allowHumanAgent: form.allowHumanAgent,
    whenNoDefaultApp: form.botFirst ? 'bot' : 'agents',
    apiRoot: form.apiRoot.trim() || officialRoot,
    ...Object.fromEntries(typed.filter(([, word]) => word !== '')),
  }
}
