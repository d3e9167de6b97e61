// Where somebody is signed in: each place with since when, and the way to end it.
import type { SessionView } from '../../preload/views.ts'
import { whenOf } from '../words/formats.ts'
import { t } from '../words/words.ts'
import { Button } from './Button.tsx'
import rows from './Rows.module.css'

export interface SessionListProps {
  readonly sessions: readonly SessionView[]
  readonly label: string
  readonly onEnd: (session: SessionView) => void
}

export const SessionList = ({ sessions, label, onEnd }: SessionListProps) => {
  const now = Date.now()
  return (
    <ul className={rows.rows} aria-label={label}>
      {sessions.map(session => (
        <li key={session.id}>
          <div className={rows.words}>
            <span className={rows.name}>{session.device}</span>
            {session.isThis ? <span className={rows.tag}>{t('sessions.this')}</span> : null}
            <div className={rows.sub}>
              {t('sessions.used', { since: whenOf(session.createdAt, now), used: whenOf(session.lastUsedAt, now) })}
            </div>
          </div>
          {session.isThis ? null : (
            <Button small aria-label={t('sessions.endOf', { device: session.device })} onClick={() => onEnd(session)}>
              {t('sessions.end')}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
