// The line for the customer's website, ready to copy, and the way to the chat page.
import { useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { useCopied } from '../../parts/copied.ts'
import { ask } from '../../stores/door.ts'
import { useSession } from '../../stores/session.ts'
import { sayRefusal, sayTrouble } from '../../stores/toasts.ts'
import { t } from '../../words/words.ts'
import { Notice } from '../frame/Notice.tsx'
import { useSetup } from '../setup.ts'
import classes from './Channels.module.css'
import { chatPage, customerRoot, embedCode, isThisMachineOnly } from './embed.ts'
import { type Tested, TestResult } from './TestResult.tsx'

export const EmbedCode = ({ channelId }: { readonly channelId: string | null }) => {
  const siteUrl = useSetup(setup => setup.system?.SiteUrl ?? '')
  const customerUrl = useSession(session => session.info?.customerUrl ?? null)
  const [isCopied, copy] = useCopied(() => sayTrouble(t('settings.channels.web.notCopied')))
  const [tested, setTested] = useState<Tested | 'testing' | null>(null)
  const root = customerRoot(siteUrl, customerUrl, window.location.origin)
  if (channelId === null)
    return (
      <div className={classes.box}>
        <h3>{t('settings.channels.web.embed')}</h3>
        <p className={classes.hint}>{t('settings.channels.web.embedAfterSave')}</p>
      </div>
    )
  const code = embedCode(root, channelId)
  const test = async () => {
    setTested('testing')
    try {
      setTested(await ask().channels.test({ kind: 'web', channelId }))
    } catch (error) {
      setTested(null)
      sayRefusal(error)
    }
  }
  return (
    <div className={classes.box}>
      <h3>{t('settings.channels.web.embed')}</h3>
      <p className={classes.hint}>{t('settings.channels.web.embedHint')}</p>
      <pre className={classes.code} dir="ltr">
        {code}
      </pre>
      <div className={classes.deeds}>
        <Button onClick={() => copy(code)}>
          <span aria-live="polite">{t(isCopied ? 'settings.channels.web.copied' : 'settings.channels.web.copy')}</span>
        </Button>
        <Button onClick={() => void test()} disabled={tested === 'testing'}>
          {t(tested === 'testing' ? 'settings.channels.web.testing' : 'settings.channels.web.test')}
        </Button>
        <a href={chatPage(root, channelId)} target="_blank" rel="noreferrer">
          {t('settings.channels.web.page')}
        </a>
      </div>
      {tested === null || tested === 'testing' ? null : (
        <TestResult tested={tested} takesOver={false} onTakeOver={() => {}} />
      )}
      {isThisMachineOnly(root) ? (
        <Notice tone="info" quiet>
          {t('settings.channels.web.localOnly')}
        </Notice>
      ) : null}
    </div>
  )
}
