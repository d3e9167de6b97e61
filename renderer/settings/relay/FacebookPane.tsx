// Adds Facebook pages: log in at Facebook in the browser, come back, tick the pages, choose their queue.
import { IconX } from '@tabler/icons-react'
import { useId } from 'react'
import type { RelayStatusView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { hashOf } from '../frame/route.ts'
import { useSetup } from '../setup.ts'
import { ChoosePages } from './ChoosePages.tsx'
import classes from './Relay.module.css'
import { relayHash } from './RelayStrip.tsx'
import { useLogin } from './use-login.ts'

export const FacebookPane = () => {
  const relay = useSetup(setup => setup.relay)
  const titleId = useId()
  return (
    <section className={classes.pane} aria-labelledby={titleId}>
      <header className={classes.head}>
        <h2 id={titleId}>{t('settings.facebook.title')}</h2>
        <IconButton name={t('settings.editor.close')} onClick={() => goTo(hashOf('channels'))}>
          <IconX size={18} />
        </IconButton>
      </header>
      {relay === null ? null : <Login relay={relay} />}
    </section>
  )
}

const Login = ({ relay }: { readonly relay: RelayStatusView }) => {
  const { stage, begin, reset } = useLogin()
  if (stage.stage === 'pages') return <ChoosePages wish={stage.wish} pages={stage.pages} onAgain={reset} />
  if (stage.stage === 'away')
    return (
      <>
        <Notice tone="info" title={t('settings.facebook.away')}>
          {t('settings.facebook.awayHint')}
        </Notice>
        <div className={classes.deeds}>
          <a className={classes.link} href={stage.url} target="_blank" rel="noreferrer">
            {t('settings.facebook.openAgain')}
          </a>
          <Button onClick={reset}>{t('settings.cancel')}</Button>
        </div>
      </>
    )
  const why = whyNot(relay)
  return (
    <>
      <p className={classes.what}>{t('settings.facebook.what')}</p>
      <p className={classes.what}>{t('settings.facebook.publicOnly')}</p>
      {stage.stage === 'failed' ? <Notice tone="bad">{stage.sentence}</Notice> : null}
      {why === null ? null : <Notice tone="warn">{why}</Notice>}
      <div className={classes.deeds}>
        {relay.state.state === 'off' ? (
          <Button weight="accent" onClick={() => goTo(relayHash)}>
            {t('settings.facebook.toRelay')}
          </Button>
        ) : (
          <Button weight="accent" disabled={why !== null || stage.stage === 'beginning'} onClick={() => void begin()}>
            {t(stage.stage === 'failed' ? 'settings.facebook.again' : 'settings.facebook.login')}
          </Button>
        )}
        <Button weight="quiet" onClick={() => goTo(hashOf('channels', 'new-facebook'))}>
          {t('settings.facebook.byHand')}
        </Button>
      </div>
    </>
  )
}

const whyNot = ({ state, hasFacebook }: RelayStatusView): string | null => {
  if (state.state === 'off') return t('settings.facebook.needsRelay')
  if (state.state !== 'online') return t('settings.facebook.relayAway')
  return hasFacebook ? null : t('settings.facebook.noApp')
}
