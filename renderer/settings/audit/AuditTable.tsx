// The entries, newest first: when, who, what, and what changed in one line; pressed, a row shows every change of it.
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useId, useRef, useState } from 'react'
import type { AuditEntryView } from '../../../preload/views.ts'
import { Button } from '../../parts/Button.tsx'
import { now } from '../../stores/clock.ts'
import { dayOf, fullTime, timeOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import list from '../list/Listing.module.css'
import { captionOf } from '../system/setting-words.ts'
import classes from './Audit.module.css'
import { changesOf, lineOf } from './changes.ts'

export interface AuditTableProps {
  readonly entries: readonly AuditEntryView[]
  readonly hasOlder: boolean
  readonly showOlder: () => void
}

export const AuditTable = ({ entries, hasOlder, showOlder }: AuditTableProps) => (
  <>
    <table className={list.table}>
      <thead className={list.wide}>
        <tr>
          <th scope="col">{t('settings.audit.what')}</th>
          <th scope="col">{t('settings.audit.changes')}</th>
          <th scope="col">{t('settings.audit.who')}</th>
          <th scope="col">{t('settings.audit.when')}</th>
        </tr>
      </thead>
      <tbody>
        {entries.map(entry => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </tbody>
    </table>
    {hasOlder ? <Older key={entries.length} onSeen={showOlder} /> : null}
  </>
)

const Entry = ({ entry }: { readonly entry: AuditEntryView }) => {
  const [isOpen, setOpen] = useState(false)
  const detailsId = useId()
  const { at, agentName, noun, deed, before, after } = entry
  const name = noun === 'setting' ? captionOf(entry.nounId) : entry.name
  const changes = changesOf(before, after)
  const when = t('settings.dayAndTime', { day: dayOf(at, now()), time: timeOf(at) })
  const [first] = changes
  const more = changes.length - 1
  const Sign = isOpen ? IconChevronDown : IconChevronRight
  return (
    <>
      <tr className={`${list.row} ${classes.entry}`}>
        <td>
          <button
            type="button"
            data-row
            className={`${list.link} ${classes.open}`}
            aria-expanded={isOpen}
            aria-controls={detailsId}
            onClick={() => setOpen(!isOpen)}
          >
            <Sign size={14} className={classes.sign} aria-hidden />
            <span>
              {name}
              <span className={classes.deed}>
                {t(`settings.audit.noun.${noun}`)} · {t(`settings.audit.deed.${deed}`)}
              </span>
            </span>
          </button>
          <div className={`${list.sub} ${list.narrow} ${classes.inset}`}>
            {agentName} · {when}
          </div>
          {first === undefined || isOpen ? null : (
            <div className={`${list.narrow} ${classes.inset} ${classes.line}`}>{lineOf(first)}</div>
          )}
        </td>
        <td className={`${list.wide} ${classes.summary}`}>
          {first === undefined || isOpen ? null : (
            <>
              <span className={classes.line}>{lineOf(first)}</span>
              {more > 0 ? <span className={list.sub}>{t('settings.audit.more', { count: more })}</span> : null}
            </>
          )}
        </td>
        <td className={list.wide}>{agentName}</td>
        <td className={`${list.wide} ${classes.when}`}>
          <time dateTime={new Date(at).toISOString()} title={fullTime(at)}>
            {when}
          </time>
        </td>
      </tr>
      {isOpen ? (
        <tr id={detailsId}>
          <td colSpan={4} className={classes.details}>
            {changes.length === 0 ? (
              <p className={classes.none}>{t('settings.audit.noDetails')}</p>
            ) : (
              <dl>
                {changes.map(change => (
                  <div key={change.field}>
                    <dt>{change.field}</dt>
                    <dd>
                      {change.before === null ? null : <del>{change.before}</del>}
                      {change.before === null || change.after === null ? null : (
                        <span className={classes.arrow} aria-hidden />
                      )}
                      {change.after === null ? null : <ins>{change.after}</ins>}
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            <p className={classes.none}>{fullTime(at)}</p>
          </td>
        </tr>
      ) : null}
    </>
  )
}

/** Asks for older entries as soon as it comes into sight; a button for those who come by keyboard. */
const Older = ({ onSeen }: { readonly onSeen: () => void }) => {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const watch = new IntersectionObserver(seen => {
      if (seen.some(one => one.isIntersecting)) onSeen()
    })
    watch.observe(current)
    return () => watch.disconnect()
  }, [onSeen])
  return (
    <div ref={box} className={classes.older}>
      <Button small onClick={onSeen}>
        {t('settings.audit.older')}
      </Button>
    </div>
  )
}
