// A new token, this once.
import { useEffect, useRef } from 'react'
import { sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Button } from '../Button.tsx'
import { useCopied } from '../copied.ts'
import once from '../ToldOnce.module.css'
import classes from './AccessTokens.module.css'

export interface MadeAccessTokenProps {
  readonly token: string
  readonly onKept: () => void
}

export const MadeAccessToken = ({ token, onKept }: MadeAccessTokenProps) => {
  const [isCopied, copy] = useCopied(() => sayTrouble(t('settings.access.notCopied')))
  const box = useRef<HTMLDivElement>(null)
  // It is shown this once, so it must be seen.
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} className={once.box} role="status">
      <strong>{t('tokens.isMade')}</strong>
      <code className={once.text} dir="ltr" data-access-token>
        {token}
      </code>
      <p>{t('tokens.once')}</p>
      <div className={classes.deeds}>
        <Button onClick={() => copy(token)}>
          <span aria-live="polite">{t(isCopied ? 'settings.access.copied' : 'tokens.copy')}</span>
        </Button>
        <Button weight="accent" onClick={onKept}>
          {t('tokens.kept')}
        </Button>
      </div>
    </div>
  )
}
