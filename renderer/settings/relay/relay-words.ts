// How the relay is, in words, and what its form needs before it asks.
import { relayAddressFault } from '../../../main/domain/relay.ts'
import type { RelayStatusView } from '../../../preload/views.ts'
import { dayKey, dayOf, durationOf, timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'

/** 14:03 today, with its day before. */
export const whenWords = (at: number, now: number): string =>
  dayKey(at) === dayKey(now) ? timeOf(at) : t('settings.dayAndTime', { day: dayOf(at, now), time: timeOf(at) })

export const stateWords = ({ state }: RelayStatusView, now: number): string => {
  switch (state.state) {
    case 'online':
      return t('settings.relay.state.online', { when: whenWords(state.since, now) })
    case 'retrying':
      return t('settings.relay.state.retrying', { time: timeOf(state.until) })
    default:
      return t(`settings.relay.state.${state.state}`)
  }
}

export const waitingWords = ({ waiting }: RelayStatusView, now: number): string => {
  if (waiting === null) return t('settings.relay.notSaid')
  const { count, oldestAt } = waiting
  if (count === 0 || oldestAt === null) return t('settings.relay.nothingWaits')
  return t('settings.relay.waits', { count, age: durationOf(Math.max(0, now - oldestAt)) })
}

export const checkAddress = (text: string): string | null => {
  if (text.trim() === '') return t('settings.relay.addressMissing')
  const fault = relayAddressFault(text.trim())
  if (fault === null) return null
  if (fault === 'notEncrypted') return t('settings.relay.addressOpen')
  return fault === 'notWeb' ? t('settings.relay.addressWrong') : t(`settings.system.address.${fault}`)
}
