// The relay's page: not paired, it says what a relay is for and asks for the code; paired, how the line is and what waits there.
import { IconX } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { MINUTE } from '../../../main/domain/clock.ts'
import type { RelayStatusView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { useNow } from '../../stores/clock.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { Notice } from '../frame/Notice.tsx'
import { hashOf } from '../frame/route.ts'
import { useSetup } from '../setup.ts'
import { PairForm } from './PairForm.tsx'
import { Parting } from './Parting.tsx'
import classes from './Relay.module.css'
import { stateWords, waitingWords, whenWords } from './relay-words.ts'

/** As long as the warning on the channels waits (main/domain/relay.ts). */
const longMs = 3 * MINUTE

export const RelayPane = () => {
  const relay = useSetup(setup => setup.relay)
  const titleId = useId()
  if (relay === null) return null
  return (
    <section className={classes.pane} aria-labelledby={titleId}>
      <header className={classes.head}>
        <h2 id={titleId}>{t('settings.relay.title')}</h2>
        <IconButton name={t('settings.editor.close')} onClick={() => goTo(hashOf('channels'))}>
          <IconX size={18} />
        </IconButton>
      </header>
      {relay.url === '' ? <Unpaired /> : <Paired relay={relay} />}
    </section>
  )
}

const Unpaired = () => (
  <>
    <p className={classes.what}>{t('settings.relay.what')}</p>
    <p className={classes.what}>{t('settings.relay.whatFor')}</p>
    <PairForm url="" onPaired={() => {}} />
  </>
)

const Paired = ({ relay }: { readonly relay: RelayStatusView }) => {
  const channels = useSetup(setup => setup.channels)
  const [isPairing, setPairing] = useState(false)
  const { state, url, publicUrl, waiting, channelIds } = relay
  const names = channels.filter(({ id }) => channelIds.includes(id)).map(({ name }) => name)
  const needsCode = state.state === 'needsAttention' || isPairing
  return (
    <>
      <Situation relay={relay} />
      <dl className={classes.facts}>
        <Fact name={t('settings.relay.address')}>
          <span dir="ltr">{url}</span>
        </Fact>
        {publicUrl === null || publicUrl === url ? null : (
          <Fact name={t('settings.relay.publicUrl')}>
            <span dir="ltr">{publicUrl}</span>
          </Fact>
        )}
        <Waiting relay={relay} />
        {waiting === null || waiting.refused === 0 ? null : (
          <Fact name={t('settings.relay.refused')}>{t('settings.relay.refusedOf', { count: waiting.refused })}</Fact>
        )}
        <Fact name={t('settings.relay.channels')}>
          {names.length === 0 ? t('settings.relay.noChannels') : names.join(', ')}
        </Fact>
      </dl>
      {needsCode ? <PairForm url={url} onPaired={() => setPairing(false)} /> : null}
      <div className={classes.deeds}>
        {needsCode ? null : <Button onClick={() => setPairing(true)}>{t('settings.relay.pairAnew')}</Button>}
        <Parting relay={relay} names={names} />
      </div>
    </>
  )
}

const Situation = ({ relay }: { readonly relay: RelayStatusView }) => {
  const now = useNow()
  const { state, awaySince, waiting } = relay
  const oldestAt = waiting?.oldestAt ?? null
  return (
    <>
      <p className={classes.state} role="status">
        <span className={classes.dot} data-state={state.state} aria-hidden />
        {stateWords(relay, now)}
      </p>
      {state.state === 'needsAttention' ? (
        <Notice tone="bad" title={state.reason}>
          {state.remedy}
        </Notice>
      ) : null}
      {state.state === 'retrying' ? (
        <Notice tone="warn" title={state.reason}>
          {t('settings.relay.away', { when: whenWords(awaySince ?? now, now) })}
        </Notice>
      ) : null}
      {waiting?.alarm == null ? null : (
        <Notice tone="bad" title={t('settings.relay.alarm')}>
          {waiting.alarm}
        </Notice>
      )}
      {state.state === 'online' && oldestAt !== null && now >= oldestAt + longMs ? (
        <Notice tone="warn">{t('settings.relay.late')}</Notice>
      ) : null}
    </>
  )
}

const Waiting = ({ relay }: { readonly relay: RelayStatusView }) => (
  <Fact name={t('settings.relay.waiting')}>{waitingWords(relay, useNow())}</Fact>
)

const Fact = ({ name, children }: { readonly name: string; readonly children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)
