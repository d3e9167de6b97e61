// A webhook's host and state in words.
import type { WebhookView } from '../../../preload/views.ts'
import { t } from '../../words/words.ts'

/** What follows may be a key that is nobody's business. */
export const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url)

export const stateOf = ({ active, waiting, givenUp }: Pick<WebhookView, 'active' | 'waiting' | 'givenUp'>): string =>
  [
    active ? t('settings.webhooks.on') : t('settings.webhooks.off'),
    ...(waiting === 0 ? [] : [t('settings.webhooks.waiting', { count: waiting })]),
    ...(givenUp === 0 ? [] : [t('settings.webhooks.givenUp', { count: givenUp })]),
  ].join(' · ')
