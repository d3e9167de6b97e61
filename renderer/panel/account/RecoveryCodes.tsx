// The recovery codes, this once.
import { Button } from '../../parts/Button.tsx'
import { useCopied } from '../../parts/copied.ts'
import { sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Account.module.css'

export const RecoveryCodes = ({
  codes,
  onKept,
}: {
  readonly codes: readonly string[]
  readonly onKept: () => void
}) => {
  const [isCopied, copy] = useCopied(() => sayTrouble(t('settings.access.notCopied')))
  return (
    <div role="status" className={classes.form}>
      <strong>{t('account.recovery')}</strong>
      <p className={classes.why}>{t('account.recoveryHint')}</p>
      <ul className={classes.codes} aria-label={t('account.recovery')} dir="ltr">
        {codes.map(code => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.deeds}>
        <Button onClick={() => copy(codes.join('\n'))}>
          <span aria-live="polite">{t(isCopied ? 'account.recoveryCopied' : 'account.recoveryCopy')}</span>
        </Button>
        <Button weight="accent" onClick={onKept}>
          {t('account.recoveryKept')}
        </Button>
      </div>
    </div>
  )
}
