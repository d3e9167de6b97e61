// The ring of an offer: drains from full to nothing until it expires, the time left within.
import { useNow } from '../stores/clock.ts'
import { timerOf } from '../words/formats.ts'
import classes from './Countdown.module.css'

const round = 2 * Math.PI * 13

export const Countdown = ({ from, until }: { readonly from: number; readonly until: number }) => {
  const now = useNow()
  const left = Math.max(0, until - now)
  const part = until > from ? left / (until - from) : 0
  return (
    <span className={classes.countdown} aria-hidden>
      <svg width="34" height="34" viewBox="0 0 30 30">
        <title>{timerOf(left)}</title>
        <circle className={classes.track} cx="15" cy="15" r="13" />
        <circle
          className={classes.left}
          cx="15"
          cy="15"
          r="13"
          strokeDasharray={round}
          strokeDashoffset={round * (1 - Math.min(1, part))}
        />
      </svg>
      {timerOf(left)}
    </span>
  )
}
