// An address that somebody must enter elsewhere, ready to copy.
import { Button } from '../../parts/Button.tsx'
import { useCopied } from '../../parts/copied.ts'
import { sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import classes from './Channels.module.css'

export const AddressToCopy = ({ address }: { readonly address: string }) => {
  const [isCopied, copy] = useCopied(() => sayTrouble(t('settings.channels.notCopied')))
  return (
    <>
      <pre className={classes.code} dir="ltr">
        {address}
      </pre>
      <div className={classes.deeds}>
        <Button onClick={() => copy(address)}>
          <span aria-live="polite">{t(isCopied ? 'settings.channels.copied' : 'settings.channels.copy')}</span>
        </Button>
      </div>
    </>
  )
}
