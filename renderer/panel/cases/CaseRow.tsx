// One case in a list: what it is about, how it stands, whose it is.
import type { CaseSummary } from '../../../preload/views.ts'
import { useNow } from '../../stores/clock.ts'
import { openCase, usePlace } from '../../stores/place.ts'
import { fullTime, numberOf, whenOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import classes from './Cases.module.css'
import { StatusBadge } from './StatusBadge.tsx'

export const CaseRow = ({ one }: { readonly one: CaseSummary }) => {
  const now = useNow()
  const isOpen = usePlace(place => place.caseId === one.id)
  return (
    <li>
      <button
        type="button"
        data-chat-row
        className={classes.row}
        aria-current={isOpen ? 'true' : undefined}
        onClick={() => openCase(one.id)}
      >
        <span className={classes.line}>
          <b dir="auto">{one.subject}</b>
          <time dateTime={new Date(one.changedAt).toISOString()} title={fullTime(one.changedAt)}>
            {whenOf(one.changedAt, now)}
          </time>
        </span>
        <span className={classes.line}>
          <span className={classes.sub} dir="auto">
            {[
              t('cases.number', { number: numberOf(one.number) }),
              one.contact?.name,
              one.assignee?.name ?? t('cases.nobody'),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
          <StatusBadge status={one.status} />
        </span>
      </button>
    </li>
  )
}
