// Runs in a table: what, for whom, since when, and how it stands.
import type { RunView } from '../../../../preload/views.ts'
import { now } from '../../../stores/clock.ts'
import { whenOf } from '../../../words/formats.ts'
import { t } from '../../../words/words.ts'
import list from '../../list/Listing.module.css'
import classes from './Runs.module.css'

export interface RunTableProps {
  readonly runs: readonly RunView[]
  readonly openId: string | null
  readonly onOpen: (id: string) => void
}

export const RunTable = ({ runs, openId, onOpen }: RunTableProps) => (
  <table className={list.table}>
    <thead className={list.wide}>
      <tr>
        <th scope="col">{t('process.runs.column.what')}</th>
        <th scope="col">{t('process.runs.column.chat')}</th>
        <th scope="col">{t('process.runs.column.started')}</th>
        <th scope="col">{t('process.runs.column.status')}</th>
      </tr>
    </thead>
    <tbody>
      {runs.map(run => (
        <tr key={run.id} className={list.row}>
          <td>
            <button
              type="button"
              data-row
              className={`${list.link} ${classes.open}`}
              aria-current={run.id === openId ? 'true' : undefined}
              onClick={() => onOpen(run.id)}
            >
              {run.actionCaption}
            </button>
            <div className={list.sub}>{t('process.runs.of', { name: run.processName, number: run.versionNumber })}</div>
            <div className={`${list.sub} ${list.narrow}`}>
              {t('process.try.chatOf', { number: run.chatNumber, name: run.contactName, queue: run.startedByName })} ·{' '}
              <Status run={run} />
            </div>
            {run.status === 'failed' && run.reason !== null ? <div className={classes.reason}>{run.reason}</div> : null}
          </td>
          <td className={list.wide}>
            {t('process.runs.chat', { number: run.chatNumber })}
            <div className={list.sub}>{run.contactName}</div>
          </td>
          <td className={list.wide}>
            {whenOf(run.startedAt, now())}
            <div className={list.sub}>{run.startedByName}</div>
          </td>
          <td className={list.wide}>
            <Status run={run} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Status = ({ run }: { readonly run: RunView }) => (
  <span className={`${classes.status} ${classes[run.status]}`}>{t(`process.runs.status.${run.status}`)}</span>
)
