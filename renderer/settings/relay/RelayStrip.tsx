// One line about the relay among the channels: how it is, and the way to its page. Loud only when a person is needed.
import type { RelayStatusView } from '../../../preload/views.ts'
import { useNow } from '../../stores/clock.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { useSetup } from '../setup.ts'
import classes from './Relay.module.css'
import { stateWords } from './relay-words.ts'

export const relayHash = hashOf('channels', 'relay')

export const RelayStrip = ({ isOpen }: { readonly isOpen: boolean }) => {
  const relay = useSetup(setup => setup.relay)
  const now = useNow()
  if (relay === null) return null
  const { state } = relay.state
  const alarm = relay.waiting?.alarm ?? null
  return (
    <a
      data-row
      className={classes.strip}
      href={relayHash}
      {...(isOpen ? { 'aria-current': 'true' as const } : {})}
      onClick={event => {
        event.preventDefault()
        goTo(relayHash)
      }}
    >
      <span className={classes.dot} data-state={alarm === null ? state : 'needsAttention'} aria-hidden />
      <span className={classes.stripWords}>
        <strong>{t('settings.relay.title')}</strong>{' '}
        <span>{state === 'off' ? t('settings.relay.off') : lineOf(relay, now)}</span>
      </span>
    </a>
  )
}

const lineOf = (relay: RelayStatusView, now: number): string => {
  const { waiting, state } = relay
  return [
    stateWords(relay, now),
    ...(state.state === 'needsAttention' ? [state.reason] : []),
    ...(waiting !== null && waiting.count > 0 ? [t('settings.relay.waitsShort', { count: waiting.count })] : []),
    ...(waiting?.alarm == null ? [] : [waiting.alarm]),
  ].join(' · ')
}
