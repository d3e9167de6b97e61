// The part of a channel's form that is LiveChat's: the app and the sign-in, or an account and its personal access token.
import { t } from '../../words/words.ts'
import { type Wrong, wrongOnly } from '../form/check.ts'

type Settings = Readonly<Record<string, unknown>>

export interface LiveChatForm {
  /** How Parley is let in. */
  readonly letInBy: 'signIn' | 'token'
  readonly clientId: string
  /** Names a sign-in that was done in the browser; its tokens never come here. */
  readonly signIn: string
  readonly accountId: string
  /** Of a channel that exists: empty = stays as it is. */
  readonly personalToken: string
  /** Empty = LiveChat's own, like `apiRoot`. */
  readonly accountsRoot: string
  readonly apiRoot: string
}

const officialRoot = 'https://api.livechatinc.com'
const officialAccounts = 'https://accounts.livechat.com'

export const emptyLiveChat = {
  letInBy: 'signIn',
  clientId: '',
  signIn: '',
  accountId: '',
  personalToken: '',
  accountsRoot: '',
} as const satisfies Omit<LiveChatForm, 'apiRoot'>

export const liveChatForm = ({ clientId, accountId, apiRoot, accountsRoot }: Settings): LiveChatForm => {
  const text = (value: unknown, usual = '') => (typeof value !== 'string' || value === usual ? '' : value)
  return {
    ...emptyLiveChat,
    letInBy: text(clientId) === '' && text(accountId) !== '' ? 'token' : 'signIn',
    clientId: text(clientId),
    accountId: text(accountId),
    apiRoot: text(apiRoot, officialRoot),
    accountsRoot: text(accountsRoot, officialAccounts),
  }
}

/** `has`: which secrets the channel has already. */
export const checkLiveChat = (form: LiveChatForm, has: (secret: string) => boolean): Wrong<LiveChatForm> => {
  const address = (typed: string) =>
    typed.trim() === '' || /^https?:\/\/[^/]/i.test(typed.trim()) ? null : t('settings.channels.livechat.addressWrong')
  const roots = { apiRoot: address(form.apiRoot), accountsRoot: address(form.accountsRoot) }
  if (form.letInBy === 'token')
    return wrongOnly<LiveChatForm>({
      ...roots,
      accountId: form.accountId.trim() === '' ? t('settings.channels.livechat.accountIdMissing') : null,
      personalToken:
        form.personalToken.trim() === '' && !has('personalToken') ? t('settings.channels.livechat.tokenMissing') : null,
    })
  return wrongOnly<LiveChatForm>({
    ...roots,
    clientId: form.clientId.trim() === '' ? t('settings.channels.livechat.clientIdMissing') : null,
    signIn: form.signIn === '' && !has('refreshToken') ? t('settings.channels.livechat.signInMissing') : null,
  })
}

/** What was left empty of secrets is left out, and stays. */
export const liveChatSettings = (form: LiveChatForm): Record<string, unknown> => {
  const roots = {
    apiRoot: form.apiRoot.trim() || officialRoot,
    accountsRoot: form.accountsRoot.trim() || officialAccounts,
  }
  const personalToken = form.personalToken.trim()
  if (form.letInBy === 'token')
    return {
      ...roots,
      clientId: '',
      accountId: form.accountId.trim(),
      ...(personalToken === '' ? {} : { personalToken }),
    }
  return { ...roots, clientId: form.clientId.trim(), ...(form.signIn === '' ? {} : { signIn: form.signIn }) }
}
