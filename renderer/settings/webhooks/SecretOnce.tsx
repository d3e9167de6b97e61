// The signing secret of a webhook, this once: to copy into the program that checks it.
import { create } from 'zustand'
import { Button } from '../../parts/Button.tsx'
import { useCopied } from '../../parts/copied.ts'
import { sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import classes from './Webhooks.module.css'

/** Until the window is closed or the secret is put away: nobody can ask for it again. */
const useSecrets = create<{ readonly of: ReadonlyMap<string, string> }>(() => ({ of: new Map() }))

export const rememberSecret = (webhookId: string, secret: string): void =>
  useSecrets.setState(({ of }) => ({ of: new Map(of).set(webhookId, secret) }))

const forgetSecret = (webhookId: string): void =>
  useSecrets.setState(({ of }) => ({ of: new Map([...of].filter(([id]) => id !== webhookId)) }))

export const SecretOnce = ({ webhookId }: { readonly webhookId: string }) => {
  const secret = useSecrets(secrets => secrets.of.get(webhookId))
  const [isCopied, copy] = useCopied(() => sayTrouble(t('settings.access.notCopied')))
  if (secret === undefined) return null
  return (
    <Notice tone="warn" title={t('settings.webhooks.secret')}>
      <code className={classes.secret} dir="ltr" data-webhook-secret>
        {secret}
      </code>
      <span>{t('settings.webhooks.secretOnce')}</span>
      <div className={classes.keys}>
        <Button small weight="accent" onClick={() => copy(secret)}>
          <span aria-live="polite">{t(isCopied ? 'settings.access.copied' : 'settings.webhooks.copy')}</span>
        </Button>
        <Button small weight="quiet" onClick={() => forgetSecret(webhookId)}>
          {t('settings.webhooks.putAway')}
        </Button>
      </div>
    </Notice>
  )
}
