// The one address that Meta must be told to call for all pages of an app, ready to copy; or why there is none yet.
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
import classes from './Channels.module.css'
import { callbackAddress, isThisMachineOnly } from './embed.ts'

export const CallbackAddress = () => {
  const root = useSetup(setup => setup.system?.SiteUrl ?? '').trim()
  const [isCopied, setCopied] = useState(false)
  if (root === '') return <Notice tone="warn">{t('settings.channels.facebook.noSite')}</Notice>
  const address = callbackAddress(root, 'facebook')
  const copy = () =>
    navigator.clipboard.writeText(address).then(
      () => setCopied(true),
      () => sayTrouble(t('settings.channels.notCopied')),
    )
  return (
    <div className={classes.box}>
      <h3>{t('settings.channels.facebook.callback')}</h3>
      <p className={classes.hint}>{t('settings.channels.facebook.callbackHint')}</p>
      <pre className={classes.code} dir="ltr">
        {address}
      </pre>
      <div className={classes.deeds}>
        <Button onClick={() => void copy()}>
          <span aria-live="polite">{t(isCopied ? 'settings.channels.copied' : 'settings.channels.copy')}</span>
        </Button>
      </div>
      {isThisMachineOnly(root) ? (
        <Notice tone="info" quiet>
          {t('settings.channels.facebook.localOnly')}
        </Notice>
      ) : null}
    </div>
  )
}
