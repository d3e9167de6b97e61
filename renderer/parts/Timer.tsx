// A time that ticks with the one clock: since when, or until when.
import { useNow } from '../stores/clock.ts'
import { durationOf, timerOf } from '../words/formats.ts'

export interface TimerProps {
  readonly since?: number
  readonly until?: number
  /** clock: 2:05; words: 2 min. */
  readonly form?: 'clock' | 'words'
  readonly className?: string
}

export const Timer = ({ since, until, form = 'clock', className }: TimerProps) => {
  const now = useNow()
  const ms = until === undefined ? now - (since ?? now) : until - now
  return <span className={className}>{form === 'clock' ? timerOf(ms) : durationOf(Math.max(0, ms))}</span>
}
