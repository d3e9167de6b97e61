// The audit: who changed what of the set-up, newest first, with filters, older entries as they are wanted, and a file to take along.
import { IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { Button } from '../../parts/Button.tsx'
import { Empty } from '../../parts/Empty.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { now } from '../../stores/clock.ts'
import { ask } from '../../stores/door.ts'
import { say, sayRefusal } from '../../stores/toasts.ts'
import { numberOf } from '../../words/formats.ts'
import { t } from '../../words/words.ts'
import { goTo } from '../frame/leaving.ts'
import { hashOf } from '../frame/route.ts'
import { dayForFile, saveFile } from '../frame/save-file.ts'
import { Listing } from '../list/Listing.tsx'
import classes from './Audit.module.css'
import { AuditFilters } from './AuditFilters.tsx'
import { AuditTable } from './AuditTable.tsx'
import { type AuditFilter, everything, filterOfRoute, queryOf } from './filter.ts'
import { useTrail } from './use-trail.ts'

export const AuditPage = ({ id }: { readonly id: string | null }) => {
  const [filter, setFilter] = useState<AuditFilter>({ ...everything, ...filterOfRoute(id) })
  const [isExporting, setExporting] = useState(false)
  useEffect(() => setFilter(before => ({ ...before, ...filterOfRoute(id) })), [id])
  const trail = useTrail(filter)
  const isFiltered = JSON.stringify(filter) !== JSON.stringify(everything)

  const showAll = () => {
    setFilter(everything)
    if (id !== null) goTo(hashOf('audit'))
  }

  const exportCsv = async () => {
    setExporting(true)
    try {
      const { csv, rows, isWhole } = await ask().audit.exportCsv(queryOf(filter))
      saveFile(`parley-audit-${dayForFile(now())}.csv`, 'text/csv;charset=utf-8', csv)
      say(t(isWhole ? 'settings.audit.exported' : 'settings.audit.exportedPart', { count: numberOf(rows) }))
    } catch (error) {
      sayRefusal(error)
    } finally {
      setExporting(false)
    }
  }

  return (
    <Listing
      title={t('settings.page.audit')}
      intro={t('settings.audit.intro')}
      add={
        <div className={classes.deeds}>
          <IconButton name={t('settings.audit.refresh')} onClick={trail.refresh}>
            <IconRefresh size={17} />
          </IconButton>
          <Button disabled={isExporting || trail.entries.length === 0} onClick={() => void exportCsv()}>
            {t(isExporting ? 'settings.audit.exporting' : 'settings.audit.export')}
          </Button>
        </div>
      }
    >
      <AuditFilters filter={filter} onChange={setFilter} nameOfOne={nameOfOne(filter, trail.entries[0]?.name)} />
      {trail.state === 'failed' ? (
        <Empty title={t('settings.notLoaded')}>
          <Button onClick={trail.refresh}>{t('settings.tryAgain')}</Button>
        </Empty>
      ) : trail.entries.length > 0 ? (
        <AuditTable entries={trail.entries} hasOlder={trail.nextBefore !== null} showOlder={trail.showOlder} />
      ) : trail.state === 'loading' ? (
        <div className="unseen" role="status">
          {t('settings.loading')}
        </div>
      ) : (
        <Empty title={t(isFiltered ? 'settings.audit.nothingFits' : 'settings.audit.empty')}>
          {isFiltered ? <Button onClick={showAll}>{t('settings.audit.showAll')}</Button> : null}
        </Empty>
      )}
    </Listing>
  )
}

/** Of a thing's history, what it is called by now. */
const nameOfOne = ({ nounId }: AuditFilter, latest: string | undefined): string | null =>
  nounId === null ? null : (latest ?? '')
