// The one address that Meta must be told to call for all pages of an app, ready to copy; or why there is none yet.
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
import { AddressToCopy } from './AddressToCopy.tsx'
import classes from './Channels.module.css'
import { callbackAddress, isThisMachineOnly } from './embed.ts'

export const CallbackAddress = () => {
  const root = useSetup(setup => setup.system?.SiteUrl ?? '').trim()
  if (root === '') return <Notice tone="warn">{t('settings.channels.facebook.noSite')}</Notice>
  return (
    <div className={classes.box}>
      <h3>{t('settings.channels.facebook.callback')}</h3>
      <p className={classes.hint}>{t('settings.channels.facebook.callbackHint')}</p>
      <AddressToCopy address={callbackAddress(root, 'facebook')} />
      {isThisMachineOnly(root) ? (
        <Notice tone="info" quiet>
          {t('settings.channels.facebook.localOnly')}
        </Notice>
      ) : null}
    </div>
  )
}
